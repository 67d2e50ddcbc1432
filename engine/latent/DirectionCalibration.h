// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/FlowRuntime.h"

#include <functional>
#include <vector>

namespace facet::latent {

/// Logits of pictures [B, 3, S, S] in flow units, [B, attributes].
using Score = std::function<torch::Tensor(const torch::Tensor& pictures)>;

/// Faces on which moves are tried. What is judged is what a person sees: picture + decode(eps + move) − decode(eps).
class TrialFaces {
 public:
    /// pictures [N, 3, S, S] in flow units; they are encoded and decoded once.
    TrialFaces(const runtime::FlowRuntime& runtime, torch::Tensor pictures);

    const torch::Tensor& pictures() const { return m_pictures; }
    const torch::Tensor& latents() const { return m_latents; }  ///< [N, d]
    std::int64_t count() const { return m_pictures.size(0); }

    /// The faces after a move of their latents, [d] or one a face [N, d], and how many of them have exploded (those are
    /// left as they were).
    struct Moved {
        torch::Tensor pictures;
        std::int64_t exploded = 0;
    };
    Moved moved(const torch::Tensor& delta) const;

 private:
    const runtime::FlowRuntime& m_runtime;
    torch::Tensor m_pictures;
    torch::Tensor m_latents;  // [N, d]
    torch::Tensor m_decoded;  // [N, 3, S, S]
};

/// How far `delta` must be taken (a factor) until the median logit of the attribute reaches `target`; never so far that
/// at twice the factor, where sliders end, more than one face in twenty explodes. By bisection within (0, most].
double calibratedFactor(const TrialFaces& faces, const torch::Tensor& delta, const Score& score, std::int64_t attribute,
                        double target, double most);

/// How the logits answer to a move: mean change of every attribute, [attributes].
torch::Tensor response(const TrialFaces& faces, const torch::Tensor& delta, const Score& score);

/// Adds to one direction what cancels its answer in the protected attributes: δ + Σ cₚ δₚ with Σ cₚ response(δₚ) =
/// −response(δ) on all p, each |cₚ| ≤ `most`. Directions overlap in what they do to pictures even where their labels do
/// not, so the correction is measured on decoded pictures rather than taken from the fit.
torch::Tensor withoutLeaks(const torch::Tensor& delta, const torch::Tensor& answer,
                           const std::vector<torch::Tensor>& protectedDeltas,
                           const std::vector<torch::Tensor>& protectedAnswers,
                           const std::vector<std::int64_t>& protectedIndices, double most);

/// What a judge says of a direction at +1.
struct Verdict {
    double hit = 0;               ///< share of the faces that then have it
    double leak = 0;              ///< the worst share of flipped protected verdicts
    std::int64_t worst = -1;      ///< the attribute that is, −1 where nothing flips
    std::vector<double> flipped;  ///< share of flipped verdicts of each protected attribute
    std::int64_t exploded = 0;
};
/// From the judge's logits [N, attributes] of faces that it says have it not, before and after an edit;
/// `protectedIndices` without the attribute itself. Counts no explosions.
Verdict verdictOn(const torch::Tensor& before, const torch::Tensor& after, std::int64_t attribute,
                  const std::vector<std::int64_t>& protectedIndices);
/// The same after a move of the faces' latents.
Verdict judged(const TrialFaces& faces, const torch::Tensor& delta, const Score& judge, std::int64_t attribute,
               const std::vector<std::int64_t>& protectedIndices);

}  // namespace facet::latent
