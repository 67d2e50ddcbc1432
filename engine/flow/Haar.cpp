// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Haar.h"

#include <numbers>
#include <stdexcept>

namespace facet::flow {

namespace {

/// Rows: right, down, diagonal, mean; columns: the pixels (0, 0), (0, 1), (1, 0), (1, 1).
Tensor analysis(const Tensor& like) {
    return torch::tensor(
        {{0.5, -0.5, 0.5, -0.5}, {0.5, 0.5, -0.5, -0.5}, {0.5, -0.5, -0.5, 0.5}, {0.25, 0.25, 0.25, 0.25}},
        like.options());
}

Tensor logDet(const Tensor& y) {
    const auto means = static_cast<double>(y.size(1) / 4 * y.size(2) * y.size(3));
    return torch::full({y.size(0)}, -means * std::numbers::ln2, y.options());
}

}  // namespace

Transformed Haar::forward(const Tensor& x) {
    requireImages(x, 0, "Haar::forward", 2);
    const auto pixels = torch::pixel_unshuffle(x, 2).unflatten(1, {x.size(1), 4});
    const auto y = torch::einsum("kp,bcphw->bkchw", {analysis(x), pixels}).flatten(1, 2);
    return {y, logDet(y)};
}

Transformed Haar::inverse(const Tensor& y) {
    requireImages(y, 0, "Haar::inverse");
    if (y.size(1) % 4 != 0) {
        throw std::invalid_argument("Haar::inverse: wanted a multiple of 4 channels, got " + std::to_string(y.size(1)));
    }
    // The rows are orthogonal, so the inverse is the transpose with each row over its squared length: ¼ for the mean's.
    const auto synthesis = analysis(y).t() * torch::tensor({1.0, 1.0, 1.0, 4.0}, y.options());
    const auto bands = y.unflatten(1, {4, y.size(1) / 4});
    const auto pixels = torch::einsum("pk,bkchw->bcphw", {synthesis, bands}).flatten(1, 2);
    return {torch::pixel_shuffle(pixels, 2), -logDet(y)};
}

Tensor bandsFor(const Architecture& architecture, const Tensor& pictures) {
    return architecture.condition > 0 ? Haar().forward(pictures).value : pictures;
}

Tensor picturesFrom(const Architecture& architecture, const Tensor& bands) {
    return architecture.condition > 0 ? Haar().inverse(bands).value : bands;
}

}  // namespace facet::flow
