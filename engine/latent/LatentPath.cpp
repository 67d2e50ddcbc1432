// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/LatentPath.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace facet::latent {
namespace {

using torch::Tensor;

Tensor linear(const Tensor& a, const Tensor& b, double t) {
    return a * (1 - t) + b * t;
}

/// Along the great circle between the directions of a and b, the norm linear between theirs. Where they are alike a
/// straight line is the same; where they are opposite no circle is the shortest, and the line is as good as any.
Tensor spherical(const Tensor& a, const Tensor& b, double t) {
    const double normA = a.norm().item<double>();
    const double normB = b.norm().item<double>();
    if (normA == 0 || normB == 0) {
        return linear(a, b, t);
    }
    const double cosine = std::clamp((a * b).sum().item<double>() / (normA * normB), -1.0, 1.0);
    const double angle = std::acos(cosine);
    if (std::sin(angle) < 1e-4) {
        return linear(a, b, t);
    }
    const double norm = normA * (1 - t) + normB * t;
    const double fromA = std::sin((1 - t) * angle) / std::sin(angle);
    const double fromB = std::sin(t * angle) / std::sin(angle);
    return a * (fromA * norm / normA) + b * (fromB * norm / normB);
}

/// The cubic through b and c with half the way from a to c, and from b to d, as its slopes.
Tensor catmullRom(const Tensor& a, const Tensor& b, const Tensor& c, const Tensor& d, double t) {
    const auto slopeB = (c - a) * 0.5;
    const auto slopeC = (d - b) * 0.5;
    const double t2 = t * t, t3 = t2 * t;
    return b * (2 * t3 - 3 * t2 + 1) + slopeB * (t3 - 2 * t2 + t) + c * (3 * t2 - 2 * t3) + slopeC * (t3 - t2);
}

}  // namespace

LatentPath::LatentPath(std::vector<flow::Eps> keys, PathKind kind, bool closed)
    : m_keys(std::move(keys)), m_kind(kind), m_closed(closed) {
    if (m_keys.empty()) {
        throw std::invalid_argument("LatentPath: wanted at least one key, got none");
    }
}

/// Beyond the ends: around where the path is closed, else the end itself.
const flow::Eps& LatentPath::key(std::int64_t index) const {
    const auto count = static_cast<std::int64_t>(m_keys.size());
    return m_keys[m_closed ? (index % count + count) % count : std::clamp<std::int64_t>(index, 0, count - 1)];
}

flow::Eps LatentPath::at(double position) const {
    const auto from = static_cast<std::int64_t>(std::floor(position));
    const double t = position - static_cast<double>(from);
    if (t == 0) {
        return key(from);
    }
    flow::Eps eps;
    for (std::size_t l = 0; l < m_keys.front().size(); ++l) {
        const auto& a = key(from)[l];
        const auto& b = key(from + 1)[l];
        switch (m_kind) {
            case PathKind::Linear:
                eps.push_back(linear(a, b, t));
                break;
            case PathKind::Slerp:
                eps.push_back(spherical(a, b, t));
                break;
            case PathKind::Spline:
                eps.push_back(catmullRom(key(from - 1)[l], a, b, key(from + 2)[l], t));
                break;
        }
    }
    return eps;
}

flow::Eps stacked(const std::vector<flow::Eps>& images) {
    flow::Eps batch;
    for (std::size_t l = 0; l < images.front().size(); ++l) {
        std::vector<Tensor> level;
        for (const auto& eps : images) {
            level.push_back(eps[l]);
        }
        batch.push_back(torch::cat(level));
    }
    return batch;
}

}  // namespace facet::latent
