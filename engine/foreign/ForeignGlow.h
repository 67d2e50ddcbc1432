// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/foreign/Weights.h"

#include <memory>
#include <string>
#include <vector>

namespace facet::foreign {

/// What a file of weights does not say: the pictures' side, and the depth that the density was trained at.
struct Unsaid {
    std::int64_t image = 0;
    int bits = 0;
};

/// rosinality/glow-pytorch: latents are raw z there, the coupling network says (r, t), zero convolutions pad with ones.
bool isRosinality(const Weights& weights);
std::shared_ptr<flow::Glow> rosinalityGlow(const Weights& weights, const Unsaid& unsaid);

/// OpenAI's Glow: kernels [i, j, in, out], 3×3 ones with one more input, which is 1 outside of the plane; t and r, and
/// means and deviations of splits, alternate; logarithms of scales are stored divided by 3.
bool isOpenAi(const Weights& weights);
std::shared_ptr<flow::Glow> openAiGlow(const Weights& weights, const Unsaid& unsaid);
/// How many labels its top prior looks at; 0 where there are none. The flow that it becomes is the first one's.
std::int64_t openAiLabels(const Weights& weights);

/// Where a program's weights tell how large the flow is: an extent of a tensor of each step, whose name begins with the
/// step's. A step is there if its `channels` are.
struct Layout {
    struct Extent {
        const char* name;
        std::int64_t dimension;
    };
    std::string (*stepOf)(std::int64_t level, std::int64_t step);
    Extent channels;  ///< of the step
    Extent width;     ///< of its coupling network
    Extent outputs;   ///< of that: half of the channels where couplings are additive
};
flow::Architecture architectureOf(const Weights& weights, const Unsaid& unsaid, const Layout& layout);

/// A flow whose parameters are set one by one from tensors of another program's.
class ForeignGlow {
 public:
    /// The architecture, but for what is the same for all of other people's. Throws Refusal where it would take more
    /// than the weights hold.
    ForeignGlow(const Weights& weights, flow::Architecture architecture);

    /// The tensor in double precision; throws Refusal where it is missing, of another shape, or not finite.
    torch::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape) const;
    void set(const std::string& parameter, const torch::Tensor& value);
    const flow::Architecture& architecture() const { return m_flow->architecture(); }

    std::shared_ptr<flow::Glow> finished();

 private:
    const Weights& m_weights;
    std::shared_ptr<flow::Glow> m_flow;
};

/// The tensor's extent, or 0 where there is no such tensor or dimension.
std::int64_t extentOf(const Weights& weights, const std::string& name, std::int64_t dimension);

}  // namespace facet::foreign
