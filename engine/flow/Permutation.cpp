// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Permutation.h"

#include <stdexcept>
#include <tuple>

namespace facet::flow {

namespace {

Tensor applyAtEveryPixel(const Tensor& weight, const Tensor& x) {
    return torch::conv2d(x, weight.to(x.dtype()).view({weight.size(0), weight.size(1), 1, 1}));
}

Tensor randomRotation(std::int64_t channels) {
    return std::get<0>(torch::linalg_qr(torch::randn({channels, channels}, torch::kFloat64)));
}

Tensor permutationMatrix(const Tensor& order) {
    return torch::eye(order.size(0), torch::TensorOptions().device(order.device())).index_select(0, order);
}

/// The squeezed channels as the coupling of step k finds them: first those that its mask keeps.
Tensor maskedFirst(std::int64_t channels, std::int64_t k, std::int64_t steps) {
    const auto channel = torch::arange(channels, torch::kInt64);
    const auto dy = channel.div(2, "floor").remainder(2);
    const auto dx = channel.remainder(2);
    const bool checkerboard = 2 * k < steps;
    const auto order = checkerboard ? (dy + dx).remainder(2).argsort(/*stable=*/true) : channel;
    return k % 2 == 0 ? order : order.roll(channels / 2);
}

}  // namespace

Transformed Permutation::forward(const Tensor& x) {
    requireImages(x, m_channels, "Permutation::forward");
    const auto pixels = static_cast<double>(x.size(2) * x.size(3));
    return {applyAtEveryPixel(weight(), x), (logAbsDeterminant().to(x.dtype()) * pixels).expand({x.size(0)})};
}

Transformed Permutation::inverse(const Tensor& y) {
    requireImages(y, m_channels, "Permutation::inverse");
    const auto pixels = static_cast<double>(y.size(2) * y.size(3));
    return {applyAtEveryPixel(inverseWeight(), y), (-logAbsDeterminant().to(y.dtype()) * pixels).expand({y.size(0)})};
}

FixedPermutation::FixedPermutation(const Tensor& order) : Permutation(order.size(0)) {
    if (!order.argsort().argsort().equal(order)) {
        throw std::invalid_argument("FixedPermutation: the order must name every channel once");
    }
    m_order = register_buffer("order", order.clone());
}

Tensor FixedPermutation::reversed(std::int64_t channels) {
    return torch::arange(channels - 1, -1, -1, torch::kInt64);
}

Tensor FixedPermutation::shuffled(std::int64_t channels, std::uint64_t seed) {
    return torch::randperm(channels, at::detail::createCPUGenerator(seed), torch::kInt64);
}

Tensor FixedPermutation::masked(std::int64_t channels, std::int64_t k, std::int64_t steps) {
    // Steps build on one another's order: a channel is looked up where the step before has left it.
    return k == 0 ? maskedFirst(channels, k, steps)
                  : maskedFirst(channels, k - 1, steps).argsort().index_select(0, maskedFirst(channels, k, steps));
}

Transformed FixedPermutation::forward(const Tensor& x) {
    requireImages(x, channels(), "FixedPermutation::forward");
    return {x.index_select(1, order()), zeroLogDet(x)};
}

Transformed FixedPermutation::inverse(const Tensor& y) {
    requireImages(y, channels(), "FixedPermutation::inverse");
    return {y.index_select(1, order().argsort()), zeroLogDet(y)};
}

Tensor FixedPermutation::weight() const {
    return permutationMatrix(order());
}
Tensor FixedPermutation::inverseWeight() const {
    return permutationMatrix(order()).t();
}
Tensor FixedPermutation::logAbsDeterminant() const {
    return torch::zeros({}, m_order.device());
}

InvertibleConv1x1::InvertibleConv1x1(std::int64_t channels) : Permutation(channels) {
    m_weight = register_parameter("weight", randomRotation(channels).to(torch::get_default_dtype()));
}

Tensor InvertibleConv1x1::inverseWeight() const {
    if (torch::GradMode::is_enabled() && m_weight.requires_grad()) {
        return torch::linalg_inv(m_weight.to(torch::kFloat64));
    }
    if (is_training()) {
        // Whether it could be inverted is not asked: a GPU would have to be waited for. Then it is not finite.
        return std::get<0>(torch::linalg_inv_ex(m_weight.detach().to(torch::kFloat64)));
    }
    if (m_inverseOf != static_cast<std::int64_t>(m_weight._version()) || m_inverseOfData != m_weight.data_ptr()) {
        m_inverse = torch::linalg_inv(m_weight.detach().to(torch::kFloat64));
        m_inverseOf = static_cast<std::int64_t>(m_weight._version());
        m_inverseOfData = m_weight.data_ptr();
    }
    return m_inverse;
}

Tensor InvertibleConv1x1::logAbsDeterminant() const {
    return std::get<1>(torch::linalg_slogdet(m_weight.to(torch::kFloat64)));
}

InvertibleConv1x1Lu::InvertibleConv1x1Lu(std::int64_t channels) : Permutation(channels) {
    const auto [p, lower, upper] = torch::linalg_lu(randomRotation(channels));
    const auto s = upper.diagonal();
    const auto dtype = torch::get_default_dtype();
    m_p = register_buffer("p", p.to(dtype).contiguous());
    m_signS = register_buffer("sign_s", s.sign().to(dtype));
    m_lower = register_parameter("lower", lower.tril(-1).to(dtype).contiguous());
    m_upper = register_parameter("upper", upper.triu(1).to(dtype).contiguous());
    m_logS = register_parameter("log_s", s.abs().log().to(dtype).contiguous());
}

Tensor InvertibleConv1x1Lu::lowerFactor() const {
    return m_lower.tril(-1) + torch::eye(channels(), m_lower.options());
}

Tensor InvertibleConv1x1Lu::upperFactor() const {
    return m_upper.triu(1) + torch::diag(m_signS * m_logS.exp());
}

Tensor InvertibleConv1x1Lu::weight() const {
    return m_p.mm(lowerFactor()).mm(upperFactor());
}

Tensor InvertibleConv1x1Lu::inverseWeight() const {
    // W⁻¹ = (U + diag s)⁻¹ L⁻¹ Pᵀ: two triangular solves, no general inverse.
    const auto halfway = torch::linalg_solve_triangular(lowerFactor().to(torch::kFloat64), m_p.t().to(torch::kFloat64),
                                                        /*upper=*/false, /*left=*/true, /*unitriangular=*/true);
    return torch::linalg_solve_triangular(upperFactor().to(torch::kFloat64), halfway, /*upper=*/true);
}

Tensor InvertibleConv1x1Lu::logAbsDeterminant() const {
    return m_logS.sum();
}

}  // namespace facet::flow
