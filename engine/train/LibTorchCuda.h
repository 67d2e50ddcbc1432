// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace facet::train {

/// Brings LibTorch's CUDA half into the process: libtorch_cuda.so, which lies beside the libtorch_cpu.so that the
/// program is linked with where LibTorch is PyTorch's own, and sets it to compute what is repeatable, without
/// TensorFloat-32. Has to be called before anything asks LibTorch for a GPU, and be it to seed its generator. Throws
/// Error(Device) with the obstacle alone, "no NVIDIA driver", and again at every call.
void loadLibTorchCuda();

}  // namespace facet::train
