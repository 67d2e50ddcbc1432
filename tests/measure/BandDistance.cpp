// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/measure/BandDistance.h"

#include "engine/flow/Haar.h"

namespace facet::measure {
namespace {

using torch::Tensor;

constexpr int Cells = 8;

Tensor overCells(const Tensor& maps) {
    return torch::avg_pool2d(maps, maps.size(3) / Cells);
}

struct Moments {
    Tensor mean;      // [F]
    Tensor variance;  // [F]
    Tensor error;     // [F], the mean's variance
};

Moments momentsOf(const Tensor& features, const Tensor& weights) {
    const auto share = (weights / weights.sum()).unsqueeze(1);
    const auto mean = (features * share).sum(0);
    const auto one = share.square().sum();  // 1 / faces, where all weigh the same
    const auto variance = ((features - mean).square() * share).sum(0) / (1 - one);
    return {mean, variance, variance * one};
}

}  // namespace

BandDistance::BandDistance(Tensor share) : m_share(share.unsqueeze(0).unsqueeze(0)), m_cells(overCells(m_share)) {
    const auto each = m_cells.expand({1, 6, Cells, Cells}).flatten();
    m_counts = each / each.sum();
}

Tensor BandDistance::bandsOf(const Tensor& picture) {
    const auto luma = 0.299 * picture[0] + 0.587 * picture[1] + 0.114 * picture[2];
    return flow::Haar().forward(luma.unsqueeze(0).unsqueeze(0)).value[0].slice(0, 0, 3).contiguous();
}

Tensor BandDistance::features(const Tensor& bands) const {
    constexpr double Rounding = 1.0 / 256 / 256 / 12;  // what 8 bits do to a mean square
    const auto counted = m_cells + 1e-6;
    const auto mean = overCells(bands * m_share) / counted;
    const auto energy = overCells(bands.square() * m_share) / counted;
    return torch::cat({mean, torch::log(energy + Rounding)}, 1).flatten(1);
}

double BandDistance::between(const Tensor& some, const Tensor& someWeights, const Tensor& others,
                             const Tensor& otherWeights, const Tensor& spread) const {
    const auto a = momentsOf(some, someWeights);
    const auto b = momentsOf(others, otherWeights);
    const auto means = (a.mean - b.mean).square() - a.error - b.error;
    const auto deviations = (a.variance.sqrt() - b.variance.sqrt()).square();
    return ((means + deviations) / spread.square() * m_counts).sum().item<double>();
}

}  // namespace facet::measure
