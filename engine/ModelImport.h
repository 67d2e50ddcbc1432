// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace facet {

/// What to import. Empty where a file says it itself, or where the default does.
struct ImportOptions {
    std::filesystem::path weights;
    std::filesystem::path card;  ///< a JSON object for people, with at least a name and a licence
    std::optional<int> image;    ///< pixels of the pictures' side
    std::optional<int> bits;     ///< depth that the density was trained at; 5 for rosinality's, 8 for OpenAI's
    std::filesystem::path output;
    bool overwrite = false;
};

/// Makes a model file of Facet's from weights:
///  - a safetensors file in the layout of docs/model-file.md with the architecture in its metadata, and a card;
///  - a state dict of rosinality/glow-pytorch as torch.save writes it (.pt);
///  - OpenAI's Glow, its variables as numpy.savez writes them (.npz) or a frozen TensorFlow graph (.pb).
/// What the file is, its content says. Files are read as data: nothing in them is run. Returns a sentence on what of
/// the weights the model leaves away; empty where that is nothing.
///
/// Throws Error(Model) for weights that are damaged or do not fit, Error(Usage) where something must be said,
/// Error(Input) for the card, Error(Output).
std::string importModel(const ImportOptions& options);

}  // namespace facet
