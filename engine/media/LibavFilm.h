// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/FilmWriter.h"
#include "engine/media/OutputFile.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
}

namespace facet::media {

/// MP4, WebM, GIF and APNG by libav. Frames go through a filter graph that brings them into the encoder's pixels (by
/// BT.709's matrix for video, by a palette of their own for GIF), then through the encoder and the muxer.
class LibavFilm : public FilmWriter {
 public:
    LibavFilm(const std::filesystem::path& path, const FilmFormat& format, bool overwrite);

    void add(const Image& frame) override;
    void finish() override;

 private:
    template <auto Function>
    struct Free {
        template <typename T>
        void operator()(T* pointer) const {
            Function(&pointer);
        }
    };
    struct FreeFormat {
        void operator()(AVFormatContext* format) const;
    };

    void openFilters();
    void openEncoder();
    void openFile();
    void filter(AVFrame* frame);  // null: the end
    void encode(AVFrame* frame);  // null: the end
    /// Throws Error(Output) for a negative result of libav.
    int checked(int result, const char* doing) const;

    std::filesystem::path m_path;
    FilmKind m_kind;
    FilmFormat m_settings;
    OutputFile m_file;
    std::unique_ptr<AVFilterGraph, Free<avfilter_graph_free>> m_graph;
    AVFilterContext* m_source = nullptr;  // the graph's
    AVFilterContext* m_sink = nullptr;
    std::unique_ptr<AVCodecContext, Free<avcodec_free_context>> m_encoder;
    std::unique_ptr<AVFormatContext, FreeFormat> m_format;
    std::int64_t m_count = 0;
};

}  // namespace facet::media
