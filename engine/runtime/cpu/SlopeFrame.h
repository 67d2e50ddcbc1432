// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Frame.h"
#include "engine/runtime/cpu/SlopePlan.h"

namespace facet::runtime::cpu {

/// The memory of one image and of several slopes in it, and their way from the picture to its latents.
///
/// The derivative of decoding is walked backwards, from x to eps: in the direction of encode(). So nothing is kept of
/// the decoding; what a step needs to know of its state is computed on the way (as in i-RevNet and RevNet, Gomez et al.
/// 2017, arXiv 1707.04585), whatever the depth.
class SlopeFrame : private Frame {
 public:
    /// For `count` slopes at a time.
    SlopeFrame(const FlowPlan& plan, const SlopePlan& slopes, int crewSize, int count);

    using Frame::decode;

    /// Pictures x [channels, image, image] and `slopes` [count, channels, image, image] in x → slopes in eps, one
    /// pointer a level, finest first, each [count, C/2, side, side] (the last [count, C, …]).
    void pull(const float* x, const float* slopes, const std::vector<float*>& eps, const Crew& crew);

 private:
    /// Where one thread is: in the state, and in each slope.
    struct Walk {
        const LevelSlopePlan* plan;
        Level state;
        std::vector<Level> slopes;
    };
    struct OwnSlopeMemory {  // of one thread
        Buffer outputs;      // slopes of a network's outputs, at this thread's pixels
        Buffer gates[2];     // the network's hidden activations at a tile's pixels, once for each slope
        Buffer rows;         // neighbourhoods
        Buffer hidden[2];    // slopes of the hidden activations
        Buffer prior;
    };

    Walk enterAll(std::size_t index, const Crew& crew);
    int tilePixels() const;
    void steps(Walk& walk);
    void outputSlopes(Walk& walk, const StepPlan& step);
    void gates(const Walk& walk, const StepPlan& step, int p, int end);
    void networkSlopes(const Walk& walk, const StepPlan& step, const StepSlopePlan& back);
    void inputSlopes(const Walk& walk);
    void leave(const Walk& walk, float* eps);
    void priorSlopes(const Walk& walk);
    void leaveTop(const Walk& walk, float* eps);
    int inputTapStride(const LevelPlan& level) const;

    const SlopePlan& m_slopePlan;
    int m_count;
    std::vector<std::vector<LevelMemory>> m_slopes;  // of each slope, of each level; planes hold outputs
    std::vector<OwnSlopeMemory> m_ownSlopes;
    Buffer m_inputTaps;  // slopes of a network's input before their taps are added up, [count, side², 9·C/2]
};

}  // namespace facet::runtime::cpu
