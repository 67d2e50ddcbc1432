// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace facet {

/// Makes a model file of Facet's from plain weights: a safetensors file in the layout of docs/model-file.md with the
/// architecture in its metadata. The card, a JSON object for people, is stored inside.
///
/// Throws Error(Model) for weights that do not fit, Error(Input) for the card, Error(Output).
void importModel(const std::filesystem::path& weights, const std::filesystem::path& card,
                 const std::filesystem::path& output, bool overwrite);

}  // namespace facet
