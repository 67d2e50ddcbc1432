// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/TaughtTrial.h"

#include "engine/TaughtMove.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/learning/FaceSet.h"

#include <algorithm>
#include <functional>
#include <map>

namespace facet::learning {

using torch::Tensor;

namespace {

constexpr std::int64_t FewestToJudge = 16;  // photos a side
constexpr std::int64_t MostJudged = 16;     // faces a half

Piles halfOf(const Piles& piles, std::int64_t which) {
    const auto half = [which](const Tensor& pile) { return pile.slice(0, which, {}, 2); };
    return {half(piles.with), half(piles.without)};
}

/// The judging half: which of its faces without it can be judged, and by what.
class JudgingHalf {
 public:
    JudgingHalf(const Features& features, Piles faces) : m_features(features), m_faces(std::move(faces)) {
        const Sides sides{seenVariously(features, m_faces.with), seenVariously(features, m_faces.without)};
        for (std::int64_t fold = 0; fold < Folds; ++fold) {
            m_scores.push_back(discriminant(sides.part(Folds, fold, /*others=*/true)));
        }
        const auto own = sides.without.select(1, 0);
        for (std::int64_t i = 0; i < own.size(0) && std::ssize(m_rows) < MostJudged; ++i) {
            if (scoreFor(i).of(own[i]).item<double>() < 0) {
                m_rows.push_back(i);
            }
        }
    }

    bool isEmpty() const { return m_rows.empty(); }
    Tensor pictures() const { return m_faces.without.index_select(0, torch::tensor(m_rows)); }

    /// How many of pictures() have it, moved as they are given.
    int hits(const Tensor& moved) const {
        const torch::NoGradGuard noGrad;
        const auto seen = m_features(moved);
        int hits = 0;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            hits += scoreFor(m_rows[i]).of(seen[static_cast<std::int64_t>(i)]).item<double>() > 0 ? 1 : 0;
        }
        return hits;
    }

 private:
    const LinearScore& scoreFor(std::int64_t row) const { return m_scores[static_cast<std::size_t>(row % Folds)]; }

    const Features& m_features;
    Piles m_faces;
    std::vector<LinearScore> m_scores;  // one a fold, fitted without it
    std::vector<std::int64_t> m_rows;
};

/// Counts over both halves.
struct Tally {
    int judged = 0;
    int hits = 0;
    std::map<std::string, int> flips;

    TaughtFigures figures() const {
        TaughtFigures result{judged};
        if (judged == 0) {
            return result;
        }
        const auto share = [this](int count) { return static_cast<double>(count) / judged; };
        result.hit = share(hits);
        for (const auto& [name, count] : flips) {
            if (share(count) > result.leak) {
                result.leak = share(count);
                result.worstLeak = name;
            }
        }
        return result;
    }
};

/// What the teaching half makes of +1 for the faces of the other half, [N, d]; 0 where it learns nothing.
Tensor movesOf(const LoadedModel& model, const std::shared_ptr<const runtime::DecodeSlopes>& decoder,
               const Piles& teaching, const std::vector<std::string>& alongside, const Tensor& latents,
               const std::function<void(double)>& report, const std::stop_token& stop) {
    const Features seen = [&](const Tensor& pictures) { return featuresOf(model.guides, pictures); };
    auto moves = torch::zeros_like(latents);
    auto score = scoreOf({seenVariously(seen, teaching.with), seenVariously(seen, teaching.without)});
    if (!score) {
        return moves;
    }
    score->alongside = alongside;
    const TaughtMove move(model, decoder, *score);
    for (std::int64_t i = 0; i < latents.size(0); ++i) {
        const auto knots = move.find(latents.slice(0, i, i + 1), 1, {}, stop);
        moves[i] = model.moveSpace.toLatents(knots.select(1, 0))[0];
        report(static_cast<double>(i + 1) / static_cast<double>(latents.size(0)));
    }
    return moves;
}

}  // namespace

TaughtFigures judgeTaught(const LoadedModel& model, const std::shared_ptr<const runtime::DecodeSlopes>& decoder,
                          const Piles& piles, const std::vector<std::string>& alongside, const Progress& progress,
                          const std::stop_token& stop) {
    const auto file = model.folder / "judge.safetensors";
    if (std::min(piles.with.size(0), piles.without.size(0)) < FewestToJudge || !std::filesystem::exists(file)) {
        return {};
    }
    const auto judge = train::AttributeJudge::load(file);
    const Features seenByJudge = [&](const Tensor& pictures) { return judge->features(pictures); };
    Tally tally;
    for (const std::int64_t half : {0, 1}) {
        const JudgingHalf judging(seenByJudge, halfOf(piles, 1 - half));
        if (judging.isEmpty()) {
            continue;
        }
        const auto report = [&](double share) {
            progress("Trying it on faces kept back", (static_cast<double>(half) + share) / 2);
        };
        const latent::TrialFaces trial(*model.runtime, judging.pictures());
        const auto moves = movesOf(model, decoder, halfOf(piles, half), alongside, trial.latents(), report, stop);
        const auto after = trial.moved(moves).pictures;
        tally.judged += static_cast<int>(trial.count());
        tally.hits += judging.hits(after);
        const auto flipped = (judge->score(trial.pictures()) > 0) != (judge->score(after) > 0);
        for (const char* name : latent::ProtectedNames) {
            if (std::find(alongside.begin(), alongside.end(), name) == alongside.end()) {
                tally.flips[name] += flipped.select(1, judge->indexOf(name)).sum().item<int>();
            }
        }
    }
    return tally.figures();
}

}  // namespace facet::learning
