// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::train {

/// The processes that train one model together, each on its share of every batch.
class Communicator {
 public:
    virtual ~Communicator() = default;
    virtual int rank() const = 0;
    virtual int size() const = 0;
    /// Which of this machine's processes it is: the GPU that it takes where none is named.
    virtual int localRank() const = 0;
    /// Every process's values become their sum over all of them, bit for bit the same everywhere. All must call, in
    /// one order. Float32 or float64, contiguous, on any device; a GPU is not waited for.
    virtual void sum(torch::Tensor& values) = 0;
    virtual double sum(double value) = 0;
};

/// One process alone.
class SoleProcess : public Communicator {
 public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    int localRank() const override { return 0; }
    void sum(torch::Tensor& /*values*/) override {}
    double sum(double value) override { return value; }
};

}  // namespace facet::train
