// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/LabelledFaces.h"
#include "engine/train/AttributeJudge.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace facet::learning {

/// The classifiers of a model folder. The guides say where moves have to go; the judge took no part in any move and
/// only reports: it differs from them in width, stem and seed, and knows the table's other columns, too, after the
/// attributes.
struct Classifiers {
    std::vector<std::shared_ptr<train::AttributeJudge>> guides;  ///< guide1.safetensors, guide2.safetensors
    std::shared_ptr<train::AttributeJudge> judge;                ///< judge.safetensors

    void save(const std::filesystem::path& folder) const;
    /// Throws Error(Model).
    static Classifiers load(const std::filesystem::path& folder);
};

/// Trains all of them on the training faces.
Classifiers trainClassifiers(const LabelledFaces& faces, const Progress& progress, const std::stop_token& stop);

}  // namespace facet::learning
