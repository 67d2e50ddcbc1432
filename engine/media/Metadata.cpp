// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/Metadata.h"

#include "engine/media/HeifFile.h"
#include "engine/media/PixelCodec.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>

namespace facet::media {
namespace {

constexpr const char* Namespace = "urn:facet-editor:xmp:1.0/";
constexpr const char* RecipeKey = "Xmp.facet.Recipe";
constexpr const char* ModelKey = "Xmp.facet.Model";
constexpr const char* SourceTypeKey = "Xmp.iptcExt.DigitalSourceType";
/// IPTC's term for a photo parts of which come from a trained model.
constexpr const char* SourceType =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

/// Tags that describe how a file stores its pixels (TIFF 6.0 and its supplements): the new file has its own.
constexpr std::uint16_t StorageTags[] = {
    0x00FE, 0x00FF, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x0108, 0x0109, 0x010A, 0x0111, 0x0115, 0x0116,
    0x0117, 0x0118, 0x0119, 0x011C, 0x0120, 0x0121, 0x0122, 0x0123, 0x013D, 0x0140, 0x0141, 0x0142, 0x0143, 0x0144,
    0x0145, 0x014A, 0x014C, 0x0152, 0x0153, 0x0154, 0x0155, 0x015B, 0x0200, 0x0201, 0x0202, 0x0203, 0x0205, 0x0206,
    0x0207, 0x0208, 0x0209, 0x0211, 0x0212, 0x0213, 0x0214, 0x02BC, 0x83BB, 0x8649, 0x8769, 0x8773, 0x8825};

/// exiv2's table of XMP namespaces is filled while files are read, and read without a lock by other threads (seen: a
/// recipe that was not found). So one thread at a time is in the library, for the milliseconds that a file takes.
[[nodiscard]] std::unique_lock<std::mutex> enterLibrary() {
    static std::mutex library;
    static std::once_flag started;
    std::unique_lock lock(library);
    std::call_once(started, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize();
        Exiv2::XmpProperties::registerNs(Namespace, "facet");
    });
    return lock;
}

bool mentionsGps(std::string key) {
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::tolower(c); });
    return key.find("gps") != std::string::npos;
}

bool describesStorage(const Exiv2::Exifdatum& datum) {
    const std::string group = datum.groupName();
    if (group == "Image") {
        return std::find(std::begin(StorageTags), std::end(StorageTags), datum.tag()) != std::end(StorageTags);
    }
    return group.starts_with("SubImage") || group == "Thumbnail" || group == "SubThumb1" || group == "Image2" ||
           group == "Image3";
}

bool describesStorage(const std::string& xmpKey) {
    constexpr std::string_view Stale[] = {"Xmp.tiff.ImageWidth",      "Xmp.tiff.ImageLength",
                                          "Xmp.exif.PixelXDimension", "Xmp.exif.PixelYDimension",
                                          "Xmp.tiff.BitsPerSample",   "Xmp.xmp.Thumbnails"};
    return std::any_of(std::begin(Stale), std::end(Stale), [&](std::string_view s) { return xmpKey.starts_with(s); });
}

void setIfPresent(Exiv2::ExifData& exif, const char* key, std::uint32_t value) {
    if (exif.findKey(Exiv2::ExifKey(key)) != exif.end()) {
        exif[key] = value;
    }
}

/// A small JPEG of the upright picture, turned as the file stores it.
std::vector<std::byte> thumbnailOf(const Image& image, int orientation) {
    constexpr int Side = 160;
    constexpr int Quality = 85;
    return encodePixels(turnedBack(toRgb8(shrunk(image, Side)), orientation), Format::Jpeg, Quality);
}

std::vector<std::byte> contentOf(Exiv2::Image& image) {
    Exiv2::BasicIo& io = image.io();
    io.open();
    Exiv2::DataBuf data = io.read(static_cast<long>(io.size()));
    const auto* begin = reinterpret_cast<const std::byte*>(data.pData_);
    return {begin, begin + data.size_};
}

auto openImage(Bytes file) {
    return Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
}

}  // namespace

Metadata Metadata::read(Bytes file, Format format) {
    const auto inLibrary = enterLibrary();
    Metadata result;
    if (format == Format::Heif) {
        result.readHeif(file);
        return result;
    }
    try {
        const auto image = openImage(file);
        try {
            image->readMetadata();
        } catch (const Exiv2::Error&) {
            // What was read before the damage counts; the header's size above all.
        }
        result.m_width = image->pixelWidth();
        result.m_height = image->pixelHeight();
        result.m_exif = image->exifData();
        result.m_iptc = image->iptcData();
        result.m_xmp = image->xmpData();
        result.m_comment = image->comment();
        if (image->iccProfileDefined()) {
            const Exiv2::DataBuf* profile = image->iccProfile();
            result.m_profile.assign(profile->pData_, profile->pData_ + profile->size_);
        }
    } catch (const Exiv2::Error&) {
        return {};
    }
    return result;
}

/// exiv2 reads the format only where it was built for it, so the library that decodes it gives the blocks.
void Metadata::readHeif(Bytes file) {
    const HeifHeader header = readHeifHeader(file);
    m_width = header.width;
    m_height = header.height;
    const auto* icc = reinterpret_cast<const Exiv2::byte*>(header.icc.data());
    m_profile.assign(icc, icc + header.icc.size());
    try {
        Exiv2::ExifParser::decode(m_exif, reinterpret_cast<const Exiv2::byte*>(header.exif.data()),
                                  static_cast<uint32_t>(header.exif.size()));
        Exiv2::XmpParser::decode(m_xmp, {reinterpret_cast<const char*>(header.xmp.data()), header.xmp.size()});
    } catch (const Exiv2::Error&) {
        // As where the file has none.
    }
}

int Metadata::orientation() const {
    const auto inLibrary = enterLibrary();
    const auto found = m_exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    const long value = found != m_exif.end() && found->count() > 0 ? found->toLong() : 1;
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

std::string Metadata::entry(const char* xmpKey) const {
    const auto inLibrary = enterLibrary();
    const auto found = m_xmp.findKey(Exiv2::XmpKey(xmpKey));
    return found == m_xmp.end() ? std::string() : found->toString();
}

std::string Metadata::recipe() const {
    return entry(RecipeKey);
}

std::string Metadata::model() const {
    return entry(ModelKey);
}

void Metadata::copyExif(Exiv2::Image& target, const Image& image, bool asStored, KeepMetadata keep) const {
    Exiv2::ExifData& exif = target.exifData();
    for (const Exiv2::Exifdatum& datum : m_exif) {
        const bool isPlace = datum.groupName() == "GPSInfo";
        if (!describesStorage(datum) && !(isPlace && keep == KeepMetadata::NoGps)) {
            exif.add(datum);
        }
    }
    if (!asStored) {
        if (exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation")) != exif.end()) {
            exif["Exif.Image.Orientation"] = std::uint16_t{1};
        }
        setIfPresent(exif, "Exif.Photo.PixelXDimension", static_cast<std::uint32_t>(image.width()));
        setIfPresent(exif, "Exif.Photo.PixelYDimension", static_cast<std::uint32_t>(image.height()));
    }
    // In a TIFF it would be a second page.
    if (target.mimeType() != "image/tiff" && *Exiv2::ExifThumbC(m_exif).mimeType() != 0) {
        const auto thumbnail = thumbnailOf(image, asStored ? m_stored->orientation() : 1);
        Exiv2::ExifThumb(exif).setJpegThumbnail(reinterpret_cast<const Exiv2::byte*>(thumbnail.data()),
                                                static_cast<long>(thumbnail.size()));
    }
}

void Metadata::copyXmp(Exiv2::Image& target, bool asStored, KeepMetadata keep) const {
    Exiv2::XmpData& xmp = target.xmpData();
    for (const Exiv2::Xmpdatum& datum : m_xmp) {
        const std::string key = datum.key();
        if (!describesStorage(key) && !(keep == KeepMetadata::NoGps && mentionsGps(key))) {
            xmp.add(datum);
        }
    }
    if (!asStored && xmp.findKey(Exiv2::XmpKey("Xmp.tiff.Orientation")) != xmp.end()) {
        xmp["Xmp.tiff.Orientation"] = "1";
    }
}

/// A profile of another colour model (a CMYK photo was converted when it was read) would make a wrong picture.
bool Metadata::profileFits(const Image& image) const {
    constexpr std::size_t ColourModel = 16;
    if (m_profile.size() < 128) {
        return false;
    }
    return std::memcmp(m_profile.data() + ColourModel, image.colourChannels() == 3 ? "RGB " : "GRAY", 4) == 0;
}

std::vector<std::byte> Metadata::embedded(const std::vector<std::byte>& file, const Image& image, bool asStored,
                                          const WriteOptions& options) const {
    const auto inLibrary = enterLibrary();
    const auto target = openImage(file);
    target->readMetadata();
    if (options.keep != KeepMetadata::None) {
        copyExif(*target, image, asStored, options.keep);
        copyXmp(*target, asStored, options.keep);
        target->setIptcData(m_iptc);
        if ((target->checkMode(Exiv2::mdComment) & Exiv2::amWrite) != 0) {
            target->setComment(m_comment);
        }
    } else if (asStored && m_stored->orientation() != 1) {  // without it the picture would lie on its side
        target->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(m_stored->orientation());
    }
    if (asStored ? !m_profile.empty() : profileFits(image)) {
        Exiv2::DataBuf profile(m_profile.data(), static_cast<long>(m_profile.size()));
        target->setIccProfile(profile);
    }
    if (!options.recipeJson.empty()) {
        target->xmpData()[SourceTypeKey] = SourceType;
        target->xmpData()[RecipeKey] = options.recipeJson;
        if (!options.modelHash.empty()) {
            target->xmpData()[ModelKey] = options.modelHash;
        }
    }
    target->writeMetadata();
    std::vector<std::byte> result = contentOf(*target);
    if (target->mimeType() == "image/png") {
        return withNamedProfile(result);
    }
    if (formatOfContent(result) == Format::WebP) {
        renameProfileChunk(result);
    }
    return result;
}

}  // namespace facet::media
