// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/HeifFile.h"

#include "engine/media/PixelCodec.h"

#ifdef FACET_HAS_HEIF

#include <cstring>
#include <libheif/heif.h>
#include <memory>
#include <string>

namespace facet::media {

namespace {

template <class T, void (*Free)(const T*)>
struct Freer {
    void operator()(const T* object) const { Free(object); }
};

/// libheif's own messages are for programmers, and several lines.
void check(const heif_error& error) {
    if (error.code == heif_error_Unsupported_feature || error.code == heif_error_Unsupported_filetype) {
        throw CodecError("its kind of HEIC or AVIF is not supported; save it as JPEG or PNG");
    }
    if (error.code != heif_error_Ok) {
        throw CodecError("its picture cannot be read");
    }
}

/// The file with its primary picture, not yet decoded.
class HeifPicture {
 public:
    explicit HeifPicture(Bytes file) : m_context(heif_context_alloc()) {
        check(heif_context_read_from_memory_without_copy(m_context.get(), file.data(), file.size(), nullptr));
        heif_image_handle* handle = nullptr;
        check(heif_context_get_primary_image_handle(m_context.get(), &handle));
        m_handle.reset(handle);
    }

    const heif_image_handle* handle() const { return m_handle.get(); }

    /// The first metadata of a type: "Exif", or "mime" with XMP's content type.
    std::vector<std::byte> metadata(const char* type, const std::string& contentType) const {
        const int count = heif_image_handle_get_number_of_metadata_blocks(handle(), type);
        std::vector<heif_item_id> ids(static_cast<std::size_t>(count));
        heif_image_handle_get_list_of_metadata_block_IDs(handle(), type, ids.data(), count);
        for (const heif_item_id id : ids) {
            if (!contentType.empty() && heif_image_handle_get_metadata_content_type(handle(), id) != contentType) {
                continue;
            }
            std::vector<std::byte> bytes(heif_image_handle_get_metadata_size(handle(), id));
            check(heif_image_handle_get_metadata(handle(), id, bytes.data()));
            return bytes;
        }
        return {};
    }

    std::vector<std::byte> profile() const {
        std::vector<std::byte> bytes(heif_image_handle_get_raw_color_profile_size(handle()));
        if (!bytes.empty()) {
            check(heif_image_handle_get_raw_color_profile(handle(), bytes.data()));
        }
        return bytes;
    }

 private:
    struct FreeContext {
        void operator()(heif_context* context) const { heif_context_free(context); }
    };
    std::unique_ptr<heif_context, FreeContext> m_context;
    std::unique_ptr<const heif_image_handle, Freer<heif_image_handle, heif_image_handle_release>> m_handle;
};

/// HEIF puts the distance to the TIFF header in front, as four bytes.
std::vector<std::byte> withoutOffset(std::vector<std::byte> exif) {
    if (exif.size() < 4) {
        return {};
    }
    std::size_t offset = 0;
    for (int i = 0; i < 4; ++i) {
        offset = offset << 8 | std::to_integer<std::size_t>(exif[i]);
    }
    if (offset > exif.size() - 4) {
        return {};
    }
    exif.erase(exif.begin(), exif.begin() + 4 + static_cast<std::ptrdiff_t>(offset));
    return exif;
}

/// n bits spread over 16, so that white stays white.
void widen(Image& image, int bits) {
    for (int y = 0; y < image.height(); ++y) {
        auto* samples = image.row<std::uint16_t>(y);
        for (int i = 0; i < image.width() * image.channels(); ++i) {
            samples[i] = static_cast<std::uint16_t>(samples[i] << (16 - bits) | samples[i] >> (2 * bits - 16));
        }
    }
}

}  // namespace

HeifHeader readHeifHeader(Bytes file) {
    const HeifPicture picture(file);
    return {heif_image_handle_get_width(picture.handle()), heif_image_handle_get_height(picture.handle()),
            withoutOffset(picture.metadata("Exif", "")), picture.metadata("mime", "application/rdf+xml"),
            picture.profile()};
}

Image decodeHeif(Bytes file) {
    const HeifPicture picture(file);
    const bool alpha = heif_image_handle_has_alpha_channel(picture.handle()) != 0;
    const bool wide = heif_image_handle_get_luma_bits_per_pixel(picture.handle()) > 8;
    const heif_chroma chroma = wide ? (alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE)
                                    : (alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB);
    heif_image* decoded = nullptr;
    check(heif_decode_image(picture.handle(), &decoded, heif_colorspace_RGB, chroma, nullptr));
    const std::unique_ptr<const heif_image, Freer<heif_image, heif_image_release>> owner(decoded);
    int stride = 0;
    const std::uint8_t* plane = heif_image_get_plane_readonly(decoded, heif_channel_interleaved, &stride);
    const int width = heif_image_get_primary_width(decoded);
    const int height = heif_image_get_primary_height(decoded);
    if (plane == nullptr || width <= 0 || height <= 0) {
        throw CodecError("its pixels cannot be decoded");
    }
    Image image(width, height, alpha ? 4 : 3, wide ? Image::Depth::U16 : Image::Depth::U8);
    for (int y = 0; y < height; ++y) {
        std::memcpy(image.row<std::byte>(y), plane + std::size_t(y) * stride, image.rowBytes());
    }
    const int bits = heif_image_get_bits_per_pixel_range(decoded, heif_channel_interleaved);
    if (wide && bits > 8 && bits < 16) {
        widen(image, bits);
    }
    return image;
}

}  // namespace facet::media

#else

namespace facet::media {

namespace {

[[noreturn]] void refuse() {
    throw CodecError("this Facet was built without libheif, which reads HEIC and AVIF; save it as JPEG or PNG");
}

}  // namespace

HeifHeader readHeifHeader(Bytes) {
    refuse();
}

Image decodeHeif(Bytes) {
    refuse();
}

}  // namespace facet::media

#endif
