// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FaceSamples.h"

namespace facet {

namespace {

flow::Eps only(const flow::Eps& all, std::int64_t image) {
    flow::Eps one;
    for (const auto& level : all) {
        one.push_back(level.slice(0, image, image + 1));
    }
    return one;
}

}  // namespace

std::vector<torch::Tensor> sampledFaces(const LoadedModel& model, int n, double temperature, std::uint64_t seed) {
    // Where photographs lie: their latents spread less at the levels of details (0.58, 0.73 and 0.70 in the bundled
    // model) than at the coarsest (1.04). One temperature for all makes bright faces ragged, and smooth ones dark.
    constexpr double Details = 0.67;
    auto eps = model.flow->sampleEps(n, temperature, seed);
    for (std::size_t level = 0; level + 1 < eps.size(); ++level) {
        eps[level] = eps[level] * Details;
    }
    std::vector<flow::Eps> above;
    for (const auto& level : model.details->flows()) {
        above.push_back(level->sampleEps(n, temperature * Details, seed));
        above.back().pop_back();  // the condition is what stands below
    }
    const auto& pyramid = model.details->pyramid();
    std::vector<torch::Tensor> faces;
    for (int i = 0; i < n; ++i) {
        std::vector<flow::Eps> details;
        details.reserve(above.size());
        for (const auto& level : above) {
            details.push_back(only(level, i));
        }
        faces.push_back(pyramid.decode(model.runtime->decode(only(eps, i)), details));
    }
    return faces;
}

}  // namespace facet
