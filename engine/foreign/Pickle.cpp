// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/Pickle.h"

#include "engine/foreign/Refusal.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace facet::foreign {
namespace {

constexpr std::size_t MostBytes = std::size_t{2} << 20;
/// Of what a pickle may have copied with a few bytes: names, and what calls are given.
constexpr std::size_t LongestName = 200;
constexpr std::size_t MostArguments = 16;

/// Protocol 2, as Python's pickletools names them.
enum class Opcode : std::uint8_t {
    Mark = '(',
    Stop = '.',
    BinInt = 'J',
    BinInt1 = 'K',
    BinInt2 = 'M',
    None = 'N',
    BinPersId = 'Q',
    Reduce = 'R',
    BinUnicode = 'X',
    EmptyList = ']',
    Appends = 'e',
    Append = 'a',
    Build = 'b',
    Global = 'c',
    EmptyDict = '}',
    BinGet = 'h',
    LongBinGet = 'j',
    BinPut = 'q',
    LongBinPut = 'r',
    SetItem = 's',
    SetItems = 'u',
    Tuple = 't',
    EmptyTuple = ')',
    Protocol = 0x80,
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    True = 0x88,
    False = 0x89,
    Long1 = 0x8a
};

enum class Kind { Mark, None, Number, Text, Tuple, List, Dict, Global, Storage, Tensor };

using Place = std::uint32_t;  // of a value in the machine's list

struct Value {
    Kind kind = Kind::None;
    std::int64_t number = 0;
    std::string text;          // also a global's name
    std::vector<Place> items;  // of a tuple, list, or dictionary (key, value, key …); of a storage or tensor what it
                               // was called with
};

bool isStorage(const std::string& global) {
    const std::string end = "Storage";
    return global.starts_with("torch.") && global.ends_with(end) && global.find('.', 6) == std::string::npos;
}

bool isKnown(const std::string& global) {
    return global == "collections.OrderedDict" || global == "torch._utils._rebuild_tensor_v2" ||
           global == "torch._utils._rebuild_parameter" || isStorage(global);
}

class Machine {
 public:
    explicit Machine(std::span<const std::byte> bytes) : m_bytes(bytes.first(std::min(bytes.size(), MostBytes))) {}

    const Value& run() {
        while (true) {
            const auto opcode = static_cast<Opcode>(byte());
            if (opcode == Opcode::Stop) {
                return m_values[pop()];
            }
            step(opcode);
        }
    }
    const Value& at(Place place) const { return m_values[place]; }
    std::size_t position() const { return m_position; }

 private:
    void step(Opcode opcode);
    void stepOfValues(Opcode opcode);

    std::span<const std::byte> take(std::size_t count) {
        if (count > m_bytes.size() - m_position) {
            throw Refusal(m_bytes.size() == MostBytes ? "its pickle is larger than a state dict's ever is"
                                                      : "is cut off inside its pickle");
        }
        m_position += count;
        return m_bytes.subspan(m_position - count, count);
    }
    std::uint8_t byte() { return std::to_integer<std::uint8_t>(take(1).front()); }
    template <class Number>
    Number little() {
        Number number;
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }
    std::string text(std::size_t count) {
        const auto from = take(count);
        return {reinterpret_cast<const char*>(from.data()), from.size()};
    }
    std::string line() {
        std::string line;
        for (char c = static_cast<char>(byte()); c != '\n'; c = static_cast<char>(byte())) {
            line += c;
            if (line.size() > LongestName) {
                throw Refusal("its pickle is damaged");
            }
        }
        return line;
    }

    Place add(Value value) {
        m_values.push_back(std::move(value));
        return static_cast<Place>(m_values.size() - 1);
    }
    void push(Value value) { m_stack.push_back(add(std::move(value))); }
    Place pop() {
        if (m_stack.empty()) {
            throw Refusal("its pickle is damaged");
        }
        const Place top = m_stack.back();
        m_stack.pop_back();
        return top;
    }
    Value& top(Kind kind) {
        if (m_stack.empty() || m_values[m_stack.back()].kind != kind) {
            throw Refusal("its pickle is damaged");
        }
        return m_values[m_stack.back()];
    }
    std::vector<Place> popToMark() {
        const auto isMark = [this](Place place) { return m_values[place].kind == Kind::Mark; };
        const auto mark = std::find_if(m_stack.rbegin(), m_stack.rend(), isMark);
        if (mark == m_stack.rend()) {
            throw Refusal("its pickle is damaged");
        }
        std::vector<Place> items(mark.base(), m_stack.end());
        m_stack.erase(mark.base() - 1, m_stack.end());
        return items;
    }
    void pushTuple(std::size_t count) {
        std::vector<Place> items(count);
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            *item = pop();
        }
        push({Kind::Tuple, 0, {}, std::move(items)});
    }
    std::vector<Place> popShortTuple() {
        const auto& value = m_values[pop()];
        if (value.kind != Kind::Tuple || value.items.size() > MostArguments) {
            throw Refusal("its pickle is damaged");
        }
        return value.items;
    }
    void addItems(Kind kind, const std::vector<Place>& items) {
        auto& to = top(kind).items;
        if (kind == Kind::Dict && items.size() % 2 != 0) {
            throw Refusal("its pickle is damaged");
        }
        to.insert(to.end(), items.begin(), items.end());
    }
    void pushGlobal() {
        const auto module = line();
        const auto name = module + "." + line();
        if (!isKnown(name)) {
            throw Refusal("its pickle asks for " + name.substr(0, 80) +
                          ", which no state dict needs; nothing in it was run");
        }
        push({Kind::Global, 0, name, {}});
    }
    /// A call that is known; none of them does anything but to put together what it was given.
    void call() {
        const auto arguments = popShortTuple();
        const auto& function = m_values[pop()];
        if (function.kind != Kind::Global) {
            throw Refusal("its pickle calls what is no function");
        }
        if (function.text == "collections.OrderedDict" && arguments.empty()) {
            push({Kind::Dict, 0, {}, {}});
        } else if (function.text == "torch._utils._rebuild_tensor_v2") {
            push({Kind::Tensor, 0, {}, arguments});
        } else if (function.text == "torch._utils._rebuild_parameter" && !arguments.empty()) {
            m_stack.push_back(arguments.front());
        } else {
            throw Refusal("its pickle calls " + function.text + " as no state dict does");
        }
    }
    Place remembered(std::uint32_t key) const {
        const auto found = m_memo.find(key);
        if (found == m_memo.end()) {
            throw Refusal("its pickle is damaged");
        }
        return found->second;
    }
    void remember(std::uint32_t key) {
        const Place value = pop();
        m_stack.push_back(value);
        m_memo[key] = value;
    }

    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    std::vector<Value> m_values;
    std::vector<Place> m_stack;
    std::map<std::uint32_t, Place> m_memo;
};

void Machine::step(Opcode opcode) {
    switch (opcode) {
        case Opcode::Protocol:
            if (byte() != 2) {
                throw Refusal("its pickle has another protocol than torch.save's own; save it with that one");
            }
            return;
        case Opcode::Reduce:
            return call();
        case Opcode::Build:  // of an OrderedDict: its versions, which say nothing of the weights
            pop();
            top(Kind::Dict);
            return;
        case Opcode::BinPersId:
            return push({Kind::Storage, 0, {}, popShortTuple()});
        case Opcode::Append:
            return addItems(Kind::List, {pop()});
        case Opcode::Appends:
            return addItems(Kind::List, popToMark());
        case Opcode::SetItem: {
            const Place value = pop();
            const Place key = pop();
            return addItems(Kind::Dict, {key, value});
        }
        case Opcode::SetItems:
            return addItems(Kind::Dict, popToMark());
        case Opcode::BinPut:
            return remember(byte());
        case Opcode::LongBinPut:
            return remember(little<std::uint32_t>());
        case Opcode::BinGet:
            return m_stack.push_back(remembered(byte()));
        case Opcode::LongBinGet:
            return m_stack.push_back(remembered(little<std::uint32_t>()));
        default:
            return stepOfValues(opcode);
    }
}

/// What puts a new value onto the stack.
void Machine::stepOfValues(Opcode opcode) {
    switch (opcode) {
        case Opcode::Mark:
            return push({Kind::Mark, 0, {}, {}});
        case Opcode::None:
            return push({});
        case Opcode::True:
        case Opcode::False:
            return push({Kind::Number, opcode == Opcode::True ? 1 : 0, {}, {}});
        case Opcode::BinInt:
            return push({Kind::Number, little<std::int32_t>(), {}, {}});
        case Opcode::BinInt1:
            return push({Kind::Number, byte(), {}, {}});
        case Opcode::BinInt2:
            return push({Kind::Number, little<std::uint16_t>(), {}, {}});
        case Opcode::Long1: {
            const auto digits = text(byte());
            std::int64_t number = !digits.empty() && (digits.back() & 0x80) != 0 ? -1 : 0;
            std::memcpy(&number, digits.data(), std::min(digits.size(), sizeof number));
            return push({digits.size() <= sizeof number ? Kind::Number : Kind::None, number, {}, {}});
        }
        case Opcode::BinUnicode:
            return push({Kind::Text, 0, text(little<std::uint32_t>()), {}});
        case Opcode::Global:
            return pushGlobal();
        case Opcode::EmptyTuple:
            return pushTuple(0);
        case Opcode::Tuple1:
            return pushTuple(1);
        case Opcode::Tuple2:
            return pushTuple(2);
        case Opcode::Tuple3:
            return pushTuple(3);
        case Opcode::Tuple:
            return push({Kind::Tuple, 0, {}, popToMark()});
        case Opcode::EmptyList:
            return push({Kind::List, 0, {}, {}});
        case Opcode::EmptyDict:
            return push({Kind::Dict, 0, {}, {}});
        default:
            throw Refusal("its pickle does what no state dict does; nothing in it was run");
    }
}

/// What calls were given, by kind.
class Arguments {
 public:
    Arguments(const Machine& machine, const std::vector<Place>& items) : m_machine(machine), m_items(items) {}

    const Value& at(std::size_t index, Kind kind) const {
        if (index >= m_items.size() || m_machine.at(m_items[index]).kind != kind) {
            throw Refusal("its pickle describes a tensor that is none");
        }
        const Value& value = m_machine.at(m_items[index]);
        if (value.text.size() > LongestName) {
            throw Refusal("its pickle has a name that is none");
        }
        return value;
    }
    std::vector<std::int64_t> numbersAt(std::size_t index) const {
        const Arguments all(m_machine, at(index, Kind::Tuple).items);
        if (all.m_items.size() > MostArguments) {
            throw Refusal("its pickle describes a tensor that is none");
        }
        std::vector<std::int64_t> numbers;
        for (std::size_t i = 0; i < all.m_items.size(); ++i) {
            numbers.push_back(all.at(i, Kind::Number).number);
        }
        return numbers;
    }

 private:
    const Machine& m_machine;
    const std::vector<Place>& m_items;
};

/// _rebuild_tensor_v2(storage, offset, shape, strides, …) of a storage ("storage", type, key, device, size, …).
PickledTensor tensorOf(const Machine& machine, const std::string& name, const Value& value) {
    const Arguments tensor(machine, value.items);
    const Arguments storage(machine, tensor.at(0, Kind::Storage).items);
    const auto& type = storage.at(1, Kind::Global).text;
    if (!isStorage(type)) {
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
    Machine machine(bytes);
    const Value& result = machine.run();
    Pickle pickle{machine.position(), {}, {}};
    for (std::size_t i = 0; result.kind == Kind::Dict && i + 1 < result.items.size(); i += 2) {
        const auto& key = machine.at(result.items[i]);
        const auto& value = machine.at(result.items[i + 1]);
        if (key.kind == Kind::Text && key.text.size() <= LongestName && value.kind == Kind::Tensor) {
            pickle.tensors.push_back(tensorOf(machine, key.text, value));
        }
    }
    for (std::size_t i = 0; result.kind == Kind::List && i < result.items.size(); ++i) {
        const auto& text = machine.at(result.items[i]).text;
        pickle.texts.push_back(text.substr(0, LongestName));
    }
    return pickle;
}

}  // namespace facet::foreign
