// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/DirectionCalibration.h"

#include "engine/flow/Dequantise.h"
#include "engine/latent/Latent.h"

namespace facet::latent {

using torch::Tensor;

namespace {

constexpr std::int64_t Batch = 16;

}  // namespace

TrialFaces::TrialFaces(const runtime::FlowRuntime& runtime, Tensor pictures)
    : m_runtime(runtime), m_pictures(std::move(pictures)) {
    std::vector<Tensor> latents;
    std::vector<Tensor> decoded;
    for (std::int64_t i = 0; i < count(); i += Batch) {
        const auto eps = runtime.encode(m_pictures.slice(0, i, i + Batch));
        latents.push_back(flatten(eps));
        decoded.push_back(runtime.decode(eps).clamp(-0.5, 0.5));
    }
    m_latents = torch::cat(latents);
    m_decoded = torch::cat(decoded);
}

TrialFaces::Moved TrialFaces::moved(const Tensor& delta) const {
    std::vector<Tensor> parts;
    Moved result;
    const auto moves = delta.expand_as(m_latents);
    for (std::int64_t i = 0; i < count(); i += Batch) {
        const auto latents = m_latents.slice(0, i, i + Batch) + moves.slice(0, i, i + Batch);
        const auto after = m_runtime.decode(unflatten(latents, m_runtime.architecture()));
        const auto sound = flow::areSound(after);
        const auto before = m_decoded.slice(0, i, i + Batch);
        const auto difference = torch::where(sound.view({-1, 1, 1, 1}), after.nan_to_num(0).clamp(-0.5, 0.5) - before,
                                             torch::zeros_like(before));
        parts.push_back((m_pictures.slice(0, i, i + Batch) + difference).clamp(-0.5, 0.5));
        result.exploded += sound.logical_not().sum().item<std::int64_t>();
    }
    result.pictures = torch::cat(parts);
    return result;
}

double calibratedFactor(const TrialFaces& faces, const Tensor& delta, const Score& score, std::int64_t attribute,
                        double target, double most) {
    const auto tooFar = [&](double factor) { return faces.moved(delta * (2 * factor)).exploded * 20 > faces.count(); };
    while (most > 0.05 && tooFar(most)) {
        most *= 0.8;
    }
    const auto reaches = [&](double factor) {
        const auto logits = score(faces.moved(delta * factor).pictures).select(1, attribute);
        return logits.median().item<double>() >= target;
    };
    double low = 0;
    double high = most;
    for (int i = 0; i < 6; ++i) {
        const double middle = (low + high) / 2;
        (reaches(middle) ? high : low) = middle;
    }
    return high;
}

Tensor response(const TrialFaces& faces, const Tensor& delta, const Score& score) {
    return (score(faces.moved(delta).pictures) - score(faces.pictures())).mean(0);
}

Tensor withoutLeaks(const Tensor& delta, const Tensor& answer, const std::vector<Tensor>& protectedDeltas,
                    const std::vector<Tensor>& protectedAnswers, const std::vector<std::int64_t>& protectedIndices,
                    double most) {
    const auto indices = torch::tensor(protectedIndices);
    std::vector<Tensor> columns;
    for (const auto& own : protectedAnswers) {
        columns.push_back(own.index_select(0, indices));
    }
    const auto system = torch::stack(columns, 1).to(torch::kFloat64);
    const auto wanted = -answer.index_select(0, indices).to(torch::kFloat64);
    const auto amounts = torch::linalg_solve(system, wanted).clamp(-most, most);
    auto corrected = delta.clone();
    for (std::size_t p = 0; p < protectedDeltas.size(); ++p) {
        corrected.add_(protectedDeltas[p], amounts[static_cast<std::int64_t>(p)].item<double>());
    }
    return corrected;
}

Verdict verdictOn(const Tensor& before, const Tensor& after, std::int64_t attribute,
                  const std::vector<std::int64_t>& protectedIndices) {
    const auto share = [](const Tensor& flags) { return flags.to(torch::kFloat64).mean().item<double>(); };
    Verdict verdict;
    verdict.hit = share(after.select(1, attribute) > 0);
    for (const auto p : protectedIndices) {
        verdict.flipped.push_back(share((after.select(1, p) > 0) != (before.select(1, p) > 0)));
        if (verdict.flipped.back() > verdict.leak) {
            verdict.leak = verdict.flipped.back();
            verdict.worst = p;
        }
    }
    return verdict;
}

Verdict judged(const TrialFaces& faces, const Tensor& delta, const Score& judge, std::int64_t attribute,
               const std::vector<std::int64_t>& protectedIndices) {
    const auto after = faces.moved(delta);
    auto verdict = verdictOn(judge(faces.pictures()), judge(after.pictures), attribute, protectedIndices);
    verdict.exploded = after.exploded;
    return verdict;
}

}  // namespace facet::latent
