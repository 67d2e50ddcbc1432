// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TaughtMove.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/learning/FaceSet.h"
#include "engine/learning/PhotoLearning.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

namespace facet {
namespace {

using learning::Piles;
using torch::Tensor;

constexpr std::int64_t TestFaces = 24;

/// A column of the table to teach, and what the bundled judge calls it; it does not know all.
struct Lesson {
    const char* column;
    const char* known;
};
constexpr Lesson Lessons[] = {{"Smiling", "smile"},
                              {"Eyeglasses", "glasses"},
                              {"Blond_Hair", "blond-hair"},
                              {"Wearing_Hat", "hat"},
                              {"Chubby", nullptr}};

/// What is said of moved faces.
struct Shown {
    double hit = 0;
    double leak = 0;
};

class Teaching : public testing::Test {
 protected:
    void SetUp() override {
        if (!measure::areFacesHere()) {
            GTEST_SKIP() << "the faces are not on this machine";
        }
        const std::filesystem::path folder(FACET_FACES);
        m_table.emplace(folder / "labels.csv");
        m_all = learning::readFaces(*m_table, {folder / "celeba64.zip"}, 64, [](const std::string&, double) {}, {});
        m_held = m_all.where(m_all.heldOut);
        EngineOptions options;
        options.threads = 1;  // so that other work on the machine hardly matters
        m_model.emplace(loadModel(options));
        m_judge = train::AttributeJudge::load(m_model->folder / "judge.safetensors");
    }

    Tensor labelsOf(const learning::FaceSet& faces, const char* column) const {
        const auto& all = m_table->attributes();
        return faces.labels.select(1, std::find(all.begin(), all.end(), column) - all.begin());
    }

    /// The bundled judge's logit, or a discriminant of what it sees of all training faces: of neither did a lesson
    /// know.
    std::function<Tensor(const Tensor&)> judgeOf(const Lesson& lesson) const {
        if (lesson.known != nullptr) {
            const auto index = m_judge->indexOf(lesson.known);
            return [this, index](const Tensor& pictures) { return m_judge->score(pictures).select(1, index); };
        }
        const torch::NoGradGuard noGrad;
        const auto training = m_all.where(m_all.heldOut.logical_not());
        std::vector<Tensor> features;
        for (const auto& batch : training.pictures.split(256)) {
            features.push_back(m_judge->features(flow::fromLevels(batch)));
        }
        const auto seen = torch::cat(features).unsqueeze(1);
        const auto labels = labelsOf(training, lesson.column);
        const auto side = [&](int label) { return seen.index_select(0, (labels == label).nonzero().flatten()); };
        return [this, score = learning::discriminant({side(1), side(0)})](const Tensor& pictures) {
            const torch::NoGradGuard inner;
            return score.of(m_judge->features(pictures));
        };
    }

    Shown shown(const latent::TrialFaces& faces, const Tensor& moves, const Lesson& lesson,
                const std::function<Tensor(const Tensor&)>& judge) const {
        const auto after = faces.moved(moves).pictures;
        const auto share = [](const Tensor& flags) { return flags.to(torch::kFloat64).mean().item<double>(); };
        Shown result{share(judge(after) > 0)};
        const auto flipped = (m_judge->score(faces.pictures()) > 0) != (m_judge->score(after) > 0);
        for (const std::string name : latent::ProtectedNames) {
            if (lesson.known == nullptr || name != lesson.known) {
                result.leak = std::max(result.leak, share(flipped.select(1, m_judge->indexOf(name))));
            }
        }
        return result;
    }

    Tensor ownWays(const latent::TrialFaces& faces, const latent::FeatureScore& score) const {
        const TaughtMove move(*m_model, runtime::makeDecodeSlopes(*m_model->flow, m_model->computing), score);
        return m_model->moveSpace.toLatents(move.find(faces.latents(), 1, {}, {}).select(1, 0));
    }

    void teach(const Lesson& lesson, std::int64_t count);

    std::optional<train::LabelTable> m_table;
    learning::FaceSet m_all;
    learning::FaceSet m_held;
    std::optional<LoadedModel> m_model;
    std::shared_ptr<train::AttributeJudge> m_judge;
    double m_hits = 0;
    int m_lessons = 0;
};

void Teaching::teach(const Lesson& lesson, std::int64_t count) {
    const auto pictures = flow::fromLevels(m_held.pictures);
    const auto labels = labelsOf(m_held, lesson.column);
    const auto with = (labels == 1).nonzero().flatten();
    const auto without = (labels == 0).nonzero().flatten();
    if (with.size(0) < count) {
        return;
    }
    const auto judge = judgeOf(lesson);
    const Piles piles{pictures.index_select(0, with.slice(0, 0, count)),
                      pictures.index_select(0, without.slice(0, 0, count))};
    const auto others = pictures.index_select(0, without.slice(0, count));
    const auto lacking = others.index_select(0, (judge(others) < 0).nonzero().flatten()).slice(0, 0, TestFaces);
    const latent::TrialFaces faces(*m_model->runtime, lacking);

    const auto start = std::chrono::steady_clock::now();
    const auto [learnt, card] = learning::learnFromPiles(*m_model, "taught", piles, [](auto&&, double) {}, {});
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    const auto& direction = learnt.directions.front();
    const auto own = shown(faces, ownWays(faces, *direction.score), lesson, judge);
    const auto common = shown(faces, direction.delta, lesson, judge);
    m_hits += own.hit;
    ++m_lessons;

    auto guides = std::move(m_model->guides);  // without them it is learnt from latents alone
    m_model->guides.clear();
    Shown plain;
    try {
        const auto latents = learning::learnFromPiles(*m_model, "taught", piles, [](auto&&, double) {}, {});
        plain = shown(faces, latents.first.directions.front().delta, lesson, judge);
    } catch (const Error&) {
        plain = {};  // it refuses where it sees no difference
    }
    m_model->guides = std::move(guides);
    std::printf("| %-12s | %3d | %.2f | %.2f / %.2f | %.2f / %.2f | %.2f / %.2f | %.2f / %.2f of %d | %4.0f s |\n",
                lesson.column, static_cast<int>(count), card.auc, plain.hit, plain.leak, common.hit, common.leak,
                own.hit, own.leak, card.hit, card.leak, card.judged, seconds.count());
    std::fflush(stdout);
}

TEST_F(Teaching, ShowsWhatThePilesDifferIn) {
    std::printf("| %-12s | a side | AUC | latents alone | common | own way | what the card says | takes |\n", "taught");
    for (const int count : {30, 20, 50}) {
        for (const auto& lesson : Lessons) {
            teach(lesson, count);
        }
    }
    EXPECT_GT(m_hits / static_cast<double>(m_lessons), 0.5);
}

}  // namespace
}  // namespace facet
