// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace facet {

/// Writes a model, given by its file or its folder, as weights that are plain to read: every permutation a matrix W,
/// output scales and LU factors multiplied out, all of it F32; see docs/model-file.md. The result is a model, too.
///
/// Throws Error(Model) for one that is missing or damaged, Error(Output).
void exportModel(const std::filesystem::path& model, const std::filesystem::path& output, bool overwrite);

}  // namespace facet
