// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace facet::foreign {

/// What a pickle says of a tensor: a view of a storage that lies elsewhere. Nothing of it has been checked.
struct PickledTensor {
    std::string name;
    std::string storage;  ///< its key
    std::string type;     ///< "FloatStorage"
    std::int64_t storageSize = 0;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

struct Pickle {
    std::size_t bytes = 0;               ///< that it took
    std::vector<PickledTensor> tensors;  ///< of a dictionary, those of its entries that are tensors
    std::vector<std::string> texts;      ///< of a list of texts
};

/// Reads one pickle as PyTorch writes it for a state dict: an interpreter of the few opcodes that this takes, in which
/// a call is a note of what was to be called. It knows OrderedDict, tensors and storages, and calls nothing. Values lie
/// in one list and refer to one another by number, so that nothing recurses; a pickle has at most 2 MiB; and no
/// value that is copied is long.
///
/// Throws Refusal.
Pickle readPickle(std::span<const std::byte> bytes);

}  // namespace facet::foreign
