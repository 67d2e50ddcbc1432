// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>

namespace facet::model {

/// What a safetensors file holds: tensors by name, and free text by key.
struct TensorFile {
    std::map<std::string, torch::Tensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Reads a safetensors file. Everything in it is checked before it is used: a file that is cut off, a header that is no
/// JSON or over 16 MiB, offsets that overlap, leave gaps or lie outside, sizes that do not fit shape and type, types
/// other than F64 F32 F16 BF16 I64 I32 U8, names that stand twice. Throws Error(`kind`), naming the file and the fault.
TensorFile readTensors(const std::filesystem::path& path, ErrorKind kind);

/// Copies the tensors of a file, which `path` names in errors, into those of a module. Throws Error(Model) for tensors
/// that are missing, superfluous, of another shape or kind, or not finite; always naming which.
void takeOver(const TensorFile& file, const std::map<std::string, torch::Tensor>& module,
              const std::filesystem::path& path);

/// Writes beside the target, then renames. Tensors are stored contiguous, in the order of their names.
/// Throws Error(Output): exists without `overwrite`, or cannot be written.
void writeTensors(const TensorFile& file, const std::filesystem::path& path, bool overwrite);

}  // namespace facet::model
