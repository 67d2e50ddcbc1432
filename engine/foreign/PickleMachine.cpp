// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/PickleMachine.h"

#include "engine/foreign/Refusal.h"

#include <algorithm>
#include <cstring>

namespace facet::foreign {
namespace {

constexpr std::size_t MostBytes = std::size_t{2} << 20;

bool isKnown(const std::string& global) {
    return global == "collections.OrderedDict" || global == "torch._utils._rebuild_tensor_v2" ||
           global == "torch._utils._rebuild_parameter" || PickleMachine::isStorage(global);
}

}  // namespace

/// Protocol 2, as Python's pickletools names them.
enum class PickleMachine::Opcode : std::uint8_t {
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

bool PickleMachine::isStorage(const std::string& global) {
    const std::string end = "Storage";
    return global.starts_with("torch.") && global.ends_with(end) && global.find('.', 6) == std::string::npos;
}

PickleMachine::PickleMachine(std::span<const std::byte> bytes)
    : m_bytes(bytes.first(std::min(bytes.size(), MostBytes))) {}

const PickleMachine::Value& PickleMachine::run() {
    while (true) {
        const auto opcode = static_cast<Opcode>(byte());
        if (opcode == Opcode::Stop) {
            return m_values[pop()];
        }
        step(opcode);
    }
}

void PickleMachine::step(Opcode opcode) {
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
void PickleMachine::stepOfValues(Opcode opcode) {
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
        case Opcode::Long1:
            return pushNumber(byte());
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

std::span<const std::byte> PickleMachine::take(std::size_t count) {
    if (count > m_bytes.size() - m_position) {
        throw Refusal(m_bytes.size() == MostBytes ? "its pickle is larger than a state dict's ever is"
                                                  : "is cut off inside its pickle");
    }
    m_position += count;
    return m_bytes.subspan(m_position - count, count);
}

template <class Number>
Number PickleMachine::little() {
    Number number;
    std::memcpy(&number, take(sizeof number).data(), sizeof number);
    return number;
}

std::string PickleMachine::text(std::size_t count) {
    const auto from = take(count);
    return {reinterpret_cast<const char*>(from.data()), from.size()};
}

std::string PickleMachine::line() {
    std::string line;
    for (char c = static_cast<char>(byte()); c != '\n'; c = static_cast<char>(byte())) {
        line += c;
        if (line.size() > LongestName) {
            throw Refusal("its pickle is damaged");
        }
    }
    return line;
}

PickleMachine::Place PickleMachine::add(Value value) {
    m_values.push_back(std::move(value));
    return static_cast<Place>(m_values.size() - 1);
}

PickleMachine::Place PickleMachine::pop() {
    if (m_stack.empty()) {
        throw Refusal("its pickle is damaged");
    }
    const Place top = m_stack.back();
    m_stack.pop_back();
    return top;
}

PickleMachine::Value& PickleMachine::top(Kind kind) {
    if (m_stack.empty() || m_values[m_stack.back()].kind != kind) {
        throw Refusal("its pickle is damaged");
    }
    return m_values[m_stack.back()];
}

std::vector<PickleMachine::Place> PickleMachine::popToMark() {
    const auto isMark = [this](Place place) { return m_values[place].kind == Kind::Mark; };
    const auto mark = std::find_if(m_stack.rbegin(), m_stack.rend(), isMark);
    if (mark == m_stack.rend()) {
        throw Refusal("its pickle is damaged");
    }
    std::vector<Place> items(mark.base(), m_stack.end());
    m_stack.erase(mark.base() - 1, m_stack.end());
    return items;
}

void PickleMachine::pushTuple(std::size_t count) {
    if (count > m_stack.size()) {
        throw Refusal("its pickle is damaged");
    }
    const auto first = m_stack.end() - static_cast<std::ptrdiff_t>(count);
    std::vector<Place> items(first, m_stack.end());
    m_stack.erase(first, m_stack.end());
    push({Kind::Tuple, 0, {}, std::move(items)});
}

std::vector<PickleMachine::Place> PickleMachine::popShortTuple() {
    const auto& value = m_values[pop()];
    if (value.kind != Kind::Tuple || value.items.size() > MostArguments) {
        throw Refusal("its pickle is damaged");
    }
    return value.items;
}

void PickleMachine::addItems(Kind kind, const std::vector<Place>& items) {
    auto& to = top(kind).items;
    if (kind == Kind::Dict && items.size() % 2 != 0) {
        throw Refusal("its pickle is damaged");
    }
    to.insert(to.end(), items.begin(), items.end());
}

void PickleMachine::pushGlobal() {
    const auto module = line();
    const auto name = module + "." + line();
    if (!isKnown(name)) {
        throw Refusal("its pickle asks for " + name.substr(0, 80) +
                      ", which no state dict needs; nothing in it was run");
    }
    push({Kind::Global, 0, name, {}});
}

/// A call that is known; none of them does anything but to put together what it was given.
void PickleMachine::call() {
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

PickleMachine::Place PickleMachine::remembered(std::uint32_t key) const {
    const auto found = m_memo.find(key);
    if (found == m_memo.end()) {
        throw Refusal("its pickle is damaged");
    }
    return found->second;
}

void PickleMachine::remember(std::uint32_t key) {
    const Place value = pop();
    m_stack.push_back(value);
    m_memo[key] = value;
}

/// As many bytes, little-endian, the last one's highest bit its sign; None where that is longer than our numbers.
void PickleMachine::pushNumber(std::size_t bytes) {
    const auto digits = text(bytes);
    std::int64_t number = !digits.empty() && (digits.back() & 0x80) != 0 ? -1 : 0;
    std::memcpy(&number, digits.data(), std::min(digits.size(), sizeof number));
    push({digits.size() <= sizeof number ? Kind::Number : Kind::None, number, {}, {}});
}

}  // namespace facet::foreign
