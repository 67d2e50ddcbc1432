// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FilmReader.h"

#include <cmath>
#include <memory>
#include <stdexcept>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace facet::test {
namespace {

void require(bool holds, const char* what) {
    if (!holds) {
        throw std::runtime_error(what);
    }
}

std::string textOf(const char* text) {
    return text == nullptr ? "" : text;
}

Image toRgb(const AVFrame& frame) {
    SwsContext* scaler = sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format),
                                        frame.width, frame.height, AV_PIX_FMT_RGB24,
                                        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr);
    require(scaler != nullptr, "no conversion to RGB");
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(scaler, bt709, frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0, bt709, 1, 0, 1 << 16,
                             1 << 16);
    Image image(frame.width, frame.height, 3);
    std::uint8_t* planes[] = {image.row<std::uint8_t>(0)};
    const int strides[] = {static_cast<int>(image.rowBytes())};
    sws_scale(scaler, frame.data, frame.linesize, 0, frame.height, planes, strides);
    sws_freeContext(scaler);
    return image;
}

class Reader {
 public:
    explicit Reader(const std::filesystem::path& path) {
        require(avformat_open_input(&m_format, ("file:" + path.string()).c_str(), nullptr, nullptr) == 0, "not a film");
        require(avformat_find_stream_info(m_format, nullptr) >= 0 && m_format->nb_streams == 1, "not one stream");
        const AVCodec* codec = avcodec_find_decoder(stream().codecpar->codec_id);
        require(codec != nullptr, "no decoder");
        m_decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(m_decoder, stream().codecpar);
        require(avcodec_open2(m_decoder, codec, nullptr) == 0, "the decoder does not open");
    }
    ~Reader() {
        avcodec_free_context(&m_decoder);
        avformat_close_input(&m_format);
        av_frame_free(&m_frame);
        av_packet_free(&m_packet);
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    ReadFilm read() {
        const AVCodecParameters& parameters = *stream().codecpar;
        m_film.codec = avcodec_get_name(parameters.codec_id);
        m_film.profile = textOf(avcodec_profile_name(parameters.codec_id, parameters.profile));
        m_film.pixels = textOf(av_get_pix_fmt_name(static_cast<AVPixelFormat>(parameters.format)));
        m_film.matrix = textOf(av_color_space_name(parameters.color_space));
        m_film.transfer = textOf(av_color_transfer_name(parameters.color_trc));
        m_film.primaries = textOf(av_color_primaries_name(parameters.color_primaries));
        m_film.range = textOf(av_color_range_name(parameters.color_range));
        m_film.comment = entry("comment");
        m_film.description = entry("description");
        while (av_read_frame(m_format, m_packet) >= 0) {
            decode(m_packet);
            av_packet_unref(m_packet);
        }
        decode(nullptr);
        return std::move(m_film);
    }

 private:
    AVStream& stream() const { return *m_format->streams[0]; }

    std::string entry(const char* key) const {
        const AVDictionaryEntry* found = av_dict_get(m_format->metadata, key, nullptr, 0);
        return found == nullptr ? "" : found->value;
    }

    void decode(const AVPacket* packet) {
        require(avcodec_send_packet(m_decoder, packet) >= 0, "a packet is damaged");
        while (avcodec_receive_frame(m_decoder, m_frame) >= 0) {
            const double unit = av_q2d(stream().time_base);
            m_film.times.push_back(static_cast<double>(m_frame->best_effort_timestamp) * unit);
            m_film.seconds = m_film.times.back() + static_cast<double>(m_frame->pkt_duration) * unit;
            m_film.frames.push_back(toRgb(*m_frame));
        }
    }

    AVFormatContext* m_format = nullptr;
    AVCodecContext* m_decoder = nullptr;
    AVFrame* m_frame = av_frame_alloc();
    AVPacket* m_packet = av_packet_alloc();
    ReadFilm m_film;
};

}  // namespace

ReadFilm readFilm(const std::filesystem::path& path) {
    av_log_set_level(AV_LOG_QUIET);
    return Reader(path).read();
}

double psnr(const Image& a, const Image& b) {
    require(a.bounds() == b.bounds() && a.byteCount() == b.byteCount(), "two sizes");
    double sum = 0;
    for (std::size_t i = 0; i < a.byteCount(); ++i) {
        const double difference = std::to_integer<int>(a.data()[i]) - std::to_integer<int>(b.data()[i]);
        sum += difference * difference;
    }
    return sum == 0 ? 100 : 10 * std::log10(255.0 * 255.0 * static_cast<double>(a.byteCount()) / sum);
}

}  // namespace facet::test
