// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/SlicePass.h"

#include <algorithm>

namespace facet::train {

using torch::Tensor;

namespace {

float* plane(const Tensor& planes, std::int64_t channel, std::int64_t pixel = 0) {
    return planes.data_ptr<float>() + channel * planes.stride(0) + pixel;
}

}  // namespace

template <class Operand>
SlicePass<Operand>::SlicePass(const flow::Architecture& architecture, const FlatParameters& parameters,
                              const Tensor& operands, const std::vector<std::vector<StepMatrix>>& matrices,
                              const PassOptions& options)
    : m_architecture(architecture),
      m_parameters(parameters),
      m_kernels(passKernels()),
      m_matrices(matrices),
      m_rebuild(options.rebuild),
      m_frozen(options.frozen),
      m_slopes(torch::zeros({parameters.size()})) {
    const auto& a = m_architecture;
    const ParameterViews<Operand> views = {parameters, parameters.values(), operands, m_slopes};
    const ParameterViews<float> exact = {parameters, parameters.values(), parameters.values(), m_slopes};
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        const auto name = "level" + std::to_string(l);
        const auto channels = a.channelsAt(l);
        Level level;
        for (std::int64_t k = 0; k < a.steps[l]; ++k) {
            const auto step = name + ".step" + std::to_string(k);
            level.steps.push_back({NetworkPass<Operand>(m_kernels, views, step + ".coupling"),
                                   {},
                                   torch::zeros({channels, channels}),
                                   torch::zeros({channels})});
        }
        if (l + 1 < a.levels()) {
            level.prior = std::make_unique<TapConvolution<float>>(m_kernels, exact, name + ".prior");
        }
        m_levels.push_back(std::move(level));
    }
    m_topPrior = parameters.part(parameters.values(), "top_prior");
    m_topPriorSlopes = parameters.part(m_slopes, "top_prior");
    m_ones = torch::ones_like(m_topPrior);
}

template <class Operand>
void SlicePass<Operand>::resize(std::int64_t images) {
    if (images == m_images) {
        return;
    }
    m_images = images;
    for (std::size_t l = 0; l < m_levels.size(); ++l) {
        auto& level = m_levels[l];
        const auto at = static_cast<std::int64_t>(l);
        const auto channels = m_architecture.channelsAt(at);
        const auto side = m_architecture.sideAt(at);
        const auto pixels = images * side * side;
        level.shape = {static_cast<int>(channels), static_cast<int>(images), static_cast<int>(side), pixels};
        for (auto* planes : {&level.state, &level.spare, &level.slope, &level.spareSlope, &level.moments}) {
            *planes = torch::empty({channels, pixels});
        }
        level.condition = torch::empty({m_architecture.conditionAt(at), pixels});
        if (at + 1 == m_architecture.levels()) {
            level.moments = torch::empty({2 * channels, pixels});
        }
        for (auto& step : level.steps) {
            step.trace = {};
        }
    }
}

template <class Operand>
int SlicePass<Operand>::tileImages(const Level& level) const {
    constexpr int TilePixels = 1024;
    return std::max(1, TilePixels / (level.shape.side * level.shape.side));
}

template <class Operand>
typename SlicePass<Operand>::Tile SlicePass<Operand>::tileAt(Level& level, Step& step, int image) {
    const bool affine = m_architecture.coupling == flow::CouplingKind::Affine;
    const auto width = step.network.width();
    const bool attends = step.network.attends();
    Tile tile = {level.shape, {}, {}, {}};
    tile.shape.images = std::min(tileImages(level), level.shape.images - image);
    const std::int64_t pixels = tile.shape.pixels();
    const std::int64_t from = static_cast<std::int64_t>(image) * tile.shape.side * tile.shape.side;
    tile.input = {plane(level.state, 0, from), tile.shape, nullptr, tile.shape};
    tile.input.shape.channels /= 2;
    tile.input.conditionShape.channels = static_cast<int>(level.condition.size(0));
    if (level.condition.size(0) > 0) {
        tile.input.condition = plane(level.condition, 0, from);
    }
    const std::int64_t outputs = affine ? tile.shape.channels : tile.input.shape.channels;
    if (m_rebuild || !m_withTrace) {
        tile.trace = {m_scratch.take("hidden1", {pixels, width}, operandType<Operand>),
                      m_scratch.take("hidden2", {pixels, width}, operandType<Operand>),
                      attends ? m_scratch.take("attended", {pixels, width}, operandType<Operand>) : Tensor(),
                      m_scratch.take("outputs", {outputs, pixels}, torch::kFloat32)};
    } else {
        if (!step.trace.outputs.defined()) {
            const std::int64_t all = level.shape.pixels();
            step.trace = {
                torch::empty({all, width}, operandType<Operand>), torch::empty({all, width}, operandType<Operand>),
                attends ? torch::empty({all, width}, operandType<Operand>) : Tensor(), torch::empty({outputs, all})};
        }
        tile.trace = step.trace.part(from, pixels);
    }
    tile.coupled = {tile.shape, affine, plane(level.state, 0, from), tile.trace.outputs.template data_ptr<float>(),
                    tile.trace.outputs.stride(0)};
    return tile;
}

template <class Operand>
void SlicePass<Operand>::forwardStep(Level& level, Step& step, const StepMatrix& matrix) {
    torch::addmm_out(level.spare, matrix.offset(), matrix.matrix(), level.state);
    std::swap(level.state, level.spare);
    for (int image = 0; image < level.shape.images; image += tileImages(level)) {
        const auto tile = tileAt(level, step, image);
        step.network.forward(tile.input, tile.trace, m_scratch);
        m_logScales += m_kernels.couple(tile.coupled);
    }
}

template <class Operand>
void SlicePass<Operand>::squeeze(const Tensor& from, const Tensor& to, std::int64_t side) const {
    const auto channels = from.size(0);
    to.view({channels, 2, 2, m_images, side, side})
        .copy_(from.view({channels, m_images, side, 2, side, 2}).permute({0, 3, 5, 1, 2, 4}));
}

template <class Operand>
void SlicePass<Operand>::unsqueezeSlopes(std::size_t from) {
    const auto side = m_levels[from].shape.side;
    const auto stays = m_levels[from - 1].slope.narrow(0, 0, m_levels[from].shape.channels / 4);
    stays.view({stays.size(0), m_images, side, 2, side, 2})
        .copy_(m_levels[from].slope.view({stays.size(0), 2, 2, m_images, side, side}).permute({0, 3, 4, 1, 5, 2}));
}

/// −Σ log p of what leaves at a level.
template <class Operand>
double SlicePass<Operand>::leave(std::size_t l) {
    auto& level = m_levels[l];
    if (!level.prior) {
        level.moments.copy_(m_topPrior.view({-1, 1}).expand_as(level.moments));
        return m_kernels.surprise(plane(level.state, 0), plane(level.moments, 0), level.shape);
    }
    auto half = level.shape;
    half.channels /= 2;
    level.prior->forward(level.state.narrow(0, 0, half.channels), level.shape, level.moments, m_scratch);
    return m_kernels.surprise(plane(level.state, half.channels), plane(level.moments, 0), half);
}

template <class Operand>
void SlicePass<Operand>::leaveSlopes(std::size_t l) {
    auto& level = m_levels[l];
    if (!level.prior) {
        m_kernels.surpriseSlopes(plane(level.state, 0), plane(level.moments, 0), level.shape, m_ones.data_ptr<float>(),
                                 plane(level.slope, 0));
        auto moments = level.shape;
        moments.channels *= 2;
        m_topPriorSlopes.zero_();
        m_kernels.rowSums(plane(level.moments, 0), moments, m_topPriorSlopes.data_ptr<float>());
        return;
    }
    auto half = level.shape;
    half.channels /= 2;
    m_kernels.surpriseSlopes(plane(level.state, half.channels), plane(level.moments, 0), half, level.prior->scale(),
                             plane(level.slope, half.channels));
    const auto taps = level.prior->tapSlopes(level.moments, level.shape, m_scratch);
    const auto turned = m_scratch.take("turned", {level.shape.pixels(), half.channels}, torch::kFloat32);
    level.prior->inputSlopes(taps, turned);
    level.slope.narrow(0, 0, half.channels).add_(turned.t());
    if (m_frozen) {
        return;
    }
    level.prior->addSlopes(taps, level.state.narrow(0, 0, half.channels).t(), level.moments, level.shape, m_scratch,
                           true);
}

template <class Operand>
double SlicePass<Operand>::forward(const Tensor& x, bool withTrace) {
    const torch::NoGradGuard noGrad;
    resize(x.size(0));
    m_withTrace = withTrace;
    m_logScales = 0;
    double surprise = 0;
    const auto planes = x.transpose(0, 1).flatten(1);
    auto stays = planes.narrow(0, 0, m_architecture.channels);
    auto condition = planes.narrow(0, m_architecture.channels, m_architecture.condition);
    for (std::size_t l = 0; l < m_levels.size(); ++l) {
        auto& level = m_levels[l];
        squeeze(stays, level.state, level.shape.side);
        squeeze(condition, level.condition, level.shape.side);
        condition = level.condition;
        for (std::size_t k = 0; k < level.steps.size(); ++k) {
            forwardStep(level, level.steps[k], m_matrices[l][k]);
        }
        surprise += leave(l);
        stays = level.state.narrow(0, 0, level.shape.channels / 2);
    }
    return m_logScales - surprise;
}

template <class Operand>
void SlicePass<Operand>::backwardNetwork(Level& level, Step& step) {
    for (int image = 0; image < level.shape.images; image += tileImages(level)) {
        const auto tile = tileAt(level, step, image);
        if (m_rebuild) {
            step.network.forward(tile.input, tile.trace, m_scratch);
            m_kernels.scales(tile.coupled);
        }
        float* slope =
            level.slope.template data_ptr<float>() + (tile.coupled.state - level.state.template data_ptr<float>());
        const auto outputs =
            m_scratch.take("outputSlopes", {tile.trace.outputs.size(0), tile.shape.pixels()}, torch::kFloat32);
        m_kernels.uncouple(tile.coupled, slope, step.network.outputScale(), outputs.template data_ptr<float>());
        step.network.backward(tile.input, tile.trace, outputs, slope, m_scratch,
                              m_frozen     ? WeightSlopes::None
                              : image == 0 ? WeightSlopes::Set
                                           : WeightSlopes::Add);
    }
}

template <class Operand>
void SlicePass<Operand>::backwardStep(Level& level, Step& step, const StepMatrix& matrix) {
    backwardNetwork(level, step);
    torch::addmm_out(level.spare, matrix.inverseOffset(), matrix.inverse(), level.state);
    std::swap(level.state, level.spare);
    if (!m_frozen) {
        torch::mm_out(step.matrixSlopes, level.slope, level.state.t());
        step.offsetSlopes.zero_();
        m_kernels.rowSums(plane(level.slope, 0), level.shape, step.offsetSlopes.template data_ptr<float>());
    }
    torch::mm_out(level.spareSlope, matrix.matrix().t(), level.slope);
    std::swap(level.slope, level.spareSlope);
}

template <class Operand>
void SlicePass<Operand>::backward() {
    const torch::NoGradGuard noGrad;
    for (auto l = m_levels.size(); l-- > 0;) {
        auto& level = m_levels[l];
        if (l + 1 < m_levels.size()) {
            unsqueezeSlopes(l + 1);
        }
        leaveSlopes(l);
        for (auto k = level.steps.size(); k-- > 0;) {
            backwardStep(level, level.steps[k], m_matrices[l][k]);
        }
    }
}

template <class Operand>
Tensor SlicePass<Operand>::imageSlopes() const {
    const std::int64_t channels = m_architecture.channels;
    const auto side = m_levels[0].shape.side;
    return m_levels[0]
        .slope.view({channels, 2, 2, m_images, side, side})
        .permute({3, 0, 4, 1, 5, 2})
        .reshape({m_images, channels, 2 * side, 2 * side});
}

template <class Operand>
void SlicePass<Operand>::refresh() {
    for (auto& level : m_levels) {
        for (auto& step : level.steps) {
            step.network.refresh();
        }
        if (level.prior) {
            level.prior->refresh();
        }
    }
}

template <class Operand>
const Tensor& SlicePass<Operand>::matrixSlopes(std::int64_t level, std::int64_t step) const {
    return m_levels[level].steps[step].matrixSlopes;
}

template <class Operand>
const Tensor& SlicePass<Operand>::offsetSlopes(std::int64_t level, std::int64_t step) const {
    return m_levels[level].steps[step].offsetSlopes;
}

template <class Operand>
std::int64_t SlicePass<Operand>::bytes() const {
    std::int64_t sum = m_scratch.bytes();
    const auto count = [&sum](const Tensor& tensor) {
        sum += tensor.defined() ? static_cast<std::int64_t>(tensor.nbytes()) : 0;
    };
    for (const auto& level : m_levels) {
        for (const auto* planes :
             {&level.state, &level.spare, &level.slope, &level.spareSlope, &level.moments, &level.condition}) {
            count(*planes);
        }
        for (const auto& step : level.steps) {
            count(step.trace.hidden1);
            count(step.trace.hidden2);
            count(step.trace.attended);
            count(step.trace.outputs);
        }
    }
    return sum;
}

template class SlicePass<float>;
template class SlicePass<std::uint16_t>;

}  // namespace facet::train
