// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cpu/Crew.h"
#include "engine/runtime/cpu/FlowPlan.h"

#include <algorithm>
#include <vector>

namespace facet::runtime::cpu {

/// The memory that one image goes through, [pixels, channels] inside, and the way it goes. Allocates nothing after it
/// was made.
class Frame {
 public:
    Frame(const FlowPlan& plan, int crewSize);

    /// x [inputChannels, image, image] → eps, one pointer a level, finest first, [C/2, side, side] (the last [C, …]),
    /// and where there is a condition one to it.
    void encode(const float* x, const std::vector<float*>& eps, const Crew& crew);
    /// The exact inverse of encode().
    void decode(const std::vector<const float*>& eps, float* x, const Crew& crew);

    std::size_t bytes() const;

 protected:
    /// Pixels that go through a coupling network together: few enough that their hidden activations stay in the second
    /// cache beside the weights, enough that the weights are read seldom.
    static constexpr int TilePixels = 64;
    static constexpr std::size_t Slack = 64;  // bytes behind what kernels read or write in whole vectors

    struct LevelMemory {
        Buffer states[2];  // [side², C], rows stateStride apart; steps write from one into the other
        int stateStride = 0;
        Buffer plane;       // a and the condition as operands with a border, [side + 2, side + 2, seenChannels]
        Buffer priorPlane;  // the same in float32, for the prior
    };
    struct OwnMemory {  // of one thread
        Buffer neighbourhoods;
        Buffer hidden1;
        Buffer hidden2;
        Buffer prior;       // means and deviations of a tile
        Buffer deviations;  // of one pixel
        Buffer condition;   // of one pixel
        Buffer attention;   // of one position and head: its share of every other, and what it hears
    };
    /// What a thread knows on its way through a level. All threads of a crew have the same but the crew's index.
    struct Level {
        const LevelPlan* plan;
        LevelMemory* memory;
        const Crew* crew;
        int current = 0;  // which of the two states holds the image

        float* state() const { return memory->states[current].floats(); }
        float* pixel(int p) const { return state() + static_cast<std::ptrdiff_t>(p) * memory->stateStride; }
    };

    Level enter(std::size_t index, const Crew& crew);
    void readImage(const Level& finest, const float* x);
    void writeImage(const Level& finest, float* x);
    void squeeze(const Level& level, const Level& finer);
    void unsqueeze(const Level& finer, const Level& level);
    float* conditionIn(float* x) const;
    const float* conditionIn(const float* x) const;
    void passCondition(const float* from, float* to, const Crew& crew) const;
    void writeCondition(const Level& level, const float* condition);
    void split(const Level& level, float* eps);       // b → eps
    void join(const Level& level, const float* eps);  // eps → b
    void prior(const Level& level, int p, int end);
    /// Calls visit(pixel, mean, sd) for this thread's pixels.
    template <typename Visit>
    void visitPrior(const Level& level, Visit visit);
    void writePriorPlane(const Level& level);

    void forwardSteps(Level& level);
    void inverseSteps(Level& level);
    void network(const Level& level, const StepPlan& step);
    void networkByPixels(const Level& level, const StepPlan& step);
    void networkByColumns(const Level& level, const StepPlan& step);
    void attend(const Level& level, const StepPlan& step, std::ptrdiff_t stride);
    void attendAt(const Level& level, const StepPlan& step, int head, int pixel, std::byte* result);
    Combination combination(const Level& level, const StepPlan& step, bool inverse) const;
    void combine(const Level& level, const StepPlan& step, bool inverse);
    void multiply(Level& level, const PackedMatrix& matrix);
    void writePlane(const Level& level);

    const FlowPlan& m_plan;
    std::vector<LevelMemory> m_levels;
    std::vector<OwnMemory> m_own;
    TileShares m_tiles;
    Buffer m_taps;  // the network's last convolution before its taps are added up, [side², 9·outputs]
    Buffer m_qkv;   // queries, keys and values of a plane, [side², 3·inner padded]
};

template <typename Visit>
void Frame::visitPrior(const Level& level, Visit visit) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    for (int p = first; p < last; p += TilePixels) {
        const int end = std::min(p + TilePixels, last);
        prior(level, p, end);
        for (int q = p; q < end; ++q) {
            const float* mean = m_own[level.crew->index].prior.floats() + (q - p) * level.memory->stateStride;
            visit(q, mean, mean + level.plan->half());
        }
    }
}

}  // namespace facet::runtime::cpu
