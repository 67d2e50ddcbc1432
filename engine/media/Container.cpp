// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/Container.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <zlib.h>

namespace facet::media {
namespace {

constexpr const char* EndsEarly = "the file ends before the picture does";
bool startsWith(Bytes bytes, std::string_view text, std::size_t at = 0) {
    return bytes.size() >= at + text.size() && std::memcmp(bytes.data() + at, text.data(), text.size()) == 0;
}

std::uint8_t byteAt(Bytes bytes, std::size_t at) {
    return std::to_integer<std::uint8_t>(bytes[at]);
}

std::uint32_t bigEndian(Bytes bytes, std::size_t at) {
    return std::uint32_t{byteAt(bytes, at)} << 24 | std::uint32_t{byteAt(bytes, at + 1)} << 16 |
           std::uint32_t{byteAt(bytes, at + 2)} << 8 | byteAt(bytes, at + 3);
}

/// The position of the first marker at or after `at`, past stuffed zeros, fill bytes and restart markers.
std::size_t nextJpegMarker(Bytes bytes, std::size_t at) {
    for (; at + 1 < bytes.size(); ++at) {
        const std::uint8_t code = byteAt(bytes, at + 1);
        const bool inData = code == 0x00 || code == 0xFF || (code >= 0xD0 && code <= 0xD7);
        if (byteAt(bytes, at) == 0xFF && !inData) {
            return at;
        }
    }
    return bytes.size();
}

/// Walks the segments to the end-of-image marker.
std::string jpegDamage(Bytes bytes) {
    constexpr std::uint8_t EndOfImage = 0xD9;
    constexpr std::uint8_t StartOfScan = 0xDA;
    bool hasScan = false;
    std::size_t at = nextJpegMarker(bytes, 2);
    while (at + 3 < bytes.size() && byteAt(bytes, at + 1) != EndOfImage) {
        hasScan = hasScan || byteAt(bytes, at + 1) == StartOfScan;
        const std::size_t length = std::size_t{byteAt(bytes, at + 2)} << 8 | byteAt(bytes, at + 3);
        at = nextJpegMarker(bytes, at + 2 + length);
    }
    if (at + 1 >= bytes.size() || byteAt(bytes, at + 1) != EndOfImage) {
        return EndsEarly;
    }
    return hasScan ? "" : "it holds no picture";
}

/// Calls `visit(name, chunk)` for every whole chunk up to IEND; false where the file ends before that.
template <class Visit>
bool walkPng(Bytes bytes, Visit visit) {
    std::size_t at = PngSignature;
    while (at + PngChunkFrame <= bytes.size()) {
        const std::size_t length = bigEndian(bytes, at);
        if (length > bytes.size() - at - PngChunkFrame) {
            return false;
        }
        const std::string_view name(reinterpret_cast<const char*>(bytes.data()) + at + 4, 4);
        visit(name, bytes.subspan(at, length + PngChunkFrame));
        if (name == "IEND") {
            return true;
        }
        at += length + PngChunkFrame;
    }
    return false;
}

bool hasGoodChecksum(Bytes chunk) {
    const auto* data = reinterpret_cast<const Bytef*>(chunk.data());
    const auto covered = static_cast<uInt>(chunk.size() - 8);
    return crc32(crc32(0, nullptr, 0), data + 4, covered) == bigEndian(chunk, chunk.size() - 4);
}

bool isCritical(std::string_view chunkName) {
    return std::isupper(static_cast<unsigned char>(chunkName[0])) != 0;
}

std::string pngDamage(Bytes bytes) {
    bool good = true;
    const bool whole = walkPng(bytes, [&](std::string_view name, Bytes chunk) {
        good = good && (!isCritical(name) || hasGoodChecksum(chunk));
    });
    if (!whole) {
        return EndsEarly;
    }
    return good ? "" : "a checksum is wrong";
}

std::size_t littleEndian(Bytes bytes, std::size_t at) {
    return std::size_t{byteAt(bytes, at)} | std::size_t{byteAt(bytes, at + 1)} << 8 |
           std::size_t{byteAt(bytes, at + 2)} << 16 | std::size_t{byteAt(bytes, at + 3)} << 24;
}

std::string webpDamage(Bytes bytes) {
    return littleEndian(bytes, 4) + 8 > bytes.size() ? EndsEarly : "";
}

constexpr std::array<std::pair<std::string_view, Format>, 9> Extensions{{{".jpg", Format::Jpeg},
                                                                         {".jpeg", Format::Jpeg},
                                                                         {".png", Format::Png},
                                                                         {".tif", Format::Tiff},
                                                                         {".tiff", Format::Tiff},
                                                                         {".webp", Format::WebP},
                                                                         {".heic", Format::Heif},
                                                                         {".heif", Format::Heif},
                                                                         {".avif", Format::Heif}}};

}  // namespace

std::optional<Format> formatOfContent(Bytes bytes) {
    using namespace std::string_view_literals;
    if (startsWith(bytes, "\xFF\xD8\xFF"sv)) {
        return Format::Jpeg;
    }
    if (startsWith(bytes, "\x89PNG\r\n\x1A\n"sv)) {
        return Format::Png;
    }
    if (startsWith(bytes, "II*\0"sv) || startsWith(bytes, "MM\0*"sv)) {
        return Format::Tiff;
    }
    if (startsWith(bytes, "RIFF"sv) && startsWith(bytes, "WEBP"sv, 8)) {
        return Format::WebP;
    }
    if (startsWith(bytes, "ftyp"sv, 4)) {
        constexpr std::string_view Brands[] = {"heic", "heix", "heim", "heis", "hevc",
                                               "hevx", "mif1", "msf1", "avif", "avis"};
        const auto isBrand = [&](std::string_view brand) { return startsWith(bytes, brand, 8); };
        return std::any_of(std::begin(Brands), std::end(Brands), isBrand) ? std::optional(Format::Heif) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Format> formatOfExtension(const std::string& extension) {
    std::string lower = extension;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto* found =
        std::find_if(Extensions.begin(), Extensions.end(), [&](const auto& entry) { return entry.first == lower; });
    return found == Extensions.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> knownExtensions() {
    std::vector<std::string> all;
    all.reserve(Extensions.size());
    for (const auto& [extension, format] : Extensions) {
        all.emplace_back(extension);
    }
    return all;
}

std::string damageOf(Bytes bytes, Format format) {
    switch (format) {
        case Format::Jpeg:
            return jpegDamage(bytes);
        case Format::Png:
            return pngDamage(bytes);
        case Format::WebP:
            return webpDamage(bytes);
        case Format::Tiff:
        case Format::Heif:
            return "";  // their decoders say so themselves
    }
    return "";
}

std::vector<std::byte> pixelChunks(Bytes png) {
    std::vector<std::byte> result(png.begin(), png.begin() + PngSignature);
    walkPng(png, [&](std::string_view name, Bytes chunk) {
        if (isCritical(name) || name == "tRNS") {
            result.insert(result.end(), chunk.begin(), chunk.end());
        }
    });
    return result;
}

std::vector<std::byte> withNamedProfile(Bytes png) {
    constexpr std::string_view Name = "ICC profile";
    constexpr std::size_t Head = 8;  // length and name
    std::vector<std::byte> result(png.begin(), png.begin() + PngSignature);
    const auto append = [&result](const void* data, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(data);
        result.insert(result.end(), bytes, bytes + size);
    };
    const auto appendNumber = [&append](std::uint32_t number) {
        const std::array<std::uint8_t, 4> bytes{std::uint8_t(number >> 24), std::uint8_t(number >> 16),
                                                std::uint8_t(number >> 8), std::uint8_t(number)};
        append(bytes.data(), bytes.size());
    };
    walkPng(png, [&](std::string_view name, Bytes chunk) {
        const std::size_t length = chunk.size() - PngChunkFrame;
        if (name != "iCCP" || length == 0 || chunk[Head] != std::byte{0}) {
            append(chunk.data(), chunk.size());
            return;
        }
        appendNumber(static_cast<std::uint32_t>(length + Name.size()));
        const std::size_t covered = result.size();
        append(name.data(), name.size());
        append(Name.data(), Name.size());
        append(chunk.data() + Head, length);
        const auto* begin = reinterpret_cast<const Bytef*>(result.data()) + covered;
        appendNumber(
            static_cast<std::uint32_t>(crc32(crc32(0, nullptr, 0), begin, static_cast<uInt>(result.size() - covered))));
    });
    return result;
}

void renameProfileChunk(std::vector<std::byte>& webp) {
    constexpr std::size_t FirstChunk = 12;
    constexpr std::size_t ChunkHead = 8;
    const Bytes bytes(webp);
    if (!startsWith(bytes, "VP8X", FirstChunk)) {
        return;
    }
    const std::size_t second = FirstChunk + ChunkHead + littleEndian(bytes, FirstChunk + 4);
    if (startsWith(bytes, "VP8X", second)) {
        std::memcpy(webp.data() + second, "ICCP", 4);
    }
}

}  // namespace facet::media
