// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/Readers.h"

#include <cstring>
#include <optional>

namespace facet::foreign {
namespace {

constexpr const char* Damaged = "is a TensorFlow graph that is damaged or cut off; fetch it again";

/// A protocol buffer's fields one after the other, where they lie; see the encoding's public description. Of the public
/// GraphDef only what a constant takes is read, so that a description of all of it, compiled, would be more code.
class Message {
 public:
    explicit Message(Bytes bytes) : m_left(bytes) {}

    bool next() {
        if (m_left.empty()) {
            return false;
        }
        const auto key = variable();
        m_field = key >> 3;
        switch (key & 7) {
            case 0:
                m_number = variable();
                m_bytes = {};
                return true;
            case 1:
                m_bytes = take(8);
                return true;
            case 2:
                m_bytes = take(variable());
                return true;
            case 5:
                m_bytes = take(4);
                return true;
            default:
                throw Refusal(Damaged);
        }
    }

    std::uint64_t field() const { return m_field; }
    std::uint64_t number() const { return m_number; }
    Bytes bytes() const { return m_bytes; }
    std::string text() const { return {reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()}; }

 private:
    Bytes take(std::uint64_t count) {
        if (count > m_left.size()) {
            throw Refusal(Damaged);
        }
        const auto taken = m_left.first(count);
        m_left = m_left.subspan(count);
        return taken;
    }
    std::uint64_t variable() {
        std::uint64_t number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = std::to_integer<std::uint64_t>(take(1).front());
            number |= (byte & 0x7f) << shift;
            if (byte < 0x80) {
                return number;
            }
        }
        throw Refusal(Damaged);
    }

    Bytes m_left;
    std::uint64_t m_field = 0;
    std::uint64_t m_number = 0;
    Bytes m_bytes;
};

/// The last field of that number; empty where there is none.
Bytes fieldOf(Bytes message, std::uint64_t field) {
    Bytes found;
    for (Message m(message); m.next();) {
        found = m.field() == field ? m.bytes() : found;
    }
    return found;
}

std::optional<torch::ScalarType> typeOf(std::uint64_t type) {
    switch (type) {
        case 1:
            return torch::kFloat32;
        case 2:
            return torch::kFloat64;
        case 3:
            return torch::kInt32;
        case 19:
            return torch::kFloat16;
        default:
            return std::nullopt;
    }
}

std::vector<std::int64_t> shapeOf(Bytes message) {
    std::vector<std::int64_t> shape;
    for (Message m(message); m.next();) {
        if (m.field() == 2) {
            std::int64_t extent = 0;
            for (Message dimension(m.bytes()); dimension.next();) {
                extent = dimension.field() == 1 ? static_cast<std::int64_t>(dimension.number()) : extent;
            }
            shape.push_back(extent);
        }
        if (shape.size() > 8) {
            throw Refusal(Damaged);
        }
    }
    return shape;
}

class Constants {
 public:
    void add(const std::string& name, Bytes tensor);
    Weights take() { return std::move(m_weights); }

 private:
    std::uint64_t countOf(const std::vector<std::int64_t>& shape) const;
    void addFilled(const std::string& name, const std::vector<std::int64_t>& shape, Bytes value);

    Weights m_weights;
    std::uint64_t m_filled = 0;
};

/// 2⁴⁸ and above: 2⁴⁸.
std::uint64_t Constants::countOf(const std::vector<std::int64_t>& shape) const {
    constexpr std::uint64_t Many = std::uint64_t{1} << 48;
    std::uint64_t count = 1;
    for (const auto extent : shape) {
        if (extent < 0) {
            throw Refusal(Damaged);
        }
        count = extent > 0 && count > Many / static_cast<std::uint64_t>(extent)
                    ? Many
                    : count * static_cast<std::uint64_t>(extent);
    }
    return count;
}

/// One float that stands for all values. That is how optimised graphs keep zeros; large ones are no weights.
void Constants::addFilled(const std::string& name, const std::vector<std::int64_t>& shape, Bytes value) {
    constexpr std::uint64_t Most = std::uint64_t{1} << 22;  // of a whole graph, for the file does not hold them
    m_filled += countOf(shape);
    if (m_filled > Most) {
        throw Refusal("is a graph whose constants repeat one value more often than weights do");
    }
    float number = 0;
    std::memcpy(&number, value.data(), sizeof number);
    m_weights[name] = torch::full(shape, number);
}

/// A TensorProto: 1 type, 2 shape, 4 content, 5 floats.
void Constants::add(const std::string& name, Bytes tensor) {
    std::uint64_t type = 0;
    Bytes content;
    Bytes value;
    for (Message m(tensor); m.next();) {
        type = m.field() == 1 ? m.number() : type;
        content = m.field() == 4 ? m.bytes() : content;
        value = m.field() == 5 && m.bytes().size() == sizeof(float) ? m.bytes() : value;
    }
    const auto known = typeOf(type);
    const auto shape = shapeOf(fieldOf(tensor, 2));
    if (!known) {
        return;
    }
    if (content.empty()) {
        if (*known == torch::kFloat32 && !value.empty()) {
            addFilled(name, shape, value);
        }
        return;
    }
    if (countOf(shape) * torch::elementSize(*known) != content.size()) {
        throw Refusal("has a constant whose size does not fit its shape, " + name.substr(0, 80));
    }
    m_weights[name] = torch::empty(shape, *known);
    std::memcpy(m_weights[name].data_ptr(), content.data(), content.size());
}

/// An attribute's map entry ("value", AttrValue with the tensor as field 8).
Bytes tensorOf(Bytes attribute) {
    bool isValue = false;
    for (Message m(attribute); m.next();) {
        isValue = isValue || (m.field() == 1 && m.text() == "value");
    }
    return isValue ? fieldOf(fieldOf(attribute, 2), 8) : Bytes();
}

}  // namespace

bool isGraph(Bytes file) {
    try {
        Message graph(file);
        if (!graph.next() || graph.field() != 1) {
            return false;
        }
        Message node(graph.bytes());
        return node.next() && node.field() == 1 && !node.bytes().empty();
    } catch (const Refusal&) {
        return false;
    }
}

/// GraphDef: 1 node; NodeDef: 1 name, 2 operation, 5 attributes.
Weights readGraph(Bytes file) {
    Constants constants;
    for (Message graph(file); graph.next();) {
        if (graph.field() != 1) {
            continue;
        }
        std::string name;
        std::string operation;
        Bytes tensor;
        for (Message node(graph.bytes()); node.next();) {
            if (node.field() == 1) {
                name = node.text();
            } else if (node.field() == 2) {
                operation = node.text();
            } else if (node.field() == 5) {
                const auto found = tensorOf(node.bytes());
                tensor = found.empty() ? tensor : found;
            }
        }
        if (operation == "Const" && !tensor.empty()) {
            constants.add(name, tensor);
        }
    }
    return constants.take();
}

}  // namespace facet::foreign
