// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/Pickle.h"

#include "engine/foreign/PickleMachine.h"
#include "engine/foreign/Refusal.h"

namespace facet::foreign {
namespace {

using Kind = PickleMachine::Kind;
using Place = PickleMachine::Place;
using Value = PickleMachine::Value;

/// What calls were given, by kind.
class Arguments {
 public:
    Arguments(const PickleMachine& machine, const std::vector<Place>& items) : m_machine(machine), m_items(items) {}

    const Value& at(std::size_t index, Kind kind) const {
        if (index >= m_items.size() || m_machine.at(m_items[index]).kind != kind) {
            throw Refusal("its pickle describes a tensor that is none");
        }
        const Value& value = m_machine.at(m_items[index]);
        if (value.text.size() > PickleMachine::LongestName) {
            throw Refusal("its pickle has a name that is none");
        }
        return value;
    }
    std::vector<std::int64_t> numbersAt(std::size_t index) const {
        const Arguments all(m_machine, at(index, Kind::Tuple).items);
        if (all.m_items.size() > PickleMachine::MostArguments) {
            throw Refusal("its pickle describes a tensor that is none");
        }
        std::vector<std::int64_t> numbers;
        for (std::size_t i = 0; i < all.m_items.size(); ++i) {
            numbers.push_back(all.at(i, Kind::Number).number);
        }
        return numbers;
    }

 private:
    const PickleMachine& m_machine;
    const std::vector<Place>& m_items;
};

/// _rebuild_tensor_v2(storage, offset, shape, strides, …) of a storage ("storage", type, key, device, size, …).
PickledTensor tensorOf(const PickleMachine& machine, const std::string& name, const Value& value) {
    const Arguments tensor(machine, value.items);
    const Arguments storage(machine, tensor.at(0, Kind::Storage).items);
    const auto& type = storage.at(1, Kind::Global).text;
    if (!PickleMachine::isStorage(type)) {
        throw Refusal("its pickle describes a tensor that is none");
    }
    return {name,
            storage.at(2, Kind::Text).text,
            type.substr(type.find('.') + 1),
            storage.at(4, Kind::Number).number,
            tensor.at(1, Kind::Number).number,
            tensor.numbersAt(2),
            tensor.numbersAt(3)};
}

}  // namespace

Pickle readPickle(std::span<const std::byte> bytes) {
    PickleMachine machine(bytes);
    const Value& result = machine.run();
    Pickle pickle{machine.position(), {}, {}};
    for (std::size_t i = 0; result.kind == Kind::Dict && i + 1 < result.items.size(); i += 2) {
        const auto& key = machine.at(result.items[i]);
        const auto& value = machine.at(result.items[i + 1]);
        if (key.kind == Kind::Text && key.text.size() <= PickleMachine::LongestName && value.kind == Kind::Tensor) {
            pickle.tensors.push_back(tensorOf(machine, key.text, value));
        }
    }
    for (std::size_t i = 0; result.kind == Kind::List && i < result.items.size(); ++i) {
        const auto& text = machine.at(result.items[i]).text;
        pickle.texts.push_back(text.substr(0, PickleMachine::LongestName));
    }
    return pickle;
}

}  // namespace facet::foreign
