// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/FlowStep.h"
#include "engine/flow/Prior.h"
#include "engine/flow/RebuiltSteps.h"
#include "engine/flow/Squeeze.h"

#include <optional>
#include <vector>

namespace facet::flow {

/// The whitened latents of a batch, one tensor a level, the finest first: eps[l] is [B, epsShape(l)]. A conditional
/// flow's end with the condition.
using Eps = std::vector<Tensor>;

/// Throws std::invalid_argument, naming the shapes wanted and the ones got, unless these are latents of that flow.
void requireEps(const Eps& eps, const Architecture& architecture, const char* where);

/// Latents of a batch to be written: float32, not initialised.
Eps emptyEps(std::int64_t batch, const Architecture& architecture);

struct Encoded {
    Eps eps;
    Tensor logProb;  ///< [B], log p(x) in nats
};

/// Multi-scale Glow (Kingma & Dhariwal 2018, arXiv 1807.03039, figure 2b): per level squeeze, K steps of flow, and a
/// split, at which half of the channels leave as latents; what stays at the end has a learned Gaussian prior.
///
/// Images are [B, channels, image, image] in flow units, (u8 + ½)/256 − ½ for 8-bit pictures (see Dequantise.h). A
/// conditional flow, p(x | c), takes [x, c] and is a bijection of both that hands c through: see Architecture.
/// Modules and parameters: `level{l}.step{k}.…` (FlowStep), `level{l}.prior.…` (SplitPrior), `top_prior` [2, C] = mean
/// and log_sd of a channel, with an edge bias also `top_edge` [2, C, 3, 3]. Threads: const in effect once in eval mode;
/// concurrent calls are fine then.
class Glow : public torch::nn::Module {
 public:
    /// Throws std::invalid_argument for an architecture that does not fit.
    explicit Glow(const Architecture& architecture);

    const Architecture& architecture() const { return m_architecture; }

    Encoded encode(const Tensor& x);  ///< [B, inputChannels, image, image]
    Tensor decode(const Eps& eps);
    Tensor logProb(const Tensor& x) { return encode(x).logProb; }

    /// Standard normal latents of `batch` images times the temperature (Glow, section 6), from a seed. A condition is
    /// not sampled: what stands in its place is to be overwritten.
    Eps sampleEps(std::int64_t batch, double temperature, std::uint64_t seed) const;

    /// −log₂ p per dimension [B] at a depth of n bits: adds the bin size D·log 2ⁿ that a density leaves open.
    Tensor bitsPerDim(const Tensor& logProb, int bits) const;

    /// Whether encode() keeps activations for autograd's way back, or has them computed again; see rebuiltSteps().
    void rebuildActivations(bool rebuild) { m_rebuilds = rebuild; }
    /// See Coupling::computeNetworkIn(). Priors, and all that a flow is inverted by, stay as they are.
    void computeNetworksIn(std::optional<torch::Dtype> arithmetic);

    /// Actnorms keep their values instead of being set by the first training batch: for loaded weights.
    void markInitialised();
    /// Multiplies every learned output scale into its convolution, as model files store them.
    void foldScales();

    const FlowStep& step(std::int64_t level, std::int64_t index) const { return *m_levels[level].steps[index]; }
    const ZeroConv2d& prior(std::int64_t level) const { return *m_levels[level].prior; }  ///< not for the last level
    Tensor topPrior() const;  ///< [2, C, side, side]: mean and log_sd at the last level

 private:
    struct Level {
        StepChain steps;
        std::shared_ptr<SplitPrior> prior;  // none at the last level
    };

    Gaussian topGaussian(const Tensor& like) const;
    /// c as the steps of a level see it; not defined where the flow has none.
    Tensor conditionAt(std::int64_t level, const Tensor& c);

    Architecture m_architecture;
    Squeeze m_squeeze;
    std::vector<Level> m_levels;
    bool m_rebuilds = false;
    Tensor m_topPrior;
    Tensor m_topEdge;  // not defined without an edge bias
};

}  // namespace facet::flow
