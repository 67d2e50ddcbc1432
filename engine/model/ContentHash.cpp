// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/ContentHash.h"

#include "engine/Sha256.h"

namespace facet::model {

std::string contentHash(const std::map<std::string, torch::Tensor>& tensors) {
    Sha256 hash;
    for (const auto& [name, tensor] : tensors) {
        const auto plain = tensor.detach().cpu().contiguous();
        std::string line = name + ' ' + torch::toString(plain.scalar_type());
        for (const auto extent : plain.sizes()) {
            line += ' ' + std::to_string(extent);
        }
        line += '\n';
        hash.add(line.data(), line.size());
        hash.add(plain.data_ptr(), plain.nbytes());
    }
    return hash.finish();
}

}  // namespace facet::model
