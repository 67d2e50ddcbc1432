// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cpu/SlopeFrame.h"

namespace facet::runtime::cpu {

SlopeFrame::SlopeFrame(const FlowPlan& plan, const SlopePlan& slopes, int crewSize, int count)
    : Frame(plan, crewSize), m_slopePlan(slopes), m_count(count), m_slopes(count) {
    const std::size_t operand = plan.hidden->operandBytes();
    const std::size_t rowCount = static_cast<std::size_t>(count) * tilePixels();
    std::size_t outputs = 0, hidden = 0, rows = 0, prior = 0, taps = 0;
    for (const auto& level : plan.levels) {
        const auto stride = plan.exact->paddedColumns(level.channels);
        for (auto& own : m_slopes) {
            LevelMemory memory;
            memory.stateStride = stride;
            for (auto& state : memory.states) {
                state = Buffer(sizeof(float) * level.pixels() * stride + Slack);
            }
            memory.plane = Buffer(operand * level.planePixels() * level.outputs + Slack);
            memory.priorPlane = Buffer(sizeof(float) * level.planePixels() * level.channels + Slack);
            own.push_back(std::move(memory));
        }
        outputs = std::max(outputs, sizeof(float) * count * level.pixels() * level.outputs);
        rows = std::max({rows, operand * rowCount * plan.hidden->paddedDepth(9 * level.outputs),
                         sizeof(float) * TilePixels * plan.exact->paddedDepth(9 * level.channels)});
        prior = std::max(prior, sizeof(float) * TilePixels * stride);
        taps = std::max(taps, sizeof(float) * count * level.pixels() * inputTapStride(level));
        for (const auto& step : level.steps) {
            hidden = std::max(hidden, operand * rowCount * plan.hidden->paddedColumns(step.conv1.columns()));
        }
    }
    for (int i = 0; i < crewSize; ++i) {
        m_ownSlopes.push_back({Buffer(outputs + Slack),
                               {Buffer(hidden + Slack), Buffer(hidden + Slack)},
                               Buffer(rows + Slack),
                               {Buffer(hidden + Slack), Buffer(hidden + Slack)},
                               Buffer(prior + Slack)});
    }
    m_inputTaps = Buffer(taps + Slack);
}

/// As many as fill a tile together with those of all slopes.
int SlopeFrame::tilePixels() const {
    return std::max(8, TilePixels / m_count);
}

int SlopeFrame::inputTapStride(const LevelPlan& level) const {
    return m_plan.hidden->paddedColumns(9 * level.half()) + m_plan.exact->lanes;
}

SlopeFrame::Walk SlopeFrame::enterAll(std::size_t index, const Crew& crew) {
    Walk walk{&m_slopePlan.levels[index], enter(index, crew), {}};
    for (auto& own : m_slopes) {
        walk.slopes.push_back({&m_plan.levels[index], &own[index], &crew});
    }
    return walk;
}

void SlopeFrame::steps(Walk& walk) {
    const Crew& crew = *walk.state.crew;
    for (std::size_t k = 0; k < walk.plan->steps.size(); ++k) {
        const auto& step = walk.state.plan->steps[k];
        const auto& back = walk.plan->steps[k];
        multiply(walk.state, step.mix);
        for (auto& slope : walk.slopes) {
            multiply(slope, back.unmix);
        }
        writePlane(walk.state);
        crew.meet();
        network(walk.state, step);
        crew.meet();
        outputSlopes(walk, step);
        combine(walk.state, step, /*inverse=*/false);
        crew.meet();
        networkSlopes(walk, step, back);
        crew.meet();
        inputSlopes(walk);
    }
}

/// Through the combination, before it has been applied to the state; those of the network's outputs become planes.
void SlopeFrame::outputSlopes(Walk& walk, const StepPlan& step) {
    auto& own = m_ownSlopes[walk.state.crew->index];
    std::vector<float*> states;
    for (const auto& slope : walk.slopes) {
        states.push_back(slope.state());
    }
    const auto at = combination(walk.state, step, /*inverse=*/true);
    m_plan.exact->combineSlopes({at, states.data(), m_count, own.outputs.floats()});
    const auto& level = *walk.state.plan;
    const std::size_t bytes = m_plan.hidden->operandBytes() * level.outputs;
    const float* from = own.outputs.floats();
    for (const auto& slope : walk.slopes) {
        for (int p = at.first; p < at.last; ++p, from += level.outputs) {
            m_plan.hidden->operands(from, slope.memory->plane.data() + level.bordered(p) * bytes, level.outputs);
        }
    }
}

/// The network's hidden activations of the pixels p … end once more, and the same for every slope.
void SlopeFrame::gates(const Walk& walk, const StepPlan& step, int p, int end) {
    const Kernels& kernels = *m_plan.hidden;
    auto& neighbourhoods = m_own[walk.state.crew->index].neighbourhoods;
    auto& own = m_ownSlopes[walk.state.crew->index];
    auto conv1 = step.conv1.product();
    auto conv2 = step.conv2.product();
    kernels.neighbourhoods({walk.state.memory->plane.data(), walk.state.plan->side, walk.state.plan->seenChannels(), p,
                            end, neighbourhoods.data(), conv1.depth});
    conv1.rows = neighbourhoods.data();
    conv1.result = own.gates[0].data();
    conv2.rows = own.gates[0].data();
    conv2.result = own.gates[1].data();
    conv1.rowCount = conv2.rowCount = end - p;
    conv1.resultStride = conv2.rowStride = conv2.resultStride = kernels.paddedColumns(step.conv1.columns());
    kernels.hidden(conv1);
    kernels.hidden(conv2);
    const std::size_t bytes = kernels.operandBytes() * (end - p) * conv1.resultStride;
    for (auto& gate : own.gates) {
        for (int n = 1; n < m_count; ++n) {
            std::copy_n(gate.data(), bytes, gate.data() + n * bytes);
        }
    }
}

/// From slopes of the network's outputs to those of its input, as taps. The rows of all slopes go through the hidden
/// layers together.
void SlopeFrame::networkSlopes(const Walk& walk, const StepPlan& step, const StepSlopePlan& back) {
    const Kernels& kernels = *m_plan.hidden;
    const auto& level = *walk.state.plan;
    auto& own = m_ownSlopes[walk.state.crew->index];
    auto conv3 = back.conv3.product();
    auto conv2 = back.conv2.product();
    auto conv1 = back.conv1.product();
    conv3.rows = own.rows.data();
    conv3.gate = own.gates[1].data();
    conv2.gate = own.gates[0].data();
    conv2.rows = conv3.result = own.hidden[1].data();
    conv2.result = own.hidden[0].data();
    conv3.resultStride = conv2.rowStride = conv2.resultStride = conv1.rowStride =
        kernels.paddedColumns(back.conv2.columns());
    conv1.resultStride = inputTapStride(level);
    const std::size_t operand = kernels.operandBytes();
    m_tiles.visit(*walk.state.crew, level.pixels(), tilePixels(), [&](int p, int end) {
        gates(walk, step, p, end);
        for (int n = 0; n < m_count; ++n) {
            kernels.neighbourhoods({walk.slopes[n].memory->plane.data(), level.side, level.outputs, p, end,
                                    own.rows.data() + operand * n * (end - p) * conv3.depth, conv3.depth});
        }
        conv3.rowCount = conv2.rowCount = m_count * (end - p);
        kernels.gated(conv3);
        kernels.gated(conv2);
        conv1.rowCount = end - p;
        for (int n = 0; n < m_count; ++n) {
            conv1.rows = own.hidden[0].data() + operand * n * (end - p) * conv1.rowStride;
            conv1.result = m_inputTaps.floats() + (n * level.pixels() + p) * conv1.resultStride;
            kernels.linear(conv1);
        }
    });
}

void SlopeFrame::inputSlopes(const Walk& walk) {
    m_tiles.renew(*walk.state.crew);
    const auto& level = *walk.state.plan;
    const auto [first, last] = walk.state.crew->share(level.pixels());
    const std::ptrdiff_t stride = inputTapStride(level);
    for (int n = 0; n < m_count; ++n) {
        m_plan.exact->addTaps({.taps = {.products = m_inputTaps.floats() + n * level.pixels() * stride,
                                        .stride = stride,
                                        .bias = nullptr,
                                        .edge = nullptr,
                                        .edgeStride = 0,
                                        .outputs = level.half(),
                                        .side = level.side},
                               .result = walk.slopes[n].state(),
                               .resultStride = walk.slopes[n].memory->stateStride,
                               .first = first,
                               .last = last});
    }
}

/// With b = eps·sd(a) + mean(a): slopes of b become those of eps, and go to a through the prior.
void SlopeFrame::leave(const Walk& walk, float* eps) {
    const auto& level = *walk.state.plan;
    const int half = level.half();
    writePriorPlane(walk.state);
    walk.state.crew->meet();
    visitPrior(walk.state, [&](int p, const float* mean, const float* sd) {
        const float* b = walk.state.pixel(p) + half;
        for (int n = 0; n < m_count; ++n) {
            const float* slope = walk.slopes[n].pixel(p) + half;
            float* moments = walk.slopes[n].memory->priorPlane.floats() + level.bordered(p) * level.channels;
            for (int c = 0; c < half; ++c) {
                eps[static_cast<std::ptrdiff_t>(n * half + c) * level.pixels() + p] = slope[c] * sd[c];
                moments[c] = slope[c];
                moments[half + c] = slope[c] * (b[c] - mean[c]);
            }
        }
    });
    walk.state.crew->meet();
    priorSlopes(walk);
    walk.state.crew->meet();
}

/// From slopes of the prior's means and log deviations to those of a.
void SlopeFrame::priorSlopes(const Walk& walk) {
    const auto& level = *walk.state.plan;
    auto& own = m_ownSlopes[walk.state.crew->index];
    auto product = walk.plan->prior.product();
    product.rows = own.rows.data();
    product.result = own.prior.data();
    product.resultStride = m_plan.exact->paddedColumns(level.half());
    const auto [first, last] = walk.state.crew->share(level.pixels());
    for (const auto& slope : walk.slopes) {
        for (int p = first; p < last; p += TilePixels) {
            const int end = std::min(p + TilePixels, last);
            m_plan.exact->neighbourhoods(
                {slope.memory->priorPlane.data(), level.side, level.channels, p, end, own.rows.data(), product.depth});
            product.rowCount = end - p;
            m_plan.exact->linear(product);
            for (int q = p; q < end; ++q) {
                const float* more = own.prior.floats() + (q - p) * product.resultStride;
                float* a = slope.pixel(q);
                for (int c = 0; c < level.half(); ++c) {
                    a[c] += more[c];
                }
            }
        }
    }
}

void SlopeFrame::leaveTop(const Walk& walk, float* eps) {
    const auto& level = *walk.state.plan;
    const auto [first, last] = walk.state.crew->share(level.pixels());
    for (int n = 0; n < m_count; ++n) {
        for (int p = first; p < last; ++p) {
            for (int c = 0; c < level.channels; ++c) {
                eps[static_cast<std::ptrdiff_t>(n * level.channels + c) * level.pixels() + p] =
                    walk.slopes[n].pixel(p)[c] * m_plan.topSd.floats()[c * level.pixels() + p];
            }
        }
    }
}

void SlopeFrame::pull(const float* x, const float* slopes, const std::vector<float*>& eps, const Crew& crew) {
    Walk walk = enterAll(0, crew);
    readImage(walk.state, x);
    for (int n = 0; n < m_count; ++n) {
        const std::ptrdiff_t size = static_cast<std::ptrdiff_t>(m_plan.imageChannels) * m_plan.image * m_plan.image;
        readImage(walk.slopes[n], slopes + n * size);
    }
    steps(walk);
    for (std::size_t l = 1; l < m_levels.size(); ++l) {
        leave(walk, eps[l - 1]);
        const Walk finer = std::move(walk);
        walk = enterAll(l, crew);
        squeeze(walk.state, finer.state);
        for (int n = 0; n < m_count; ++n) {
            squeeze(walk.slopes[n], finer.slopes[n]);
        }
        steps(walk);
    }
    leaveTop(walk, eps.back());
}

}  // namespace facet::runtime::cpu
