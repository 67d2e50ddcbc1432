// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // jpeglib.h needs it
#include <cstdlib>
#include <jpeglib.h>
#include <ostream>
#include <vector>

namespace facet::test {

/// How a JPEG is made.
struct JpegKind {
    const char* name = "";
    J_COLOR_SPACE space = JCS_YCbCr;  ///< in the file; the pixels are grey, RGB or CMYK with 0 for full ink
    int across = 2;                   ///< pixels of a chroma sample
    int down = 2;
    bool progressive = false;
    int restart = 0;  ///< MCUs
    int quality = 90;
};

inline void PrintTo(const JpegKind& kind, std::ostream* stream) {
    *stream << kind.name;
}

inline std::vector<std::byte> jpegOf(const Image& image, const JpegKind& kind) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = static_cast<JDIMENSION>(image.width());
    info.image_height = static_cast<JDIMENSION>(image.height());
    info.input_components = image.channels();
    info.in_color_space = image.channels() == 1 ? JCS_GRAYSCALE : image.channels() == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, kind.space);
    jpeg_set_quality(&info, kind.quality, TRUE);
    if (kind.space == JCS_YCbCr || kind.space == JCS_YCCK) {
        info.comp_info[0].h_samp_factor = kind.across;
        info.comp_info[0].v_samp_factor = kind.down;
        if (kind.space == JCS_YCCK) {
            info.comp_info[3].h_samp_factor = kind.across;
            info.comp_info[3].v_samp_factor = kind.down;
        }
    }
    if (kind.progressive) {
        jpeg_simple_progression(&info);
    }
    info.restart_interval = static_cast<unsigned>(kind.restart);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < image.height(); ++y) {
        auto* row = const_cast<JSAMPLE*>(image.row<JSAMPLE>(y));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    const auto* begin = reinterpret_cast<const std::byte*>(buffer);
    std::vector<std::byte> file(begin, begin + size);
    jpeg_destroy_compress(&info);
    std::free(buffer);
    return file;
}

/// What a JPEG stores of one component.
struct JpegComponent {
    int across = 1;  ///< pixels that one sample stands for
    int down = 1;
    int columns = 0;  ///< blocks
    int rows = 0;
    std::array<int, DCTSIZE2> steps{};
    std::vector<std::array<JCOEF, DCTSIZE2>> blocks;
};

struct JpegContent {
    J_COLOR_SPACE space = JCS_UNKNOWN;
    bool progressive = false;
    unsigned restart = 0;
    std::vector<JpegComponent> components;
};

inline JpegContent contentOf(const std::vector<std::byte>& file) {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&info, TRUE);
    jvirt_barray_ptr* arrays = jpeg_read_coefficients(&info);
    JpegContent content{info.jpeg_color_space, info.progressive_mode != 0, info.restart_interval, {}};
    for (int c = 0; c < info.num_components; ++c) {
        const jpeg_component_info& from = info.comp_info[c];
        JpegComponent to;
        to.across = info.max_h_samp_factor / from.h_samp_factor;
        to.down = info.max_v_samp_factor / from.v_samp_factor;
        to.columns = static_cast<int>(from.width_in_blocks);
        to.rows = static_cast<int>(from.height_in_blocks);
        std::copy_n(from.quant_table->quantval, DCTSIZE2, to.steps.begin());
        for (int y = 0; y < to.rows; ++y) {
            JBLOCKARRAY row = info.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&info), arrays[c],
                                                           static_cast<JDIMENSION>(y), 1, FALSE);
            for (int x = 0; x < to.columns; ++x) {
                std::copy_n(row[0][x], DCTSIZE2, to.blocks.emplace_back().begin());
            }
        }
        content.components.push_back(std::move(to));
    }
    jpeg_destroy_decompress(&info);
    return content;
}

}  // namespace facet::test
