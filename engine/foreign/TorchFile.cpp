// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/Pickle.h"
#include "engine/foreign/Readers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <optional>

namespace facet::foreign {
namespace {

constexpr std::string_view Index = "/data.pkl";

torch::ScalarType typeOf(const std::string& storage) {
    static const std::map<std::string, torch::ScalarType> types = {
        {"FloatStorage", torch::kFloat32},     {"DoubleStorage", torch::kFloat64}, {"HalfStorage", torch::kFloat16},
        {"BFloat16Storage", torch::kBFloat16}, {"LongStorage", torch::kInt64},     {"IntStorage", torch::kInt32},
        {"ShortStorage", torch::kInt16},       {"ByteStorage", torch::kUInt8},     {"CharStorage", torch::kInt8},
        {"BoolStorage", torch::kBool}};
    const auto found = types.find(storage);
    if (found == types.end()) {
        throw Refusal("has tensors of a type that is not supported, " + storage.substr(0, 40));
    }
    return found->second;
}

/// The view, after making sure that it stays inside of its storage and shows no value twice.
torch::Tensor viewOf(const torch::Tensor& storage, const PickledTensor& t) {
    const auto refuse = [&] {
        throw Refusal("has a tensor that reaches outside of its data, " + t.name.substr(0, 80));
    };
    if (t.shape.size() != t.strides.size() || t.shape.size() > 8 || t.offset < 0 || t.offset > storage.numel()) {
        refuse();
    }
    std::int64_t count = 1;
    std::int64_t left = storage.numel() - t.offset - 1;
    for (std::size_t d = 0; d < t.shape.size(); ++d) {
        const auto extent = t.shape[d];
        if (extent < 0 || t.strides[d] < 0 || (extent > 0 && count > storage.numel() / extent) ||
            (extent > 1 && t.strides[d] > left / (extent - 1))) {
            refuse();
        }
        count *= extent;
        left -= extent > 1 ? t.strides[d] * (extent - 1) : 0;
    }
    if (count > 0 && left < 0) {
        refuse();
    }
    return storage.as_strided(t.shape, t.strides, t.offset);
}

std::span<std::byte> bytesOf(const torch::Tensor& storage) {
    return {static_cast<std::byte*>(storage.data_ptr()), storage.nbytes()};
}

/// Of so many bytes, which the file has.
torch::Tensor emptyStorage(const PickledTensor& t, std::uint64_t bytes) {
    const auto type = typeOf(t.type);
    if (t.storageSize < 0 || static_cast<std::uint64_t>(t.storageSize) > bytes ||
        static_cast<std::uint64_t>(t.storageSize) * torch::elementSize(type) != bytes) {
        throw Refusal("has a tensor whose data has another size than it says, " + t.name.substr(0, 80));
    }
    return torch::empty({t.storageSize}, type);
}

/// `load` gives the data of a storage when it is seen first.
Weights weightsOf(const std::vector<PickledTensor>& tensors,
                  const std::function<torch::Tensor(const PickledTensor&)>& load) {
    Weights weights;
    std::map<std::string, torch::Tensor> storages;
    for (const auto& t : tensors) {
        auto& storage = storages[t.storage];
        if (!storage.defined()) {
            storage = load(t);
        }
        if (storage.scalar_type() != typeOf(t.type) || storage.numel() != t.storageSize) {
            throw Refusal("describes the data of " + t.name.substr(0, 80) + " in two ways");
        }
        weights[t.name] = viewOf(storage, t);
    }
    return weights;
}

std::optional<std::string> folderOf(const StoredArchive& archive) {
    for (const auto& [name, size] : archive.sizes()) {
        if (name.ends_with(Index)) {
            return name.substr(0, name.size() - Index.size());
        }
    }
    return std::nullopt;
}

std::vector<std::byte> contentOf(const StoredArchive& archive, const std::string& name) {
    std::vector<std::byte> bytes(archive.sizes().at(name));
    archive.read(name, bytes);
    return bytes;
}

void requireLittleEndian(const StoredArchive& archive, const std::string& folder) {
    const auto name = folder + "/byteorder";
    if (archive.sizes().contains(name) && contentOf(archive, name).front() != std::byte{'l'}) {
        throw Refusal("was saved on a computer of another byte order");
    }
}

}  // namespace

bool isTorchArchive(const StoredArchive& archive) {
    return folderOf(archive).has_value();
}

Weights readTorchArchive(const StoredArchive& archive) {
    const auto folder = folderOf(archive).value();
    requireLittleEndian(archive, folder);
    const auto pickle = readPickle(contentOf(archive, folder + std::string(Index)));
    return weightsOf(pickle.tensors, [&](const PickledTensor& t) {
        const auto name = folder + "/data/" + t.storage;
        const auto found = archive.sizes().find(name);
        if (found == archive.sizes().end()) {
            throw Refusal("has no data for the tensor " + t.name.substr(0, 80));
        }
        auto storage = emptyStorage(t, found->second);
        archive.read(name, bytesOf(storage));
        return storage;
    });
}

bool isOldTorchFile(Bytes file) {
    // The first pickle: protocol 2, the number 0x1950a86a20f9469cfc6c, the end.
    constexpr std::array<unsigned char, 15> Magic = {0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46,
                                                     0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e};
    return file.size() >= Magic.size() && std::memcmp(file.data(), Magic.data(), Magic.size()) == 0;
}

Weights readOldTorchFile(Bytes file) {
    const auto next = [&file] {
        auto pickle = readPickle(file);
        file = file.subspan(pickle.bytes);
        return pickle;
    };
    next();  // a number that says what the file is
    next();  // its version
    next();  // the computer's byte order
    const auto tensors = next().tensors;
    const auto keys = next().texts;
    std::map<std::string, Bytes> data;
    for (const auto& key : keys) {
        const auto described =
            std::find_if(tensors.begin(), tensors.end(), [&](const auto& t) { return t.storage == key; });
        std::uint64_t count = 0;
        if (described == tensors.end() || file.size() < sizeof count) {
            throw Refusal("is damaged or cut off behind its pickles");
        }
        std::memcpy(&count, file.data(), sizeof count);
        file = file.subspan(sizeof count);
        const auto size = torch::elementSize(typeOf(described->type));
        if (count > file.size() / size) {
            throw Refusal("is cut off inside its data");
        }
        data[key] = file.first(count * size);
        file = file.subspan(count * size);
    }
    return weightsOf(tensors, [&](const PickledTensor& t) {
        const auto found = data.find(t.storage);
        if (found == data.end()) {
            throw Refusal("has no data for the tensor " + t.name.substr(0, 80));
        }
        auto storage = emptyStorage(t, found->second.size());
        std::memcpy(storage.data_ptr(), found->second.data(), found->second.size());
        return storage;
    });
}

}  // namespace facet::foreign
