// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace facet::media {

using Bytes = std::span<const std::byte>;

/// The file formats that photos come in and go out as.
enum class Format { Jpeg, Png, Tiff, WebP, Heif };  // the last only comes in

/// By the first bytes, whatever the name says.
std::optional<Format> formatOfContent(Bytes bytes);

/// By a name's extension (".jpg", in any case).
std::optional<Format> formatOfExtension(const std::string& extension);
/// All that formatOfExtension() knows, as ".jpg".
std::vector<std::string> knownExtensions();

/// Bytes of a PNG before its first chunk, and of a chunk around its data: length, name and checksum.
constexpr std::size_t PngSignature = 8;
constexpr std::size_t PngChunkFrame = 12;

/// What is wrong with the container, as the end of a sentence; empty where nothing is. Decoders return half a
/// picture for a file that was cut off, so this is looked at before decoding.
std::string damageOf(Bytes bytes, Format format);

/// A PNG with nothing but the chunks that make up the pixels, which a decoder reads without complaints about the
/// others on standard error. The PNG must be undamaged.
std::vector<std::byte> pixelChunks(Bytes png);

/// exiv2 0.27 gives a PNG's colour profile an empty name, for which libpng ignores it: the same file with a name.
std::vector<std::byte> withNamedProfile(Bytes png);

/// exiv2 0.27 names a WebP's colour profile VP8X, as the chunk before it, where the file had no metadata at first:
/// gives the chunk its right name, ICCP.
void renameProfileChunk(std::vector<std::byte>& webp);

}  // namespace facet::media
