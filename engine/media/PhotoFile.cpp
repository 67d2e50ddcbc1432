// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PhotoFile.h"

#include "engine/Error.h"
#include "engine/media/Container.h"
#include "engine/media/Metadata.h"
#include "engine/media/OutputFile.h"
#include "engine/media/PixelCodec.h"
#include "engine/media/StoredPicture.h"

#include <algorithm>
#include <fstream>

namespace facet::media {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
    throw Error(ErrorKind::Input, name + why);
}

/// 250000000 → "250,000,000"
std::string grouped(long long number) {
    std::string digits = std::to_string(number);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(at, ",");
    }
    return digits;
}

void checkSize(const Metadata& metadata, const std::string& name) {
    const long long width = metadata.width();
    const long long height = metadata.height();
    if (width <= 0 || height <= 0) {
        refuse(name, " is damaged: it does not say how large the picture is");
    }
    if (height > MaxPixels / width) {
        refuse(name, " is too large: " + grouped(width) + "×" + grouped(height) + " pixels are more than " +
                         grouped(MaxPixels));
    }
}

Format outputFormat(const std::string& extension, const std::string& name) {
    const std::optional<Format> format = formatOfExtension(extension);
    if (!format || format == Format::Heif) {
        throw Error(ErrorKind::Output, name +
                                           (format ? " would be a HEIC or AVIF, which are only read"
                                                   : " has no extension that says how to write it") +
                                           "; use .jpg, .png, .tif or .webp");
    }
    return *format;
}

/// Nothing is asked for that is not in the photo's own file already.
bool isFileItself(const Photo& photo, Format format, const WriteOptions& options) {
    const StoredPicture* stored = photo.metadata ? photo.metadata->stored() : nullptr;
    return stored != nullptr && stored->format() == format && options.recipeJson.empty() && !options.quality &&
           options.keep == KeepMetadata::All && stored->upright() == photo.image;
}

/// The photo's own JPEG with what was edited; none where it is no JPEG or shall be compressed anew.
std::optional<std::vector<std::byte>> editedJpeg(const Photo& photo, Format format, const WriteOptions& options) {
    const StoredPicture* stored = photo.metadata ? photo.metadata->stored() : nullptr;
    return stored != nullptr && format == Format::Jpeg && !options.quality ? stored->jpegWith(photo.image)
                                                                           : std::nullopt;
}

std::vector<std::byte> encodeNew(const Photo& photo, Format format, const WriteOptions& options) {
    const StoredPicture* stored = photo.metadata ? photo.metadata->stored() : nullptr;
    return encodePixels(stored != nullptr ? stored->inOwnColours(photo.image) : photo.image, format,
                        options.quality.value_or(DefaultQuality));
}

std::vector<std::byte> encode(const Photo& photo, Format format, const std::string& name, const WriteOptions& options) {
    if (photo.image.isEmpty()) {
        throw Error(ErrorKind::Output, name + " cannot be written: there is no picture");
    }
    if (options.longEdge > 0 && options.longEdge < std::max(photo.image.width(), photo.image.height())) {
        WriteOptions rest = options;
        rest.longEdge = 0;
        return encode({shrunk(photo.image, options.longEdge), photo.metadata}, format, name, rest);
    }
    try {
        if (isFileItself(photo, format, options)) {
            const Bytes file = photo.metadata->stored()->file();
            return {file.begin(), file.end()};
        }
        if (const auto jpeg = editedJpeg(photo, format, options)) {
            return photo.metadata->embedded(*jpeg, photo.image, /*asStored=*/true, options);
        }
        std::vector<std::byte> file = encodeNew(photo, format, options);
        if (!photo.metadata && options.recipeJson.empty()) {
            return file;
        }
        const Metadata none;
        return (photo.metadata ? *photo.metadata : none).embedded(file, photo.image, /*asStored=*/false, options);
    } catch (const CodecError& error) {
        throw Error(ErrorKind::Output, name + " cannot be written: " + error.what());
    } catch (const Exiv2::Error& error) {
        throw Error(ErrorKind::Output, name + " cannot hold the photo's metadata (" + error.what() +
                                           "); say --keep-metadata none or choose another format");
    }
}

}  // namespace

std::vector<std::byte> readFile(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const std::string name = path.string();
    if (!fs::exists(status)) {
        refuse(name,
               error && error != std::errc::no_such_file_or_directory ? ": " + error.message() : ": no such file");
    }
    if (fs::is_directory(status)) {
        refuse(name, " is a folder; give a picture");
    }
    if (!fs::is_regular_file(status)) {
        refuse(name, " is not a regular file; give a picture");
    }
    std::ifstream file(path, std::ios::binary);
    std::vector<std::byte> bytes(fs::file_size(path, error));
    if (!file || error ||
        !file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
        refuse(name, " cannot be read; check that you may open it");
    }
    return bytes;
}

bool isPictureName(const fs::path& name) {
    return formatOfExtension(name.extension().string()).has_value();
}

std::vector<std::string> pictureExtensions() {
    return knownExtensions();
}

fs::path writableName(const fs::path& name) {
    fs::path result = name;
    return formatOfExtension(name.extension().string()) == Format::Heif ? result.replace_extension(".jpg") : result;
}

Photo readPhoto(std::vector<std::byte> bytes, const std::string& name) {
    if (bytes.empty()) {
        refuse(name, " is empty; give a picture");
    }
    const std::optional<Format> format = formatOfContent(bytes);
    if (!format) {
        refuse(name, " is not a JPEG, PNG, TIFF, WebP, HEIC or AVIF picture; convert it to one of them");
    }
    try {
        auto metadata = std::make_shared<Metadata>(Metadata::read(bytes, *format));
        checkSize(*metadata, name);
        const std::string damage = damageOf(bytes, *format);
        if (!damage.empty()) {
            refuse(name, " is damaged: " + damage);
        }
        // OpenCV turns TIFF by itself, whatever it is asked; libheif does what the container says.
        const bool isTurned = *format == Format::Tiff || *format == Format::Heif;
        auto stored = std::make_shared<const StoredPicture>(
            std::move(bytes), *format, isTurned ? 1 : metadata->orientation(), metadata->profile());
        Image image = stored->upright();
        metadata->keep(std::move(stored));
        return {std::move(image), std::move(metadata)};
    } catch (const CodecError& error) {
        refuse(name, std::string(" is damaged: ") + error.what());
    }
}

Photo readPhoto(std::span<const std::byte> bytes, const std::string& name) {
    return readPhoto(std::vector(bytes.begin(), bytes.end()), name);
}

Photo readPhoto(const fs::path& path) {
    return readPhoto(readFile(path), path.string());
}

std::string recipeOf(const Photo& photo) {
    return photo.metadata ? photo.metadata->recipe() : std::string();
}

std::string modelOf(const Photo& photo) {
    return photo.metadata ? photo.metadata->model() : std::string();
}

void checkWritable(const fs::path& path, bool overwrite) {
    outputFormat(path.extension().string(), path.string());
    const OutputFile trial(path, overwrite);
}

void writePhoto(const Photo& photo, const fs::path& path, const WriteOptions& options) {
    const Format format = outputFormat(path.extension().string(), path.string());
    OutputFile file(path, options.overwrite);
    file.write(encode(photo, format, path.string(), options));
    file.commit();
}

std::vector<std::byte> encodePhoto(const Photo& photo, const std::string& extension, const WriteOptions& options) {
    return encode(photo, outputFormat(extension, "\"" + extension + "\""), "the picture", options);
}

}  // namespace facet::media
