// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace facet::train {

/// The processes that train one model together, each on its share of every batch.
class Communicator {
 public:
    virtual ~Communicator() = default;
    virtual int rank() const = 0;
    virtual int size() const = 0;
    /// Every process's values become their sum over all of them, bit for bit the same everywhere. All must call.
    virtual void sum(float* values, std::size_t count) = 0;
    virtual double sum(double value) = 0;
};

/// One process alone.
class SoleProcess : public Communicator {
 public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    void sum(float* /*values*/, std::size_t /*count*/) override {}
    double sum(double value) override { return value; }
};

}  // namespace facet::train
