// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/Pyramid.h"

#include "engine/flow/Haar.h"

#include <stdexcept>

namespace facet::flow {

Pyramid::Pyramid(std::vector<std::shared_ptr<Glow>> flows) : m_flows(std::move(flows)) {
    std::vector<Architecture> levels;
    for (const auto& flow : m_flows) {
        levels.push_back(flow->architecture());
    }
    requirePyramid(levels);
}

Encoded Pyramid::encode(const Tensor& x) {
    Encoded result{{}, zeroLogDet(x)};
    auto picture = x;
    for (const auto& flow : m_flows) {
        if (flow->architecture().condition > 0) {
            const auto bands = Haar().forward(picture);
            result.logProb = result.logProb + bands.logDet;
            picture = bands.value;
        }
        auto encoded = flow->encode(picture);
        result.logProb = result.logProb + encoded.logProb;
        if (flow->architecture().condition > 0) {
            picture = encoded.eps.back();
            encoded.eps.pop_back();
        }
        result.eps.insert(result.eps.end(), encoded.eps.begin(), encoded.eps.end());
    }
    return result;
}

Tensor Pyramid::decode(const Eps& eps) {
    Tensor picture;
    auto end = eps.end();
    for (auto flow = m_flows.rbegin(); flow != m_flows.rend(); ++flow) {
        const auto& architecture = (*flow)->architecture();
        if (end - eps.begin() < architecture.levels()) {
            throw std::invalid_argument("Pyramid::decode: there are fewer latents than levels");
        }
        Eps own(end - architecture.levels(), end);
        end -= architecture.levels();
        if (architecture.condition > 0) {
            own.push_back(picture);
        }
        picture = picturesFrom(architecture, (*flow)->decode(own));
    }
    return picture;
}

void requirePyramid(const std::vector<Architecture>& levels) {
    bool fits = !levels.empty() && levels.back().condition == 0;
    for (std::size_t l = 0; fits && l + 1 < levels.size(); ++l) {
        fits = levels[l].condition == levels.back().channels && levels[l].image == levels[l + 1].pictureSide();
    }
    if (!fits) {
        throw std::invalid_argument(
            "a pyramid is a flow of pictures and, above it, flows of the details that each "
            "doubling of their side adds");
    }
}

}  // namespace facet::flow
