// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/JpegEdit.h"

#include "engine/media/JpegFile.h"
#include "engine/media/PixelCodec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace facet::media {

namespace {

using Block = std::array<float, DCTSIZE2>;

/// basis[u][x] of the orthonormal cosine transform of 8 samples, which is JPEG's.
const std::array<std::array<float, DCTSIZE>, DCTSIZE>& cosines() {
    static const auto table = [] {
        std::array<std::array<float, DCTSIZE>, DCTSIZE> basis{};
        for (int u = 0; u < DCTSIZE; ++u) {
            for (int x = 0; x < DCTSIZE; ++x) {
                basis[u][x] =
                    static_cast<float>((u == 0 ? std::sqrt(0.125) : 0.5) * std::cos((2 * x + 1) * u * CV_PI / 16));
            }
        }
        return basis;
    }();
    return table;
}

Block transformed(const Block& samples) {
    const auto& basis = cosines();
    Block rows{};
    Block result{};
    for (int y = 0; y < DCTSIZE; ++y) {
        for (int u = 0; u < DCTSIZE; ++u) {
            for (int x = 0; x < DCTSIZE; ++x) {
                rows[y * DCTSIZE + u] += basis[u][x] * samples[y * DCTSIZE + x];
            }
        }
    }
    for (int v = 0; v < DCTSIZE; ++v) {
        for (int y = 0; y < DCTSIZE; ++y) {
            for (int u = 0; u < DCTSIZE; ++u) {
                result[v * DCTSIZE + u] += basis[v][y] * rows[y * DCTSIZE + u];
            }
        }
    }
    return result;
}

/// How much of each channel's difference a component takes (ITU-T T.871; YCCK is the same of the inverted inks).
std::array<float, 4> weights(J_COLOR_SPACE space, int component) {
    constexpr std::array<std::array<float, 4>, 3> LumaChroma{
        {{0.299F, 0.587F, 0.114F, 0}, {-0.168736F, -0.331264F, 0.5F, 0}, {0.5F, -0.418688F, -0.081312F, 0}}};
    std::array<float, 4> result{};
    if (component < 3 && (space == JCS_YCbCr || space == JCS_YCCK)) {
        result = LumaChroma[component];
        for (float& weight : result) {
            weight *= space == JCS_YCCK ? -1.0F : 1.0F;
        }
    } else {
        result[component] = 1;
    }
    return result;
}

/// One component of a JPEG whose coefficients are in memory.
class Component {
 public:
    Component(jpeg_decompress_struct& info, int index)
        : m_info(info.comp_info[index]),
          m_boxWidth(info.max_h_samp_factor / m_info.h_samp_factor),
          m_boxHeight(info.max_v_samp_factor / m_info.v_samp_factor),
          m_lastX(static_cast<int>(info.image_width) - 1),
          m_lastY(static_cast<int>(info.image_height) - 1),
          m_weights(weights(info.jpeg_color_space, index)) {}

    /// The blocks that the part reaches, in blocks.
    PixelRect blocksOf(const PixelRect& part) const {
        const int width = DCTSIZE * m_boxWidth;
        const int height = DCTSIZE * m_boxHeight;
        const int left = part.x / width;
        const int top = part.y / height;
        return intersection(
            {left, top, (part.x + part.width - 1) / width + 1 - left, (part.y + part.height - 1) / height + 1 - top},
            {0, 0, static_cast<int>(m_info.width_in_blocks), static_cast<int>(m_info.height_in_blocks)});
    }

    void add(const SampleChange& change, int blockX, int blockY, JCOEF* coefficients) const {
        Block samples{};
        bool changed = false;
        for (int i = 0; i < DCTSIZE2; ++i) {
            samples[i] = mean(change, (blockX * DCTSIZE + i % DCTSIZE) * m_boxWidth,
                              (blockY * DCTSIZE + i / DCTSIZE) * m_boxHeight);
            changed = changed || samples[i] != 0;
        }
        if (!changed) {
            return;
        }
        const Block difference = transformed(samples);
        for (int i = 0; i < DCTSIZE2; ++i) {
            const int step = std::max<int>(1, m_info.quant_table->quantval[i]);
            const int most = 1023 / step + (i == 0 ? 1 : 0);  // what 8-bit samples can come to
            const int own = coefficients[i];
            const int sum = own + static_cast<int>(std::lround(difference[i] / static_cast<float>(step)));
            // Never pulls in what the file itself has further out.
            coefficients[i] = static_cast<JCOEF>(std::clamp(sum, std::min(own, -most), std::max(own, most)));
        }
    }

 private:
    /// Of the pixels that one sample of the component stands for; beyond the picture its border goes on.
    float mean(const SampleChange& change, int x0, int y0) const {
        const PixelRect& part = change.part;
        float sum = 0;
        for (int y = y0; y < y0 + m_boxHeight; ++y) {
            const int row = std::min(y, m_lastY) - part.y;
            for (int x = x0; x < x0 + m_boxWidth; ++x) {
                const int column = std::min(x, m_lastX) - part.x;
                if (row >= 0 && row < part.height && column >= 0 && column < part.width) {
                    sum += weighted(change.difference, row, column);
                }
            }
        }
        return sum / static_cast<float>(m_boxWidth * m_boxHeight);
    }

    float weighted(const cv::Mat& difference, int row, int column) const {
        const int channels = difference.channels();
        const auto* pixel = difference.ptr<std::int16_t>(row) + std::size_t(column) * channels;
        float sum = 0;
        for (int c = 0; c < channels; ++c) {
            sum += m_weights[c] * static_cast<float>(pixel[c]);
        }
        return sum;
    }

    const jpeg_component_info& m_info;
    int m_boxWidth;  // pixels that a sample stands for
    int m_boxHeight;
    int m_lastX;
    int m_lastY;
    std::array<float, 4> m_weights;
};

bool hasWholeRatios(const jpeg_decompress_struct& info) {
    return std::all_of(info.comp_info, info.comp_info + info.num_components, [&](const jpeg_component_info& component) {
        return info.max_h_samp_factor % component.h_samp_factor == 0 &&
               info.max_v_samp_factor % component.v_samp_factor == 0;
    });
}

void changeCoefficients(JpegDecompressor& source, jvirt_barray_ptr* arrays, const SampleChange& change) {
    jpeg_decompress_struct& info = source.info();
    for (int c = 0; c < info.num_components; ++c) {
        const Component component(info, c);
        const PixelRect blocks = component.blocksOf(change.part);
        for (int y = blocks.y; y < blocks.y + blocks.height; ++y) {
            JBLOCKARRAY row = nullptr;
            source.errors().guarded([&] {
                row = info.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&info), arrays[c], y, 1, TRUE);
            });
            for (int x = blocks.x; x < blocks.x + blocks.width; ++x) {
                component.add(change, x, y, row[0][x]);
            }
        }
    }
}

/// libjpeg's writer with the memory that it writes to.
class Compressor {
 public:
    Compressor() {
        m_info.err = &m_errors.manager;
        m_errors.guarded([this] {
            jpeg_create_compress(&m_info);
            jpeg_mem_dest(&m_info, &m_buffer, &m_size);
        });
    }
    ~Compressor() {
        jpeg_destroy_compress(&m_info);
        std::free(m_buffer);
    }
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    std::vector<std::byte> write(jpeg_decompress_struct& source, jvirt_barray_ptr* arrays) {
        m_errors.guarded([&] {
            jpeg_copy_critical_parameters(&source, &m_info);
            m_info.optimize_coding = TRUE;  // the file's own codes need not have what the changed blocks hold
            m_info.arith_code = source.arith_code;
            m_info.restart_interval = source.restart_interval;
            m_info.write_JFIF_header = source.saw_JFIF_marker;
            m_info.write_Adobe_marker = source.saw_Adobe_marker;
            if (source.progressive_mode != 0) {
                jpeg_simple_progression(&m_info);
            }
            jpeg_write_coefficients(&m_info, arrays);
            jpeg_finish_compress(&m_info);
        });
        const auto* begin = reinterpret_cast<const std::byte*>(m_buffer);
        return {begin, begin + m_size};
    }

 private:
    JpegErrors m_errors;
    jpeg_compress_struct m_info{};
    unsigned char* m_buffer = nullptr;
    unsigned long m_size = 0;
};

}  // namespace

std::optional<std::vector<std::byte>> jpegWithChange(Bytes file, const SampleChange& change) {
    JpegDecompressor source(file);
    if (!hasWholeRatios(source.info())) {
        return std::nullopt;
    }
    jvirt_barray_ptr* arrays = nullptr;
    source.errors().guarded([&] { arrays = jpeg_read_coefficients(&source.info()); });
    if (!change.part.isEmpty()) {
        changeCoefficients(source, arrays, change);
    }
    return Compressor().write(source.info(), arrays);
}

}  // namespace facet::media
