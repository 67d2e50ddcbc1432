// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/LibavFilm.h"

#include "engine/Error.h"
#include "engine/media/FilmMark.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace facet::media {
namespace {

using Settings = std::map<std::string, std::string>;

/// How a kind of file is made.
struct Recipe {
    const char* muxer;
    const char* encoder;
    /// From RGB to the encoder's pixels.
    const char* filters;
    Settings encoderSettings;
    Settings muxerSettings;
    bool isVideo;  // BT.709, a constant rate factor
};

const Recipe& recipeFor(FilmKind kind) {
    static const char* toVideo =
        "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int+bicubic,format=yuv420p";
    static const Recipe mp4 = {
        "mp4", "libx264", toVideo, {{"preset", "veryfast"}, {"profile", "high"}}, {{"movflags", "faststart"}}, true};
    static const Recipe webm = {"webm",  "libvpx-vp9",
                                toVideo, {{"deadline", "good"}, {"cpu-used", "5"}, {"row-mt", "1"}, {"b", "0"}},
                                {},      true};
    // A palette of its own for every frame: so memory stays the same however long the film is.
    static const Recipe gif = {
        "gif", "gif", "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1:dither=sierra2_4a",
        {},    {},    false};
    static const Recipe apng = {"apng", "apng", "format=rgb24", {}, {}, false};
    switch (kind) {
        case FilmKind::WebM:
            return webm;
        case FilmKind::Gif:
            return gif;
        case FilmKind::Apng:
            return apng;
        default:
            return mp4;
    }
}

/// 1 … 100 to the encoders' constant rate factors; both are good from about 20 and see no loss at 10.
int rateFactor(int quality, bool vp9) {
    const double worst = vp9 ? 60 : 45;
    const double best = vp9 ? 8 : 6;
    return static_cast<int>(std::lround(worst + (best - worst) * (quality - 1) / 99.0));
}

struct Dictionary {
    ~Dictionary() { av_dict_free(&entries); }
    void set(const Settings& settings) {
        for (const auto& [key, value] : settings) {
            av_dict_set(&entries, key.c_str(), value.c_str(), 0);
        }
    }
    AVDictionary* entries = nullptr;
};

struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

std::unique_ptr<AVFrame, FreeFrame> frameOf(const Image& image, std::int64_t index) {
    std::unique_ptr<AVFrame, FreeFrame> frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_RGB24;
    frame->width = image.width();
    frame->height = image.height();
    frame->pts = index;
    if (av_frame_get_buffer(frame.get(), 0) < 0) {
        throw std::bad_alloc();
    }
    for (int y = 0; y < image.height(); ++y) {
        std::copy_n(image.row<std::uint8_t>(y), image.rowBytes(),
                    frame->data[0] + std::ptrdiff_t{y} * frame->linesize[0]);
    }
    return frame;
}

}  // namespace

void LibavFilm::FreeFormat::operator()(AVFormatContext* format) const {
    avio_closep(&format->pb);
    avformat_free_context(format);
}

LibavFilm::LibavFilm(const std::filesystem::path& path, const FilmFormat& format, bool overwrite)
    : m_path(path), m_kind(filmKindOf(path)), m_settings(format), m_file(path, overwrite) {
    av_log_set_level(AV_LOG_QUIET);
    openFilters();
    openEncoder();
    openFile();
}

int LibavFilm::checked(int result, const char* doing) const {
    if (result < 0) {
        char text[AV_ERROR_MAX_STRING_SIZE] = {};
        av_strerror(result, text, sizeof(text));
        throw Error(ErrorKind::Output, m_path.string() + " cannot be written: " + doing + ": " + text);
    }
    return result;
}

void LibavFilm::openFilters() {
    m_graph.reset(avfilter_graph_alloc());
    const auto source = "video_size=" + std::to_string(m_settings.width) + "x" + std::to_string(m_settings.height) +
                        ":pix_fmt=rgb24:time_base=1/" + std::to_string(m_settings.fps) +
                        ":frame_rate=" + std::to_string(m_settings.fps) + ":pixel_aspect=1/1";
    checked(avfilter_graph_create_filter(&m_source, avfilter_get_by_name("buffer"), "in", source.c_str(), nullptr,
                                         m_graph.get()),
            "preparing the colours");
    checked(avfilter_graph_create_filter(&m_sink, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr,
                                         m_graph.get()),
            "preparing the colours");
    AVFilterInOut* outputs = avfilter_inout_alloc();
    AVFilterInOut* inputs = avfilter_inout_alloc();
    *outputs = {av_strdup("in"), m_source, 0, nullptr};
    *inputs = {av_strdup("out"), m_sink, 0, nullptr};
    const int parsed = avfilter_graph_parse_ptr(m_graph.get(), recipeFor(m_kind).filters, &inputs, &outputs, nullptr);
    avfilter_inout_free(&inputs);
    avfilter_inout_free(&outputs);
    checked(parsed, "preparing the colours");
    checked(avfilter_graph_config(m_graph.get(), nullptr), "preparing the colours");
}

void LibavFilm::openEncoder() {
    const Recipe& recipe = recipeFor(m_kind);
    const AVCodec* codec = avcodec_find_encoder_by_name(recipe.encoder);
    if (codec == nullptr) {
        throw Error(ErrorKind::Output, m_path.string() + " cannot be written: this system's libavcodec has no " +
                                           recipe.encoder + "; choose another format");
    }
    m_encoder.reset(avcodec_alloc_context3(codec));
    m_encoder->width = av_buffersink_get_w(m_sink);
    m_encoder->height = av_buffersink_get_h(m_sink);
    m_encoder->pix_fmt = static_cast<AVPixelFormat>(av_buffersink_get_format(m_sink));
    m_encoder->time_base = {1, m_settings.fps};
    m_encoder->framerate = {m_settings.fps, 1};
    m_encoder->sample_aspect_ratio = {1, 1};
    Dictionary settings;
    settings.set(recipe.encoderSettings);
    if (recipe.isVideo) {
        m_encoder->color_range = AVCOL_RANGE_MPEG;
        m_encoder->colorspace = AVCOL_SPC_BT709;
        m_encoder->color_primaries = AVCOL_PRI_BT709;
        m_encoder->color_trc = AVCOL_TRC_BT709;
        const bool vp9 = codec->id == AV_CODEC_ID_VP9;
        settings.set({{"crf", std::to_string(rateFactor(m_settings.quality, vp9))}});
    }
    m_encoder->thread_count = 0;  // as many as there are cores
    if ((av_guess_format(recipe.muxer, nullptr, nullptr)->flags & AVFMT_GLOBALHEADER) != 0) {
        m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    checked(avcodec_open2(m_encoder.get(), codec, &settings.entries), "opening the encoder");
}

void LibavFilm::openFile() {
    const Recipe& recipe = recipeFor(m_kind);
    AVFormatContext* format = nullptr;
    // The prefix keeps a colon in the name from being read as a protocol.
    const auto target = "file:" + m_file.temporary();
    checked(avformat_alloc_output_context2(&format, nullptr, recipe.muxer, target.c_str()), "opening the file");
    m_format.reset(format);
    AVStream* stream = avformat_new_stream(format, nullptr);
    stream->time_base = m_encoder->time_base;
    stream->avg_frame_rate = m_encoder->framerate;
    checked(avcodec_parameters_from_context(stream->codecpar, m_encoder.get()), "opening the file");
    av_dict_set(&format->metadata, "comment", MadeByAModel, 0);
    av_dict_set(&format->metadata, "description", m_settings.recipeJson.c_str(), 0);
    Dictionary settings;
    settings.set(recipe.muxerSettings);
    if (m_kind == FilmKind::Gif) {
        settings.set({{"loop", m_settings.loops ? "0" : "-1"}});
    } else if (m_kind == FilmKind::Apng) {
        settings.set({{"plays", m_settings.loops ? "0" : "1"}});
    }
    checked(avio_open(&format->pb, target.c_str(), AVIO_FLAG_WRITE), "opening the file");
    checked(avformat_write_header(format, &settings.entries), "writing its head");
}

void LibavFilm::add(const Image& frame) {
    filter(frameOf(frame, m_count++).get());
}

void LibavFilm::filter(AVFrame* frame) {
    checked(av_buffersrc_add_frame(m_source, frame), "converting a frame");
    for (;;) {
        const std::unique_ptr<AVFrame, FreeFrame> converted(av_frame_alloc());
        const int result = av_buffersink_get_frame(m_sink, converted.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) {
            return;
        }
        checked(result, "converting a frame");
        converted->pict_type = AV_PICTURE_TYPE_NONE;
        encode(converted.get());
    }
}

void LibavFilm::encode(AVFrame* frame) {
    checked(avcodec_send_frame(m_encoder.get(), frame), "encoding a frame");
    for (;;) {
        const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
        const int result = avcodec_receive_packet(m_encoder.get(), packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) {
            return;
        }
        checked(result, "encoding a frame");
        packet->duration = 1;
        av_packet_rescale_ts(packet.get(), m_encoder->time_base, m_format->streams[0]->time_base);
        checked(av_write_frame(m_format.get(), packet.get()), "writing a frame");
        checked(m_format->pb->error, "writing a frame");
    }
}

void LibavFilm::finish() {
    filter(nullptr);
    encode(nullptr);
    checked(av_write_trailer(m_format.get()), "writing its end");
    checked(avio_closep(&m_format->pb), "writing its end");
    if (m_kind == FilmKind::Gif) {
        markGif(m_file.temporary(), m_settings.recipeJson);
    } else if (m_kind == FilmKind::Apng) {
        markPng(m_file.temporary(), m_settings.recipeJson);
    }
    m_file.commit();
}

}  // namespace facet::media
