// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Dequantiser.h"

#include <filesystem>
#include <memory>
#include <string>

namespace facet::model {

/// A learnt dequantiser with its card.
struct StoredDequantiser {
    std::shared_ptr<flow::Dequantiser> dequantiser;  ///< float32
    std::string modelHash;                           ///< of the flow that it was trained for; see contentHash()
    std::string card = "{}";                         ///< a JSON object for people
};

/// The name of the file beside a model's.
constexpr const char* DequantiserFile = "dequantiser.safetensors";

/// The file's layout (docs/model-file.md): metadata `dequantiser`, the form as JSON, `model`, and `card`; the tensors
/// are the parameters by name, weights of convolutions as F16.
///
/// Throws Error(Model), naming the fault: a damaged file (see readTensors), metadata that are missing or wrong, another
/// model's, tensors that are missing, superfluous, of another shape or not finite.
StoredDequantiser loadDequantiser(const std::filesystem::path& path, const std::string& modelHash);

/// Replaces what is there. Throws Error(Output).
void saveDequantiser(const StoredDequantiser& stored, const std::filesystem::path& path);

/// {"steps": 4, "width": 48, "context": 48}
std::string dequantiserFormToJson(const flow::DequantiserForm& form);
/// Fields may be left out. Throws std::invalid_argument that says what does not fit.
flow::DequantiserForm dequantiserFormFromJson(const std::string& json);

}  // namespace facet::model
