// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <filesystem>
#include <string>
#include <vector>

namespace facet {

struct EngineOptions {
    /// A model file, or a folder that holds model.safetensors and directions.safetensors; empty: the bundled model.
    std::filesystem::path model = {};
    /// Attributes beside the model's own: files that were learnt from photos, and folders of such files. Of a folder,
    /// what is damaged, was learnt for another model or has a name that is taken is left out; a file like that is
    /// refused with Error(Model).
    std::vector<std::filesystem::path> attributes = {};
    /// "auto" (a GPU where there is one), "cpu", "cuda" or "cuda:n".
    std::string device = "auto";
    /// "auto" (float16 on a GPU, bfloat16 where the processor multiplies it in hardware), "float32", "bfloat16",
    /// "float16".
    std::string precision = "auto";
    /// 0: as many as the machine has cores.
    int threads = 0;
};

/// The engine on a Glow: what the command line needs on top of FaceEngine.
class GlowFaceEngine : public FaceEngine {
 public:
    /// A crop with what the alignment says, decoded from a latent; RGB, 8 bit, cropSide² pixels.
    virtual Image decode(const EncodedFace& face) const = 0;
    /// The same after the recipe's move.
    virtual Image decode(const EncodedFace& face, const EditRecipe& recipe) const = 0;

    /// The latents as tensors eps.0 … with the alignment and the model's hash in the metadata.
    virtual void saveLatent(const EncodedFace& face, const std::filesystem::path& path, bool overwrite) const = 0;
    /// Throws Error(Input) for a damaged file, Error(Model) for latents of another model (both hashes named).
    virtual std::shared_ptr<const EncodedFace> loadLatent(const std::filesystem::path& path) const = 0;
};

/// Loads the model and its directions. Throws Error(Model), Error(Device), Error(Usage).
std::unique_ptr<GlowFaceEngine> makeGlowFaceEngine(const EngineOptions& options = {});

/// The folder of the bundled model: beside the program, or where it was installed, or in the source tree.
std::filesystem::path bundledModelFolder();

}  // namespace facet
