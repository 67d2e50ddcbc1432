// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"

#include <filesystem>
#include <memory>
#include <string>

namespace facet::model {

/// A trained flow with its card.
struct GlowModel {
    std::shared_ptr<flow::Glow> flow;  ///< in eval mode, float32
    /// A JSON object for people: name, description, data, licence, bits_per_dim, limits … (the architecture is kept
    /// apart).
    std::string card = "{}";
    std::string hash;  ///< of the stored tensors, see contentHash()
};

/// The file's layout (safetensors; docs/model-file.md): metadata `architecture` and `card` as JSON; the tensors are the
/// flow's parameters by name, output scales folded into their convolutions (no `log_scale` of a ZeroConv2d); weights of
/// the coupling networks may be stored as F16 and are computed in float32.
///
/// Throws Error(Model): a damaged file (see readTensors), no or an unknown architecture, tensors that are missing,
/// superfluous or of another shape, values that are not finite; always naming which.
GlowModel loadGlowModel(const std::filesystem::path& path);

/// The model's file, of a path that names it or the folder that holds it.
std::filesystem::path modelFileOf(const std::filesystem::path& model);

enum class NetworkWeights { Half, Float };

/// Stores the weights of coupling networks as F16 or F32, everything else as F32. Folds the flow's scales. Throws
/// Error(Output).
void saveGlowModel(const GlowModel& model, const std::filesystem::path& path, bool overwrite,
                   NetworkWeights networks = NetworkWeights::Half);

/// The same function whose permutations are matrices W, whatever kind they were. Its hash is another one, made when it
/// is stored and loaded.
GlowModel withPlainMatrices(const GlowModel& model);

/// {"image": 64, "channels": 3, "levels": 4, "steps": […], "widths": […], "permutation": "conv1x1", "coupling":
/// "affine", …}
std::string architectureToJson(const flow::Architecture& architecture);
/// Throws std::invalid_argument that says what does not fit.
flow::Architecture architectureFromJson(const std::string& json);

}  // namespace facet::model
