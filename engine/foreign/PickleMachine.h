// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace facet::foreign {

/// Python's machine for pickles, as far as a state dict takes it: opcodes that put values onto a stack, and calls,
/// which are noted and not made. Values lie in one list and refer to one another by number, so that nothing recurses,
/// and a few bytes never copy much. Throws Refusal for whatever no state dict does.
class PickleMachine {
 public:
    enum class Kind { Mark, None, Number, Text, Tuple, List, Dict, Global, Storage, Tensor };
    using Place = std::uint32_t;  ///< of a value in the machine's list

    struct Value {
        Kind kind = Kind::None;
        std::int64_t number = 0;
        std::string text;          ///< also a global's name
        std::vector<Place> items;  ///< of a tuple, list, or dictionary (key, value, key …); of a storage or tensor what
                                   ///< it was called with
    };

    /// Of what a pickle may have copied with a few bytes: names, and what calls are given.
    static constexpr std::size_t LongestName = 200;
    static constexpr std::size_t MostArguments = 16;

    explicit PickleMachine(std::span<const std::byte> bytes);

    const Value& run();  ///< to the end of the first pickle: what is on top of the stack then
    const Value& at(Place place) const { return m_values[place]; }
    std::size_t position() const { return m_position; }  ///< in bytes

    /// Whether a global is a type of storages: "torch.FloatStorage".
    static bool isStorage(const std::string& global);

 private:
    enum class Opcode : std::uint8_t;

    void step(Opcode opcode);
    void stepOfValues(Opcode opcode);

    std::span<const std::byte> take(std::size_t count);
    std::uint8_t byte() { return std::to_integer<std::uint8_t>(take(1).front()); }
    template <class Number>
    Number little();
    std::string text(std::size_t count);
    std::string line();

    Place add(Value value);
    void push(Value value) { m_stack.push_back(add(std::move(value))); }
    void pushTuple(std::size_t count);
    void pushNumber(std::size_t bytes);
    void pushGlobal();
    Place pop();
    std::vector<Place> popToMark();
    std::vector<Place> popShortTuple();
    Value& top(Kind kind);
    void addItems(Kind kind, const std::vector<Place>& items);
    void call();
    Place remembered(std::uint32_t key) const;
    void remember(std::uint32_t key);

    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    std::vector<Value> m_values;
    std::vector<Place> m_stack;
    std::map<std::uint32_t, Place> m_memo;
};

}  // namespace facet::foreign
