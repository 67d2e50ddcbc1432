// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/DetailPyramid.h"

#include "engine/flow/Haar.h"

#include <algorithm>
#include <stdexcept>

namespace facet::runtime {

using torch::Tensor;

DetailPyramid::DetailPyramid(std::int64_t baseSide, std::vector<std::shared_ptr<const FlowRuntime>> levels)
    : m_baseSide(baseSide), m_side(baseSide), m_levels(std::move(levels)) {
    for (const auto& level : m_levels) {
        const auto& architecture = level->architecture();
        if (architecture.condition != 3 || architecture.image != m_side) {
            throw std::invalid_argument("DetailPyramid: wanted the details of pictures of " + std::to_string(m_side) +
                                        " pixels a side, got those of " + std::to_string(architecture.image));
        }
        m_side = architecture.pictureSide();
    }
}

DetailPyramid DetailPyramid::coarsest(std::size_t levels) const {
    const auto count = static_cast<std::ptrdiff_t>(std::min(levels, m_levels.size()));
    return {m_baseSide, {m_levels.begin(), m_levels.begin() + count}};
}

DetailPyramid::Analysis DetailPyramid::encode(const Tensor& pictures) const {
    flow::requireImages(pictures, 3, "DetailPyramid::encode", m_side);
    Analysis result{pictures, {}};
    for (std::size_t l = m_levels.size(); l-- > 0;) {
        auto eps = m_levels[l]->encode(flow::Haar().forward(result.base).value);
        result.base = eps.back();
        eps.pop_back();
        result.details.insert(result.details.begin(), std::move(eps));
    }
    return result;
}

Tensor DetailPyramid::decode(const Tensor& base, const std::vector<flow::Eps>& details) const {
    if (details.size() != m_levels.size()) {
        throw std::invalid_argument("DetailPyramid::decode: wanted the details of " + std::to_string(m_levels.size()) +
                                    " levels, got " + std::to_string(details.size()));
    }
    auto picture = base;
    for (std::size_t l = 0; l < m_levels.size(); ++l) {
        auto eps = details[l];
        eps.push_back(picture);
        picture = flow::Haar().inverse(m_levels[l]->decode(eps)).value;
    }
    return picture;
}

}  // namespace facet::runtime
