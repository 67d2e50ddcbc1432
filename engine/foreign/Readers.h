// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/foreign/StoredArchive.h"
#include "engine/foreign/Weights.h"

namespace facet::foreign {

/// torch.save's zip format (PyTorch 1.6 on): a state dict as `…/data.pkl`, its storages as `…/data/KEY`. Also for
/// whether an archive is one.
bool isTorchArchive(const StoredArchive& archive);
Weights readTorchArchive(const StoredArchive& archive);

/// torch.save's format of before: five pickles, then the storages.
bool isOldTorchFile(Bytes file);
Weights readOldTorchFile(Bytes file);

/// numpy.savez: arrays `NAME.npy` of floats or whole numbers. Objects, which are pickles, are refused.
bool isNumpyArchive(const StoredArchive& archive);
Weights readNumpyArchive(const StoredArchive& archive);

/// A TensorFlow GraphDef, the constants of float, half, double and int32 in it; the rest is passed over. It begins with
/// a node that begins with its name.
bool isGraph(Bytes file);
Weights readGraph(Bytes file);

}  // namespace facet::foreign
