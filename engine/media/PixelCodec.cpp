// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PixelCodec.h"

#include <climits>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstring>

namespace facet::media {
namespace {

/// OpenCV has no read-only matrix: what is made here is only read.
cv::Mat matrixOf(Bytes bytes) {
    return {1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::byte*>(bytes.data())};
}

cv::Mat matrixOf(const Image& image) {
    const int depth = image.depth() == Image::Depth::U8 ? CV_8U : CV_16U;
    return {image.height(), image.width(), CV_MAKETYPE(depth, image.channels()), const_cast<std::byte*>(image.data()),
            image.rowBytes()};
}

Image imageOf(const cv::Mat& pixels) {
    Image image(pixels.cols, pixels.rows, pixels.channels(),
                pixels.depth() == CV_8U ? Image::Depth::U8 : Image::Depth::U16);
    for (int y = 0; y < pixels.rows; ++y) {
        std::memcpy(image.row<std::byte>(y), pixels.ptr(y), image.rowBytes());
    }
    return image;
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

/// EXIF's orientation says which edge of the stored picture is up: 2–4 turn or mirror, 5–8 swap the axes first.
cv::Mat turnedUpright(const cv::Mat& pixels, int orientation) {
    cv::Mat standing;
    if (orientation >= 5) {
        cv::transpose(pixels, standing);
    } else {
        standing = pixels;
    }
    constexpr int None = 2;
    constexpr int FlipCodes[] = {None, None, 1, -1, 0, None, 1, -1, 0};  // cv::flip: 0 = upside down, 1 = mirrored
    if (FlipCodes[orientation] == None) {
        return standing;
    }
    cv::Mat result;
    cv::flip(standing, result, FlipCodes[orientation]);
    return result;
}

std::vector<int> encodeParameters(Format format, int quality) {
    switch (format) {
        case Format::Jpeg:
            return {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1};
        case Format::WebP:
            return {cv::IMWRITE_WEBP_QUALITY, quality};
        case Format::Png:
        case Format::Tiff:
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

Image decodePixels(Bytes bytes, Format format, int orientation) {
    // The decoders' own messages would end up between ours.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    if (bytes.size() > INT_MAX) {
        throw CodecError("the file is larger than 2 GiB");
    }
    try {
        const std::vector<std::byte> png = format == Format::Png ? pixelChunks(bytes) : std::vector<std::byte>();
        const cv::Mat pixels = cv::imdecode(matrixOf(png.empty() ? bytes : Bytes(png)), cv::IMREAD_UNCHANGED);
        if (pixels.empty()) {
            throw CodecError("its pixels cannot be decoded");
        }
        return imageOf(turnedUpright(swapped(toWholeSamples(pixels)), orientation));
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

}  // namespace facet::media
