// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <map>
#include <string>

namespace facet::train {

/// A module's parameters, a flow's for one, in one piece of memory: what is done to all of them (a step of Adam, a
/// norm, a sum over processes) is then one loop.
///
/// The module's own parameters become views of it. Convolutions from the hidden channels (`conv3`, `prior`) lie as
/// [out, 3, 3, in], so that their taps are the rows of a matrix; every parameter begins with a cache line, and what
/// fills the gaps is 0.
class FlatParameters {
 public:
    explicit FlatParameters(torch::nn::Module& module);

    torch::Tensor& values() { return m_values; }  ///< float [size()], on the module's device
    const torch::Tensor& values() const { return m_values; }
    std::int64_t size() const { return m_values.size(0); }

    bool contains(const std::string& name) const { return m_places.contains(name); }
    /// The part of a flat tensor of this layout that belongs to a parameter, as a vector.
    torch::Tensor part(const torch::Tensor& flat, const std::string& name) const;
    /// The same in the parameter's own shape.
    torch::Tensor shaped(const torch::Tensor& flat, const std::string& name) const;

 private:
    struct Place {
        std::int64_t offset = 0;
        std::vector<std::int64_t> shape;
        bool tapsFirst = false;
    };
    const Place& placeOf(const std::string& name) const { return m_places.at(name); }

    std::map<std::string, Place> m_places;
    torch::Tensor m_values;
};

}  // namespace facet::train
