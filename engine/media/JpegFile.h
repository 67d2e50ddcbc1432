// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "engine/media/Container.h"

#include <csetjmp>
#include <cstdio>  // jpeglib.h needs it
#include <functional>
#include <jpeglib.h>
#include <string>

namespace facet::media {

/// libjpeg's way out of an error is a jump. `guarded()` turns it into a CodecError at a place where nothing is lost:
/// what it calls holds no object with a destructor.
struct JpegErrors {
    JpegErrors();
    JpegErrors(const JpegErrors&) = delete;
    JpegErrors& operator=(const JpegErrors&) = delete;

    template <class Work>
    void guarded(Work&& work) {
        if (setjmp(jump) != 0) {
            fail();
        }
        work();
    }
    [[noreturn]] void fail() const;

    jpeg_error_mgr manager{};  ///< first, for libjpeg knows this object by its address
    std::jmp_buf jump{};
    char message[JMSG_LENGTH_MAX]{};
};

/// A JPEG file whose header has been read. Throws CodecError from all methods.
class JpegDecompressor {
 public:
    explicit JpegDecompressor(Bytes file);
    ~JpegDecompressor();
    JpegDecompressor(const JpegDecompressor&) = delete;
    JpegDecompressor& operator=(const JpegDecompressor&) = delete;

    jpeg_decompress_struct& info() { return m_info; }
    JpegErrors& errors() { return m_errors; }

 private:
    JpegErrors m_errors;
    jpeg_progress_mgr m_progress{};
    jpeg_decompress_struct m_info{};
};

/// Of the stored picture, which readJpegStrips() gives.
struct JpegShape {
    int width = 0;
    int height = 0;
    int channels = 0;  ///< 1 grey, 3 RGB, 4 CMYK with 0 for full ink
};

/// From the header. Throws CodecError.
JpegShape jpegShape(Bytes file);

/// Decodes the stored picture, not turned by its orientation, from the top down; `visit(strip, y)` gets some rows at a
/// time, the first of which is row y. So that a big picture need not be in memory twice. Throws CodecError.
void readJpegStrips(Bytes file, const std::function<void(const Image& strip, int y)>& visit);

}  // namespace facet::media
