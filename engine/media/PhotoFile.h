// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace facet::media {

/// EXIF, XMP, IPTC and the colour profile of a file, carried from the photo that was read to the one that is written.
class Metadata;

/// A picture with what its file said about it. Whatever the file holds, the pixels are upright and sRGB (grey: with
/// sRGB's tones): the EXIF orientation and the colour profile have been applied, and are gone back on when it is
/// written.
struct Photo {
    Image image;                               ///< grey, grey+alpha, RGB or RGBA; 8 or 16 bit
    std::shared_ptr<const Metadata> metadata;  ///< null for pictures without a file
};

/// Of EXIF, IPTC and XMP. The colour profile always stays: the pixels mean nothing without it.
enum class KeepMetadata { All, NoGps, None };

inline constexpr int DefaultQuality = 95;

struct WriteOptions {
    bool overwrite = false;
    /// JPEG and WebP, 1 … 100. None: a JPEG that came from a JPEG keeps its own tables, and every block that was not
    /// edited its coefficients; whatever else is new gets DefaultQuality.
    std::optional<int> quality{};
    KeepMetadata keep = KeepMetadata::All;
    int longEdge = 0;  ///< in pixels: a picture whose longer side is longer is made smaller; 0: none is
    /// Marks the picture as edited with a trained model (Xmp.iptcExt.DigitalSourceType) and stores this recipe in XMP.
    std::string recipeJson{};  ///< empty: not marked
    std::string modelHash{};   ///< stored beside the recipe
};

/// Pictures with more pixels than this are refused with a sentence that names both figures.
inline constexpr long long MaxPixels = 250'000'000;

/// The bytes of a file. Throws Error(Input): missing, a folder, no regular file, not readable.
std::vector<std::byte> readFile(const std::filesystem::path& path);

/// True where the name's extension is one of a picture that readPhoto() may know.
bool isPictureName(const std::filesystem::path& name);
/// Those extensions, as ".jpg".
std::vector<std::string> pictureExtensions();

/// The name with an extension that can be written: .jpg for a format that only comes in.
std::filesystem::path writableName(const std::filesystem::path& name);

/// Reads JPEG, PNG, TIFF, WebP, and where Facet was built with libheif HEIC and AVIF, by their content, whatever the
/// name says. Throws Error(Input) with one sentence: missing, a folder, empty, not a picture, damaged, too large.
Photo readPhoto(const std::filesystem::path& path);
/// The same from memory; `name` is used in messages.
Photo readPhoto(std::span<const std::byte> bytes, const std::string& name);
Photo readPhoto(std::vector<std::byte> bytes, const std::string& name);

/// The recipe that an earlier edit stored in the file; empty where there is none.
std::string recipeOf(const Photo& photo);
/// The hash of the model that it was made with; empty where there is none.
std::string modelOf(const Photo& photo);

/// Throws Error(Output) where the file could not be written: exists without `overwrite`, unknown extension, no
/// such folder, read-only. Meant to be called before long work.
void checkWritable(const std::filesystem::path& path, bool overwrite);

/// Writes in the format of the extension (.jpg .jpeg .png .tif .tiff .webp), beside the target and then renamed, so
/// that an interrupted or failed write leaves what was there. A photo that is as it was read, with nothing else asked
/// for, gives the file that it came from, byte for byte. Throws Error(Output).
void writePhoto(const Photo& photo, const std::filesystem::path& path, const WriteOptions& options = {});

/// The same into memory; `extension` as in ".png".
std::vector<std::byte> encodePhoto(const Photo& photo, const std::string& extension, const WriteOptions& options = {});

}  // namespace facet::media
