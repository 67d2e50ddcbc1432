// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/Readers.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <regex>

namespace facet::foreign {
namespace {

constexpr std::string_view End = ".npy";  // of an entry's name

struct Header {
    torch::ScalarType type = torch::kFloat32;
    bool columnsFirst = false;  // Fortran's order
    std::vector<std::int64_t> shape;
};

torch::ScalarType typeOf(const std::string& name) {
    static const std::map<std::string, torch::ScalarType> types = {
        {"f2", torch::kFloat16}, {"f4", torch::kFloat32}, {"f8", torch::kFloat64}, {"i4", torch::kInt32},
        {"i8", torch::kInt64},   {"u1", torch::kUInt8},   {"i1", torch::kInt8},    {"b1", torch::kBool}};
    const auto found = types.find(name);
    if (found == types.end()) {
        throw Refusal("has arrays of the type " + name.substr(0, 20) + ", which is not supported");
    }
    return found->second;
}

std::vector<std::int64_t> numbersIn(const std::string& text) {
    std::vector<std::int64_t> numbers;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end; ++at) {
        std::int64_t number = 0;
        const auto [stop, error] = std::from_chars(at, end, number);
        if (error == std::errc()) {
            numbers.push_back(number);
            at = stop;
        }
    }
    return numbers;
}

/// {'descr': '<f4', 'fortran_order': False, 'shape': (3, 3, 7, 8), }
Header headerOf(const std::string& text, const std::string& array) {
    static const std::regex form(
        R"(\{'descr': '([<|])?([^']{1,20})', 'fortran_order': (True|False), 'shape': \(([0-9, ]{0,80})\), \}\s*)");
    std::smatch parts;
    if (!std::regex_match(text, parts, form)) {
        throw Refusal("has an array that cannot be read, " + array);
    }
    if (parts[2].str().find('O') != std::string::npos) {
        throw Refusal("has an array of objects, " + array + "; weights are plain numbers, and nothing in it was run");
    }
    return {typeOf(parts[2]), parts[3] == "True", numbersIn(parts[4])};
}

/// An array as numpy.save writes it (NEP 1): the magic, the version, the length of a header, the header, the values.
torch::Tensor arrayOf(const std::vector<std::byte>& file, const std::string& array) {
    constexpr std::string_view Magic = "\x93NUMPY";
    constexpr std::size_t LongestHeader = 1024;  // a regular expression goes through it, on the stack
    constexpr std::size_t Start = 10;
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    if (file.size() < Start || !text.starts_with(Magic) || text[6] != 1) {
        throw Refusal("has an entry that is no array, " + array);
    }
    const std::size_t length = std::to_integer<std::size_t>(file[8]) + 256 * std::to_integer<std::size_t>(file[9]);
    if (length > LongestHeader || length > file.size() - Start) {
        throw Refusal("has an array that is cut off, " + array);
    }
    const auto header = headerOf(std::string(text.substr(Start, length)), array);
    const std::size_t bytes = file.size() - Start - length;
    std::size_t count = 1;
    for (const auto extent : header.shape) {
        if (extent < 0 || (extent > 0 && count > bytes / static_cast<std::size_t>(extent))) {
            throw Refusal("has an array that is cut off, " + array);
        }
        count *= static_cast<std::size_t>(extent);
    }
    if (count * torch::elementSize(header.type) != bytes) {
        throw Refusal("has an array that is cut off, " + array);
    }
    auto shape = header.shape;
    if (header.columnsFirst) {
        std::reverse(shape.begin(), shape.end());
    }
    auto tensor = torch::empty(shape, header.type);
    std::copy_n(file.data() + Start + length, bytes, static_cast<std::byte*>(tensor.data_ptr()));
    if (!header.columnsFirst) {
        return tensor;
    }
    std::vector<std::int64_t> turned(shape.size());
    std::iota(turned.rbegin(), turned.rend(), 0);
    return tensor.permute(turned);
}

}  // namespace

bool isNumpyArchive(const StoredArchive& archive) {
    const auto& entries = archive.sizes();
    return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.first.ends_with(End); });
}

Weights readNumpyArchive(const StoredArchive& archive) {
    Weights weights;
    for (const auto& [entry, size] : archive.sizes()) {
        if (!entry.ends_with(End)) {
            throw Refusal("has an entry that is no array, " + entry.substr(0, 80));
        }
        std::vector<std::byte> file(size);
        archive.read(entry, file);
        const auto name = entry.substr(0, entry.size() - End.size());
        weights[name] = arrayOf(file, name.substr(0, 80));
    }
    return weights;
}

}  // namespace facet::foreign
