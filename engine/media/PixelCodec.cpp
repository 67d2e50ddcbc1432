// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PixelCodec.h"

#include "engine/media/HeifFile.h"
#include "engine/media/Matrix.h"

#include <climits>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <iostream>
#include <mutex>

namespace facet::media {
namespace {

cv::Mat rowOf(Bytes bytes) {
    return {1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::byte*>(bytes.data())};
}

/// Red and blue swapped, in both directions; grey stays as it is. Never in place: `pixels` may be the caller's image.
cv::Mat swapped(const cv::Mat& pixels) {
    if (pixels.channels() < 3) {
        return pixels;
    }
    cv::Mat result;
    cv::cvtColor(pixels, result, pixels.channels() == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGRA2RGBA);
    return result;
}

/// OpenCV's blue, green, red as ours.
Image inOurOrder(const cv::Mat& pixels) {
    if (pixels.channels() < 3) {
        return imageOf(pixels);
    }
    Image image(pixels.cols, pixels.rows, pixels.channels(),
                pixels.depth() == CV_8U ? Image::Depth::U8 : Image::Depth::U16);
    cv::Mat target = matrixOf(image);
    cv::cvtColor(pixels, target, pixels.channels() == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGRA2RGBA);
    return image;
}

/// Floating point counts 1.0 as white; everything that is neither 8 nor 16 bit becomes 16.
cv::Mat toWholeSamples(const cv::Mat& pixels) {
    if (pixels.depth() == CV_8U || pixels.depth() == CV_16U) {
        return pixels;
    }
    if (pixels.depth() != CV_32F && pixels.depth() != CV_64F) {
        throw CodecError("its samples are of a kind that is not supported; save it with 8 or 16 bits a channel");
    }
    cv::Mat result;
    pixels.convertTo(result, CV_32F);
    cv::patchNaNs(result, 0);
    result.convertTo(result, CV_16U, 65535);
    return result;
}

/// OpenCV tells std::cerr about a damaged TIFF, whatever its log level is. Threads: any; the stream is silent while
/// there is one of these.
class SilentStream {
 public:
    SilentStream() {
        const std::scoped_lock lock(s_mutex);
        if (s_count++ == 0) {
            s_state = std::cerr.rdstate();
            std::cerr.setstate(std::ios::failbit);
        }
    }
    ~SilentStream() {
        const std::scoped_lock lock(s_mutex);
        if (--s_count == 0) {
            std::cerr.clear(s_state);
        }
    }
    SilentStream(const SilentStream&) = delete;
    SilentStream& operator=(const SilentStream&) = delete;

 private:
    static inline std::mutex s_mutex;
    static inline int s_count = 0;
    static inline std::ios::iostate s_state = std::ios::goodbit;
};

std::vector<int> encodeParameters(Format format, int quality) {
    switch (format) {
        case Format::Jpeg:
            return {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1};
        case Format::WebP:
            return {cv::IMWRITE_WEBP_QUALITY, quality};
        case Format::Png:
        case Format::Tiff:
        case Format::Heif:
            return {};
    }
    return {};
}

const char* encoderName(Format format) {
    switch (format) {
        case Format::Jpeg:
            return ".jpg";
        case Format::WebP:
            return ".webp";
        case Format::Png:
            return ".png";
        case Format::Tiff:
            return ".tif";
        case Format::Heif:
            break;
    }
    return "";
}

/// What the format can hold: no grey with alpha anywhere, no alpha in JPEG, 16 bit in PNG and TIFF only.
cv::Mat fitted(const Image& image, Format format) {
    cv::Mat pixels = matrixOf(image);
    const bool keepsAlpha = format != Format::Jpeg;
    if (pixels.channels() == 2) {
        std::vector<cv::Mat> parts;
        cv::split(pixels, parts);
        if (keepsAlpha) {
            cv::merge(std::vector<cv::Mat>{parts[0], parts[0], parts[0], parts[1]}, pixels);
        } else {
            pixels = parts[0];
        }
    } else if (pixels.channels() == 4 && !keepsAlpha) {
        cv::Mat opaque;
        cv::cvtColor(pixels, opaque, cv::COLOR_RGBA2RGB);
        pixels = opaque;
    }
    if (pixels.depth() == CV_16U && (format == Format::Jpeg || format == Format::WebP)) {
        cv::Mat bytes;
        pixels.convertTo(bytes, CV_8U, 1.0 / 257);
        pixels = bytes;
    }
    return swapped(pixels);
}

}  // namespace

Image decodePixels(Bytes bytes, Format format) {
    if (format == Format::Heif) {
        return decodeHeif(bytes);
    }
    // The decoders' own messages would end up between ours.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    if (bytes.size() > INT_MAX) {
        throw CodecError("the file is larger than 2 GiB");
    }
    try {
        const SilentStream silent;
        const std::vector<std::byte> png = format == Format::Png ? pixelChunks(bytes) : std::vector<std::byte>();
        const cv::Mat pixels = cv::imdecode(rowOf(png.empty() ? bytes : Bytes(png)), cv::IMREAD_UNCHANGED);
        if (pixels.empty()) {
            throw CodecError("its pixels cannot be decoded");
        }
        return inOurOrder(toWholeSamples(pixels));
    } catch (const cv::Exception&) {
        throw CodecError("its pixels cannot be decoded");
    }
}

std::vector<std::byte> encodePixels(const Image& image, Format format, int quality) {
    std::vector<uchar> encoded;
    try {
        if (!cv::imencode(encoderName(format), fitted(image, format), encoded, encodeParameters(format, quality))) {
            throw CodecError("the picture cannot be encoded in this format");
        }
    } catch (const cv::Exception&) {
        throw CodecError("the picture cannot be encoded in this format; it may be too large for it");
    }
    const auto* begin = reinterpret_cast<const std::byte*>(encoded.data());
    return {begin, begin + encoded.size()};
}

Image toRgb8(const Image& image) {
    cv::Mat pixels = matrixOf(image);
    if (pixels.depth() == CV_16U) {
        cv::Mat bytes;
        pixels.convertTo(bytes, CV_8U, 1.0 / 257);
        pixels = bytes;
    }
    cv::Mat rgb = pixels;
    if (pixels.channels() == 4) {
        cv::cvtColor(pixels, rgb, cv::COLOR_RGBA2RGB);
    } else if (pixels.channels() < 3) {
        cv::Mat grey;
        cv::extractChannel(pixels, grey, 0);
        cv::cvtColor(grey, rgb, cv::COLOR_GRAY2RGB);
    }
    return imageOf(rgb);
}

Image shrunk(const Image& image, int side) {
    const double scale = double(side) / std::max({image.width(), image.height(), side});
    cv::Mat small;
    cv::resize(matrixOf(image), small,
               {std::max(1, cvRound(image.width() * scale)), std::max(1, cvRound(image.height() * scale))}, 0, 0,
               cv::INTER_AREA);
    return imageOf(small);
}

}  // namespace facet::media
