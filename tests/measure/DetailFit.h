// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/DirectionFit.h"
#include "engine/latent/Latent.h"
#include "engine/train/LabelTable.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace facet::measure {

/// What is labelled of the larger faces.
inline constexpr const char* DetailColumns[] = {"Eyeglasses",   "Smiling",   "No_Beard", "Mustache",
                                                "Heavy_Makeup", "Young",     "Male",     "Blond_Hair",
                                                "Black_Hair",   "Gray_Hair", "Bald"};

inline std::int64_t detailColumn(const std::string& name) {
    return std::find(std::begin(DetailColumns), std::end(DetailColumns), name) - std::begin(DetailColumns);
}

/// ±1 of each of DetailColumns; undefined where one is not known.
inline torch::Tensor detailLabels(const train::LabelTable& table, const std::string& picture) {
    if (!table.contains(picture)) {
        return {};
    }
    const auto all = table.labelsOf(picture);
    const auto& names = table.attributes();
    std::vector<torch::Tensor> some;
    for (const char* column : DetailColumns) {
        some.push_back(all[std::find(names.begin(), names.end(), column) - names.begin()]);
    }
    const auto labels = torch::stack(some) * 2 - 1;
    return torch::isnan(labels).any().item<bool>() ? torch::Tensor() : labels;
}

/// One face's latents of details and its labels, to statistics of each level.
inline void addDetails(std::vector<latent::LatentStatistics>& levels, const std::vector<flow::Eps>& details,
                       const torch::Tensor& labels) {
    for (std::size_t l = 0; l < details.size(); ++l) {
        const auto eps = latent::flatten(details[l]);
        if (levels.size() == l) {
            levels.emplace_back(labels.size(0), eps.size(1));
        }
        levels[l].add(eps, labels.unsqueeze(0));
    }
}

/// [DetailColumns, d]: what goes with a label from −1 to +1, the whole gap between the two classes.
inline torch::Tensor detailDirections(const latent::LatentStatistics& statistics) {
    constexpr double Ridge = 0.01;
    constexpr double Shrinkage = 4;
    return statistics.shrunkRidge(Ridge, Shrinkage);
}

}  // namespace facet::measure
