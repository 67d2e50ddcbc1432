// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/pass/FlowPass.h"
#include "engine/train/pass/NetworkPass.h"
#include "engine/train/pass/StepMatrix.h"

#include <vector>

namespace facet::train {

/// One thread's share of a batch on its way through the flow and back. See FlowPass.
template <class Operand>
class SlicePass {
 public:
    SlicePass(const flow::Architecture& architecture, const FlatParameters& parameters, const torch::Tensor& operands,
              const std::vector<std::vector<StepMatrix>>& matrices, const PassOptions& options);

    /// Σ log p of the images [B, inputChannels, side, side], but for the steps' matrices. `withTrace`: backward()
    /// follows.
    double forward(const torch::Tensor& x, bool withTrace);
    /// Adds nothing to what slopes() held: it becomes the gradient of −Σ log p of these images, but for what the
    /// matrices make of theirs. Of a frozen flow there are only imageSlopes().
    void backward();
    void refresh();

    const torch::Tensor& slopes() const { return m_slopes; }
    torch::Tensor imageSlopes() const;  ///< [B, channels, side, side]
    const torch::Tensor& matrixSlopes(std::int64_t level, std::int64_t step) const;
    const torch::Tensor& offsetSlopes(std::int64_t level, std::int64_t step) const;
    std::int64_t bytes() const;

 private:
    struct Step {
        NetworkPass<Operand> network;
        NetworkTrace trace;  // kept, unless activations are rebuilt
        torch::Tensor matrixSlopes, offsetSlopes;
    };
    struct Level {
        Planes shape;  // of all channels
        std::vector<Step> steps;
        std::unique_ptr<TapConvolution<float>> prior;  // none at the last level
        torch::Tensor state, spare;                    // planes [channels, pixels]
        torch::Tensor slope, spareSlope;
        torch::Tensor condition;  // planes of what the coupling networks see too
        torch::Tensor moments;    // planes [mean, log_sd, pixels] of the prior
    };

    void resize(std::int64_t images);
    /// Some whole images of a level: as many as keep the hidden activations in the processor's second cache.
    struct Tile {
        Planes shape;  // of all channels
        NetworkInput input;
        NetworkTrace trace;
        Coupled coupled;
    };
    int tileImages(const Level& level) const;
    Tile tileAt(Level& level, Step& step, int image);
    void forwardStep(Level& level, Step& step, const StepMatrix& matrix);
    void backwardStep(Level& level, Step& step, const StepMatrix& matrix);
    void backwardNetwork(Level& level, Step& step);
    double leave(std::size_t l);
    void leaveSlopes(std::size_t l);
    void squeeze(const torch::Tensor& from, const torch::Tensor& to, std::int64_t side) const;
    void unsqueezeSlopes(std::size_t from);

    const flow::Architecture& m_architecture;
    const FlatParameters& m_parameters;
    const PassKernels& m_kernels;
    const std::vector<std::vector<StepMatrix>>& m_matrices;
    bool m_rebuild;
    bool m_frozen;
    bool m_withTrace = false;
    std::int64_t m_images = 0;
    double m_logScales = 0;
    torch::Tensor m_slopes;
    torch::Tensor m_topPrior, m_topPriorSlopes, m_ones;
    std::vector<Level> m_levels;
    Scratch m_scratch;
};

}  // namespace facet::train
