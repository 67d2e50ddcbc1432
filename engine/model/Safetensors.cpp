// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>
#include <unistd.h>
#include <vector>

namespace facet::model {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t MaxHeader = 16 << 20;
constexpr std::uint64_t MaxElements = std::uint64_t{1} << 40;

const std::map<std::string, torch::ScalarType>& types() {
    static const std::map<std::string, torch::ScalarType> table = {
        {"F64", torch::kFloat64}, {"F32", torch::kFloat32}, {"F16", torch::kFloat16}, {"BF16", torch::kBFloat16},
        {"I64", torch::kInt64},   {"I32", torch::kInt32},   {"U8", torch::kUInt8}};
    return table;
}

std::string typeName(torch::ScalarType type, const std::string& tensor) {
    for (const auto& [name, candidate] : types()) {
        if (candidate == type) {
            return name;
        }
    }
    throw std::invalid_argument("writeTensors: " + tensor + " has a type that safetensors files of ours do not hold");
}

class Reader {
 public:
    Reader(const std::filesystem::path& path, ErrorKind kind) : m_path(path), m_kind(kind) {}

    TensorFile read();

 private:
    [[noreturn]] void refuse(const std::string& why) const { throw Error(m_kind, m_path.string() + ": " + why); }
    Json parseHeader(const std::string& text) const;
    void readMetadata(const Json& entry, TensorFile& file) const;
    torch::Tensor readTensor(const std::string& name, const Json& entry);
    void requireSeamless() const;

    std::filesystem::path m_path;
    ErrorKind m_kind;
    std::ifstream m_stream;
    std::uint64_t m_dataStart = 0;
    std::uint64_t m_dataSize = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_ranges;
};

TensorFile Reader::read() {
    std::error_code error;
    if (!std::filesystem::exists(m_path, error)) {
        refuse("no such file");
    }
    const auto size = std::filesystem::file_size(m_path, error);
    m_stream.open(m_path, std::ios::binary);
    if (error || !m_stream) {
        refuse("cannot be read");
    }
    std::uint64_t headerSize = 0;
    if (size < 8 || !m_stream.read(reinterpret_cast<char*>(&headerSize), 8)) {
        refuse("is cut off: a safetensors file has at least 8 bytes");
    }
    if (headerSize > MaxHeader) {
        refuse("is no safetensors file: its header would have " + std::to_string(headerSize) + " bytes");
    }
    if (headerSize > size - 8) {
        refuse("is cut off inside its header");
    }
    std::string text(headerSize, '\0');
    m_stream.read(text.data(), static_cast<std::streamsize>(headerSize));
    m_dataStart = 8 + headerSize;
    m_dataSize = size - m_dataStart;

    TensorFile file;
    const Json header = parseHeader(text);
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            readMetadata(entry, file);
        } else {
            file.tensors[name] = readTensor(name, entry);
        }
    }
    requireSeamless();
    return file;
}

Json Reader::parseHeader(const std::string& text) const {
    // nlohmann keeps the last of two equal keys, so they are counted while parsing. Depth 1 holds the tensors' names.
    std::set<std::string> seen;
    std::string doubled;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::key && depth == 1 && !seen.insert(value.get<std::string>()).second) {
            doubled = value.get<std::string>();
        }
        return true;
    };
    Json header = Json::parse(text, watch, /*allow_exceptions=*/false);
    if (!header.is_object()) {
        refuse("is no safetensors file: its header is no JSON object");
    }
    if (!doubled.empty()) {
        refuse("holds the tensor " + doubled + " twice");
    }
    return header;
}

void Reader::readMetadata(const Json& entry, TensorFile& file) const {
    if (!entry.is_object()) {
        refuse("its metadata is no JSON object");
    }
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string()) {
            refuse("its metadata entry \"" + key + "\" is no text");
        }
        file.metadata[key] = value.get<std::string>();
    }
}

torch::Tensor Reader::readTensor(const std::string& name, const Json& entry) {
    const auto well = [&] {
        return entry.is_object() && entry.contains("dtype") && entry["dtype"].is_string() && entry.contains("shape") &&
               entry["shape"].is_array() && entry["shape"].size() <= 8 && entry.contains("data_offsets") &&
               entry["data_offsets"].is_array() && entry["data_offsets"].size() == 2 &&
               entry["data_offsets"][0].is_number_unsigned() && entry["data_offsets"][1].is_number_unsigned() &&
               std::all_of(entry["shape"].begin(), entry["shape"].end(),
                           [](const Json& n) { return n.is_number_unsigned(); });
    };
    if (!well()) {
        refuse("the entry of the tensor " + name + " is malformed");
    }
    const auto type = types().find(entry["dtype"].get<std::string>());
    if (type == types().end()) {
        refuse("the tensor " + name + " has the type " + entry["dtype"].get<std::string>() +
               ", which is not supported");
    }
    std::uint64_t count = 1;
    std::vector<std::int64_t> shape;
    for (const auto& n : entry["shape"]) {
        const auto extent = n.get<std::uint64_t>();
        if (extent != 0 && count > MaxElements / extent) {
            refuse("the tensor " + name + " is too large");
        }
        count *= extent;
        shape.push_back(static_cast<std::int64_t>(extent));
    }
    const auto begin = entry["data_offsets"][0].get<std::uint64_t>();
    const auto end = entry["data_offsets"][1].get<std::uint64_t>();
    if (begin > end || end > m_dataSize) {
        refuse("the tensor " + name + " reaches beyond the end of the file (is it cut off?)");
    }
    if (end - begin != count * torch::elementSize(type->second)) {
        refuse("the tensor " + name + " has a size that does not fit its shape");
    }
    m_ranges.emplace_back(begin, end);
    auto tensor = torch::empty(shape, type->second);
    m_stream.seekg(static_cast<std::streamoff>(m_dataStart + begin));
    if (end > begin &&
        !m_stream.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(end - begin))) {
        refuse("cannot be read to its end");
    }
    return tensor;
}

void Reader::requireSeamless() const {
    auto ranges = m_ranges;
    std::sort(ranges.begin(), ranges.end());
    std::uint64_t position = 0;
    for (const auto& [begin, end] : ranges) {
        if (begin < position) {
            refuse("two of its tensors overlap");
        }
        if (begin > position) {
            refuse("there is a gap between two of its tensors");
        }
        position = end;
    }
    if (position != m_dataSize) {
        refuse("there is something behind its last tensor");
    }
}

void writeTo(std::ostream& stream, const TensorFile& file) {
    Json header = Json::object();
    if (!file.metadata.empty()) {
        header["__metadata__"] = file.metadata;
    }
    std::uint64_t offset = 0;
    for (const auto& [name, tensor] : file.tensors) {
        const std::uint64_t end = offset + tensor.nbytes();
        header[name] = {{"dtype", typeName(tensor.scalar_type(), name)},
                        {"shape", tensor.sizes().vec()},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');  // so that the data is aligned
    const std::uint64_t size = text.size();
    stream.write(reinterpret_cast<const char*>(&size), 8);
    stream.write(text.data(), static_cast<std::streamsize>(size));
    for (const auto& [name, tensor] : file.tensors) {
        const auto plain = tensor.detach().cpu().contiguous();
        stream.write(static_cast<const char*>(plain.data_ptr()), static_cast<std::streamsize>(plain.nbytes()));
    }
    stream.flush();
}

}  // namespace

TensorFile readTensors(const std::filesystem::path& path, ErrorKind kind) {
    return Reader(path, kind).read();
}

void takeOver(const TensorFile& file, const std::map<std::string, torch::Tensor>& module,
              const std::filesystem::path& path) {
    const auto refuse = [&](const std::string& why) { throw Error(ErrorKind::Model, path.string() + ": " + why); };
    const torch::NoGradGuard noGrad;
    for (const auto& [key, parameter] : module) {
        const auto found = file.tensors.find(key);
        if (found == file.tensors.end()) {
            refuse("the tensor " + key + " is missing");
        }
        if (found->second.sizes() != parameter.sizes()) {
            refuse("the tensor " + key + " does not have the shape that the architecture asks for");
        }
        if (found->second.is_floating_point() != parameter.is_floating_point()) {
            refuse("the tensor " + key + " has the wrong type");
        }
        if (found->second.is_floating_point() && !torch::isfinite(found->second).all().item<bool>()) {
            refuse("the tensor " + key + " holds values that are not finite");
        }
        parameter.copy_(found->second);
    }
    for (const auto& [key, tensor] : file.tensors) {
        if (!module.contains(key)) {
            refuse("the tensor " + key + " does not belong to the architecture");
        }
    }
}

void writeTensors(const TensorFile& file, const std::filesystem::path& path, bool overwrite) {
    std::error_code error;
    if (!overwrite && std::filesystem::exists(path, error)) {
        throw Error(ErrorKind::Output, path.string() + " exists; say --overwrite to replace it");
    }
    auto beside = path;
    beside += "." + std::to_string(::getpid()) + ".part";
    {
        std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
        writeTo(stream, file);
        if (!stream) {
            stream.close();
            std::filesystem::remove(beside, error);
            throw Error(ErrorKind::Output,
                        path.string() + " cannot be written; is the folder there and the disk not full?");
        }
    }
    std::filesystem::rename(beside, path, error);
    if (error) {
        const auto why = error.message();
        std::filesystem::remove(beside, error);
        throw Error(ErrorKind::Output, path.string() + " cannot be written: " + why);
    }
}

}  // namespace facet::model
