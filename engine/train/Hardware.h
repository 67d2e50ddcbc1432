// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/TrainConfig.h"

#include <torch/torch.h>

#include <memory>
#include <optional>
#include <string>

namespace facet::train {

/// What a run is computed on.
struct Hardware {
    int threads = 1;  ///< of the processor
    /// The device of LibTorch's that computes, by the modules and autograd. None: the processor, by the pass and the
    /// kernels that were written for it (train/pass).
    std::optional<torch::Device> device;
};

/// What "auto", "cpu", "cuda" and "cuda:n" name; a GPU without a number is the one of that rank among this machine's
/// processes. To be called before anything else asks LibTorch for a GPU; see loadLibTorchCuda(). Throws Error(Usage)
/// for other names, Error(Device) for a GPU that is not to be had.
Hardware hardwareNamed(const std::string& device, int threads, int localRank);
/// "CPU", "GPU 0"
std::string nameOf(const Hardware& hardware);

/// Whether the config's coupling networks are computed in bfloat16: as it says, or where that is faster.
bool inBfloat16(const TrainConfig& config, const Hardware& hardware);

/// A batch on its way to the hardware; the processor goes on at once.
torch::Tensor sentTo(const Hardware& hardware, const torch::Tensor& x);

/// The modules go where they are computed.
template <class Module>
std::shared_ptr<Module> movedTo(const Hardware& hardware, std::shared_ptr<Module> module) {
    if (hardware.device) {
        module->to(*hardware.device);
    }
    return module;
}

}  // namespace facet::train
