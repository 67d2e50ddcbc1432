// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <cstddef>
#include <cstring>
#include <libheif/heif.h>
#include <string>
#include <vector>

namespace facet::test {

/// A HEIC (HEVC) or AVIF (AV1) of an 8-bit RGB picture, as lossless as the format lets it be; empty where the library
/// has no encoder for it. `exif` begins with the TIFF header.
inline std::vector<std::byte> heifOf(const Image& image, heif_compression_format format, const std::string& exif = "") {
    heif_context* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    std::vector<std::byte> file;
    if (heif_context_get_encoder_for_format(context, format, &encoder).code == heif_error_Ok) {
        heif_encoder_set_lossy_quality(encoder, 95);
        heif_image* picture = nullptr;
        heif_image_create(image.width(), image.height(), heif_colorspace_RGB, heif_chroma_interleaved_RGB, &picture);
        heif_image_add_plane(picture, heif_channel_interleaved, image.width(), image.height(), 24);
        int stride = 0;
        std::uint8_t* plane = heif_image_get_plane(picture, heif_channel_interleaved, &stride);
        for (int y = 0; y < image.height(); ++y) {
            std::memcpy(plane + std::size_t(y) * stride, image.row<std::byte>(y), image.rowBytes());
        }
        heif_image_handle* handle = nullptr;
        heif_context_encode_image(context, picture, encoder, nullptr, &handle);
        if (!exif.empty()) {
            heif_context_add_exif_metadata(context, handle, exif.data(), static_cast<int>(exif.size()));
        }
        heif_writer writer{};
        writer.writer_api_version = 1;
        writer.write = [](heif_context*, const void* data, std::size_t size, void* into) {
            const auto* begin = static_cast<const std::byte*>(data);
            static_cast<std::vector<std::byte>*>(into)->assign(begin, begin + size);
            return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
        };
        heif_context_write(context, &writer, &file);
        heif_image_handle_release(handle);
        heif_image_release(picture);
        heif_encoder_release(encoder);
    }
    heif_context_free(context);
    return file;
}

}  // namespace facet::test
