// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/JpegFile.h"

#include "engine/media/PhotoFile.h"
#include "engine/media/PixelCodec.h"

#include <algorithm>
#include <cstring>

namespace facet::media {

namespace {

JpegErrors& errorsOf(j_common_ptr info) {
    return *reinterpret_cast<JpegErrors*>(info->err);
}

void jumpOut(j_common_ptr info) {
    JpegErrors& errors = errorsOf(info);
    info->err->format_message(info, errors.message);
    std::longjmp(errors.jump, 1);
}

void beSilent(j_common_ptr, int) {}

/// A progressive file of few bytes can hold thousands of scans over the whole picture.
void limitScans(j_common_ptr info) {
    constexpr int Most = 200;
    if (info->is_decompressor != 0 && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > Most) {
        std::strcpy(errorsOf(info).message, "it has too many scans");
        std::longjmp(errorsOf(info).jump, 1);
    }
}

J_COLOR_SPACE decodedSpace(const jpeg_decompress_struct& info) {
    switch (info.jpeg_color_space) {
        case JCS_GRAYSCALE:
            return JCS_GRAYSCALE;
        case JCS_YCbCr:
        case JCS_RGB:
            return JCS_RGB;
        case JCS_CMYK:
        case JCS_YCCK:
            return JCS_CMYK;
        default:
            throw CodecError("its colours are of a kind that is not supported");
    }
}

int channelsOf(J_COLOR_SPACE space) {
    return space == JCS_GRAYSCALE ? 1 : space == JCS_RGB ? 3 : 4;
}

/// CMYK as Adobe's programs write it: 0 is full ink. Others mean paper by 0.
bool isInverted(const jpeg_decompress_struct& info) {
    return info.saw_Adobe_marker != 0;
}

void invert(Image& image) {
    std::for_each(image.data(), image.data() + image.byteCount(), [](std::byte& sample) { sample = ~sample; });
}

}  // namespace

JpegErrors::JpegErrors() {
    jpeg_std_error(&manager);
    manager.error_exit = jumpOut;
    manager.emit_message = beSilent;
    manager.output_message = [](j_common_ptr) {};
}

void JpegErrors::fail() const {
    throw CodecError(message);
}

JpegDecompressor::JpegDecompressor(Bytes file) {
    m_info.err = &m_errors.manager;
    m_progress.progress_monitor = limitScans;
    try {
        m_errors.guarded([&] {
            jpeg_create_decompress(&m_info);
            m_info.progress = &m_progress;
            jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
            jpeg_read_header(&m_info, TRUE);
        });
        if (m_info.image_height > MaxPixels / m_info.image_width) {
            throw CodecError("it claims more pixels than a photo has");
        }
    } catch (const CodecError&) {
        jpeg_destroy_decompress(&m_info);
        throw;
    }
}

JpegDecompressor::~JpegDecompressor() {
    jpeg_destroy_decompress(&m_info);
}

JpegShape jpegShape(Bytes file) {
    JpegDecompressor decompressor(file);
    const jpeg_decompress_struct& info = decompressor.info();
    return {static_cast<int>(info.image_width), static_cast<int>(info.image_height), channelsOf(decodedSpace(info))};
}

void readJpegStrips(Bytes file, const std::function<void(const Image& strip, int y)>& visit) {
    constexpr int StripRows = 256;
    JpegDecompressor decompressor(file);
    jpeg_decompress_struct& info = decompressor.info();
    info.out_color_space = decodedSpace(info);
    decompressor.errors().guarded([&] { jpeg_start_decompress(&info); });
    const int width = static_cast<int>(info.output_width);
    const int height = static_cast<int>(info.output_height);
    for (int y = 0; y < height; y += StripRows) {
        Image strip(width, std::min(StripRows, height - y), channelsOf(info.out_color_space));
        decompressor.errors().guarded([&] {
            for (int row = 0; row < strip.height(); ++row) {
                auto* samples = strip.row<JSAMPLE>(row);
                jpeg_read_scanlines(&info, &samples, 1);
            }
        });
        if (info.out_color_space == JCS_CMYK && !isInverted(info)) {
            invert(strip);
        }
        visit(strip, y);
    }
}

}  // namespace facet::media
