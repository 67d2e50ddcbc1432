// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/Frame.h"

#include <algorithm>
#include <tuple>

namespace facet::runtime::cpu {
namespace {

/// Below it threads share the columns of a product and not its pixels, so that each reads only its part of the weights.
constexpr int FewestPixelsOfAThread = 48;
int tapStride(const FlowPlan& plan, const LevelPlan& level) {
    return plan.hidden->paddedColumns(9 * level.outputs) + plan.exact->lanes;
}

/// Of hidden2's rows: conv2's columns and, where the network attends, what the heads say.
std::ptrdiff_t hiddenStride(const Kernels& kernels, const StepPlan& step) {
    return kernels.rowStride(std::max(step.conv2.columns(), step.conv3.depth()));
}

/// Sets the last of a plane's channels to 1 on the border, which convolutions with an edge bias look for there.
void markBorder(const LevelPlan& level, const Kernels& kernels, int channels, Buffer& plane) {
    const float one = 1;
    for (int y = 0; y < level.side + 2; ++y) {
        const bool whole = y == 0 || y == level.side + 1;
        for (int x = 0; x < level.side + 2; x += whole ? 1 : level.side + 1) {
            const std::size_t last = (static_cast<std::size_t>(y) * (level.side + 2) + x + 1) * channels - 1;
            kernels.operands(&one, plane.data() + kernels.operandBytes() * last, 1);
        }
    }
}

}  // namespace

Frame::Frame(const FlowPlan& plan, int crewSize) : m_plan(plan), m_own(crewSize), m_tiles(crewSize) {
    std::size_t taps = 0, neighbourhoods = 0, hidden = 0, hidden2 = 0, prior = 0, condition = 0, qkv = 0, attention = 0;
    const std::size_t operand = plan.hidden->operandBytes();
    for (const auto& level : plan.levels) {
        LevelMemory memory;
        memory.stateStride = plan.exact->paddedColumns(level.channels);
        for (auto& state : memory.states) {
            state = Buffer(sizeof(float) * level.pixels() * memory.stateStride + Slack);
        }
        memory.plane = Buffer(operand * level.planePixels() * level.seenChannels() + Slack);
        memory.priorPlane = Buffer(sizeof(float) * level.planePixels() * level.priorChannels() + Slack);
        if (level.edge > 0) {
            markBorder(level, *plan.hidden, level.seenChannels(), memory.plane);
            markBorder(level, *plan.exact, level.priorChannels(), memory.priorPlane);
        }
        const std::size_t rows = std::min(level.pixels(), std::max(TilePixels, FewestPixelsOfAThread * crewSize));
        taps = std::max(taps, sizeof(float) * level.pixels() * tapStride(plan, level));
        prior = std::max(prior, sizeof(float) * rows * memory.stateStride);
        condition = std::max(condition, sizeof(float) * level.condition);
        neighbourhoods =
            std::max(neighbourhoods, sizeof(float) * rows * plan.hidden->paddedDepth(9 * level.seenChannels()));
        for (const auto& step : level.steps) {
            hidden = std::max(hidden, operand * rows * plan.hidden->rowStride(step.conv1.columns()));
            hidden2 = std::max(hidden2, operand * rows * hiddenStride(*plan.hidden, step));
            if (step.attends()) {
                qkv = std::max(qkv, sizeof(float) * rows * plan.hidden->paddedColumns(step.qkv.columns()));
                attention =
                    std::max(attention, sizeof(float) * (plan.exact->paddedColumns(level.pixels()) + step.inner()));
            }
        }
        m_levels.push_back(std::move(memory));
    }
    m_taps = Buffer(taps + Slack);
    m_qkv = Buffer(qkv + Slack);
    for (auto& own : m_own) {
        own = {Buffer(neighbourhoods + Slack), Buffer(hidden),           Buffer(hidden2), Buffer(prior), Buffer(prior),
               Buffer(condition + Slack),      Buffer(attention + Slack)};
    }
}

std::size_t Frame::bytes() const {
    std::size_t sum = m_taps.size() + m_qkv.size();
    for (const auto& level : m_levels) {
        sum += level.states[0].size() + level.states[1].size() + level.plane.size() + level.priorPlane.size();
    }
    for (const auto& own : m_own) {
        sum += own.neighbourhoods.size() + own.hidden1.size() + own.hidden2.size() + own.prior.size() +
               own.deviations.size() + own.condition.size() + own.attention.size();
    }
    return sum;
}

Frame::Level Frame::enter(std::size_t index, const Crew& crew) {
    return {&m_plan.levels[index], &m_levels[index], &crew};
}

void Frame::network(const Level& level, const StepPlan& step) {
    const bool few = level.crew->size > 1 && level.plan->pixels() < FewestPixelsOfAThread * level.crew->size;
    if (few || step.attends()) {
        networkByColumns(level, step);
    } else {
        networkByPixels(level, step);
    }
}

/// The hidden activations of a tile never leave this thread.
void Frame::networkByPixels(const Level& level, const StepPlan& step) {
    const Kernels& kernels = *m_plan.hidden;
    auto& own = m_own[level.crew->index];
    auto conv1 = step.conv1.product();
    auto conv2 = step.conv2.product();
    auto conv3 = step.conv3.product();
    conv1.rows = own.neighbourhoods.data();
    conv1.result = own.hidden1.data();
    conv2.rows = own.hidden1.data();
    conv2.result = own.hidden2.data();
    conv3.rows = own.hidden2.data();
    conv1.resultStride = conv2.rowStride = kernels.rowStride(step.conv1.columns());
    conv2.resultStride = conv3.rowStride = hiddenStride(kernels, step);
    conv3.resultStride = tapStride(m_plan, *level.plan);
    m_tiles.visit(*level.crew, level.plan->pixels(), TilePixels, [&](int p, int end) {
        kernels.neighbourhoods({level.memory->plane.data(), level.plan->side, level.plan->seenChannels(), p, end,
                                own.neighbourhoods.data(), conv1.depth});
        conv1.rowCount = conv2.rowCount = conv3.rowCount = end - p;
        conv3.result = m_taps.floats() + p * conv3.resultStride;
        kernels.hidden(conv1);
        kernels.hidden(conv2);
        kernels.linear(conv3);
    });
}

/// Three products one after the other, each divided by columns; the hidden activations are the first thread's. So all
/// threads see the whole plane, as they must where the network attends.
void Frame::networkByColumns(const Level& level, const StepPlan& step) {
    const Kernels& kernels = *m_plan.hidden;
    auto& own = m_own[level.crew->index];
    auto& shared = m_own.front();
    const int pixels = level.plan->pixels();
    const auto share = [&](Product product, const void* rows, void* result, std::ptrdiff_t stride) {
        std::tie(product.firstBlock, product.lastBlock) = level.crew->share(product.lastBlock);
        product.rows = rows;
        product.rowCount = pixels;
        product.result = result;
        product.resultStride = stride;
        return product;
    };
    const std::ptrdiff_t width = kernels.rowStride(step.conv1.columns());
    const std::ptrdiff_t width2 = hiddenStride(kernels, step);
    auto conv1 = share(step.conv1.product(), own.neighbourhoods.data(), shared.hidden1.data(), width);
    auto conv2 = share(step.conv2.product(), shared.hidden1.data(), shared.hidden2.data(), width2);
    auto conv3 = share(step.conv3.product(), shared.hidden2.data(), m_taps.data(), tapStride(m_plan, *level.plan));
    conv2.rowStride = width;
    conv3.rowStride = width2;
    kernels.neighbourhoods({level.memory->plane.data(), level.plan->side, level.plan->seenChannels(), 0, pixels,
                            own.neighbourhoods.data(), conv1.depth});
    kernels.hidden(conv1);
    level.crew->meet();
    kernels.hidden(conv2);
    level.crew->meet();
    if (step.attends()) {
        attend(level, step, width2);
    }
    kernels.linear(conv3);
}

/// Of this thread's pixels.
Combination Frame::combination(const Level& level, const StepPlan& step, bool inverse) const {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    return {.taps = {.products = m_taps.floats(),
                     .stride = tapStride(m_plan, *level.plan),
                     .bias = step.bias3.floats(),
                     .edge = step.edge3.floats(),
                     .edgeStride = m_plan.exact->paddedColumns(level.plan->outputs),
                     .outputs = level.plan->outputs,
                     .side = level.plan->side},
            .state = level.state(),
            .stateStride = level.memory->stateStride,
            .channels = level.plan->channels,
            .affine = m_plan.affine,
            .leastScale = m_plan.leastScale,
            .inverse = inverse,
            .first = first,
            .last = last};
}

void Frame::combine(const Level& level, const StepPlan& step, bool inverse) {
    m_tiles.renew(*level.crew);
    m_plan.exact->combine(combination(level, step, inverse));
}

/// The 1×1 convolution of this thread's pixels, from one state into the other.
void Frame::multiply(Level& level, const PackedMatrix& matrix) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    auto product = matrix.product();
    product.rows = level.pixel(first);
    product.rowStride = level.memory->stateStride;
    product.rowCount = last - first;
    level.current = 1 - level.current;
    product.result = level.pixel(first);
    product.resultStride = level.memory->stateStride;
    m_plan.exact->linear(product);
}

/// a of this thread's pixels, for the network to read the neighbourhoods of.
void Frame::writePlane(const Level& level) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    const std::size_t bytes = m_plan.hidden->operandBytes() * level.plan->seenChannels();
    for (int p = first; p < last; ++p) {
        std::byte* to = level.memory->plane.data() + level.plan->bordered(p) * bytes;
        m_plan.hidden->operands(level.pixel(p), to, level.plan->half());
    }
}

/// The prior of b given a (Glow, section 3): means and deviations of the pixels p … end, rows of own.prior.
void Frame::prior(const Level& level, int p, int end) {
    const Kernels& kernels = *m_plan.exact;
    const int half = level.plan->half();
    auto& own = m_own[level.crew->index];
    auto product = level.plan->prior.product();
    kernels.neighbourhoods({level.memory->priorPlane.data(), level.plan->side, level.plan->priorChannels(), p, end,
                            own.neighbourhoods.data(), product.depth});
    product.rows = own.neighbourhoods.data();
    product.rowCount = end - p;
    product.result = own.prior.data();
    product.resultStride = level.memory->stateStride;
    kernels.linear(product);
    for (int row = 0; row < end - p; ++row) {
        float* logSd = own.prior.floats() + row * level.memory->stateStride + half;
        std::copy_n(logSd, half, own.deviations.floats());
        kernels.exponentials(own.deviations.floats(), half);
        std::copy_n(own.deviations.floats(), half, logSd);
    }
}

void Frame::writePriorPlane(const Level& level) {
    const auto [first, last] = level.crew->share(level.plan->pixels());
    const int half = level.plan->half();
    for (int p = first; p < last; ++p) {
        std::copy_n(level.pixel(p), half,
                    level.memory->priorPlane.floats() + level.plan->bordered(p) * level.plan->priorChannels());
    }
}

void Frame::forwardSteps(Level& level) {
    const auto& steps = level.plan->steps;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        multiply(level, steps[k].mix);
        writePlane(level);
        level.crew->meet();
        network(level, steps[k]);
        level.crew->meet();
        combine(level, steps[k], /*inverse=*/false);
    }
}

void Frame::inverseSteps(Level& level) {
    for (auto step = level.plan->steps.rbegin(); step != level.plan->steps.rend(); ++step) {
        writePlane(level);
        level.crew->meet();
        network(level, *step);
        level.crew->meet();
        combine(level, *step, /*inverse=*/true);
        multiply(level, step->unmix);
    }
}

void Frame::split(const Level& level, float* eps) {
    writePriorPlane(level);
    level.crew->meet();
    const int half = level.plan->half();
    visitPrior(level, [&](int p, const float* mean, const float* sd) {
        for (int c = 0; c < half; ++c) {
            eps[static_cast<std::ptrdiff_t>(c) * level.plan->pixels() + p] =
                (level.pixel(p)[half + c] - mean[c]) / sd[c];
        }
    });
}

void Frame::join(const Level& level, const float* eps) {
    writePriorPlane(level);
    level.crew->meet();
    const int half = level.plan->half();
    visitPrior(level, [&](int p, const float* mean, const float* sd) {
        for (int c = 0; c < half; ++c) {
            level.pixel(p)[half + c] = eps[static_cast<std::ptrdiff_t>(c) * level.plan->pixels() + p] * sd[c] + mean[c];
        }
    });
}

void Frame::encode(const float* x, const std::vector<float*>& eps, const Crew& crew) {
    const float* condition = conditionIn(x);
    Level level = enter(0, crew);
    readImage(level, x);
    writeCondition(level, condition);
    forwardSteps(level);
    for (std::size_t l = 1; l < m_levels.size(); ++l) {
        split(level, eps[l - 1]);
        const Level finer = level;
        level = enter(l, crew);
        squeeze(level, finer);
        writeCondition(level, condition);
        forwardSteps(level);
    }
    float* top = eps[m_levels.size() - 1];
    const auto [first, last] = crew.share(level.plan->pixels());
    for (int p = first; p < last; ++p) {
        for (int c = 0; c < level.plan->channels; ++c) {
            const int at = c * level.plan->pixels() + p;
            top[at] = (level.pixel(p)[c] - m_plan.topMean.floats()[at]) / m_plan.topSd.floats()[at];
        }
    }
    passCondition(condition, eps.back(), crew);
}

void Frame::decode(const std::vector<const float*>& eps, float* x, const Crew& crew) {
    Level level = enter(m_levels.size() - 1, crew);
    const float* top = eps[m_levels.size() - 1];
    const float* condition = eps.back();
    const auto [first, last] = crew.share(level.plan->pixels());
    for (int p = first; p < last; ++p) {
        for (int c = 0; c < level.plan->channels; ++c) {
            const int at = c * level.plan->pixels() + p;
            level.pixel(p)[c] = top[at] * m_plan.topSd.floats()[at] + m_plan.topMean.floats()[at];
        }
    }
    writeCondition(level, condition);
    inverseSteps(level);
    for (std::size_t l = m_levels.size() - 1; l > 0; --l) {
        crew.meet();
        const Level coarser = level;
        level = enter(l - 1, crew);
        unsqueeze(level, coarser);
        join(level, eps[l - 1]);
        writeCondition(level, condition);
        inverseSteps(level);
    }
    writeImage(level, x);
    passCondition(condition, conditionIn(x), crew);
}

}  // namespace facet::runtime::cpu
