// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/StoredPicture.h"

#include "engine/media/JpegFile.h"
#include "engine/media/Matrix.h"
#include "engine/media/PixelCodec.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace facet::media {

namespace {

/// EXIF's orientation says which edge of the stored picture is up: 2–4 turn or mirror, 5–8 swap the axes first.
constexpr int None = 2;
constexpr int FlipCodes[] = {None, None, 1, -1, 0, None, 1, -1, 0};  // cv::flip: 0 = upside down, 1 = mirrored

cv::Mat turned(const cv::Mat& pixels, int orientation) {
    cv::Mat standing = pixels;
    if (orientation >= 5) {
        cv::transpose(pixels, standing);
    }
    if (FlipCodes[orientation] == None) {
        return standing;
    }
    cv::Mat result;
    cv::flip(standing, result, FlipCodes[orientation]);
    return result;
}

/// Two quarter turns undo each other; all other orientations undo themselves.
int inverse(int orientation) {
    return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
}

/// Where a part of the stored picture, which is `width` × `height`, lies in the upright one.
PixelRect uprightPart(const PixelRect& part, int width, int height, int orientation) {
    PixelRect result = part;
    if (orientation >= 5) {
        result = {part.y, part.x, part.height, part.width};
        std::swap(width, height);
    }
    const int flip = FlipCodes[orientation];
    if (flip == 1 || flip == -1) {
        result.x = width - result.x - result.width;
    }
    if (flip == 0 || flip == -1) {
        result.y = height - result.y - result.height;
    }
    return result;
}

cv::Mat partOf(const cv::Mat& pixels, const PixelRect& part) {
    return pixels(cv::Rect(part.x, part.y, part.width, part.height));
}

/// The smallest part outside of which both are the same.
PixelRect differingPart(const cv::Mat& a, const cv::Mat& b) {
    PixelRect part;
    const std::size_t rowBytes = std::size_t(a.cols) * a.elemSize();
    for (int y = 0; y < a.rows; ++y) {
        const uchar* first = a.ptr(y);
        const uchar* second = b.ptr(y);
        if (std::memcmp(first, second, rowBytes) == 0) {
            continue;
        }
        const auto left = std::mismatch(first, first + rowBytes, second).first - first;
        auto right = static_cast<std::ptrdiff_t>(rowBytes) - 1;
        while (first[right] == second[right]) {
            --right;
        }
        const int from = static_cast<int>(left / static_cast<std::ptrdiff_t>(a.elemSize()));
        const int to = static_cast<int>(right / static_cast<std::ptrdiff_t>(a.elemSize()));
        part = united(part, {from, y, to - from + 1, 1});
    }
    return part;
}

/// The strips' changes as one.
SampleChange assembled(const std::vector<SampleChange>& strips) {
    SampleChange whole;
    for (const SampleChange& strip : strips) {
        whole.part = united(whole.part, strip.part);
    }
    if (!strips.empty()) {
        whole.difference = cv::Mat::zeros(whole.part.height, whole.part.width, strips.front().difference.type());
        for (const SampleChange& strip : strips) {
            const PixelRect& part = strip.part;
            strip.difference.copyTo(
                partOf(whole.difference, {part.x - whole.part.x, part.y - whole.part.y, part.width, part.height}));
        }
    }
    return whole;
}

template <class T>
void addChange(Image& image, const cv::Mat& change) {
    const int samples = image.width() * image.channels();
    for (int y = 0; y < image.height(); ++y) {
        T* sample = image.row<T>(y);
        for (int i = 0; i < samples; ++i) {
            const int added =
                change.depth() == CV_16S ? change.ptr<std::int16_t>(y)[i] : change.ptr<std::int32_t>(y)[i];
            sample[i] = cv::saturate_cast<T>(sample[i] + added);
        }
    }
}

}  // namespace

StoredPicture::StoredPicture(std::vector<std::byte> file, Format format, int orientation, Bytes icc)
    : m_file(std::move(file)), m_format(format), m_orientation(orientation) {
    if (format == Format::Jpeg) {
        m_profile = ColourProfile::of(icc, jpegShape(m_file).channels);
    } else if (!icc.empty()) {
        m_profile = ColourProfile::of(icc, 3);
        m_profile = m_profile ? m_profile : ColourProfile::of(icc, 1);
    }
}

const ColourProfile* StoredPicture::profileFor(int colours) const {
    return m_profile && m_profile->colours() == colours ? m_profile.get() : nullptr;
}

Image StoredPicture::upright() const {
    return decoded(/*inSrgb=*/true);
}

Image StoredPicture::decoded(bool inSrgb) const {
    if (m_format != Format::Jpeg) {
        Image own = decodePixels(m_file, m_format);
        const ColourProfile* profile = inSrgb ? profileFor(own.colourChannels()) : nullptr;
        if (profile == nullptr && m_orientation == 1) {
            return own;
        }
        return imageOf(turned(profile != nullptr ? profile->toSrgb(matrixOf(own)) : matrixOf(own), m_orientation));
    }
    const JpegShape shape = jpegShape(m_file);
    const bool swapped = m_orientation >= 5;
    Image image;
    readJpegStrips(m_file, [&](const Image& strip, int y) {
        const cv::Mat pixels = inSrgb ? srgbOf(strip) : matrixOf(strip);
        if (image.isEmpty()) {
            image =
                Image(swapped ? shape.height : shape.width, swapped ? shape.width : shape.height, pixels.channels());
        }
        cv::Mat target = partOf(matrixOf(image), uprightPart({0, y, strip.width(), strip.height()}, shape.width,
                                                             shape.height, m_orientation));
        turned(pixels, m_orientation).copyTo(target);
    });
    return image;
}

cv::Mat StoredPicture::srgbOf(const Image& strip) const {
    return m_profile ? m_profile->toSrgb(matrixOf(strip)) : matrixOf(strip);
}

std::optional<SampleChange> StoredPicture::changeTo(const Image& edited) const {
    const JpegShape shape = jpegShape(m_file);
    const PixelRect whole{0, 0, shape.width, shape.height};
    const PixelRect upright = uprightPart(whole, shape.width, shape.height, m_orientation);
    if (edited.bounds() != upright || matrixType(edited) != CV_8UC(shape.channels == 1 ? 1 : 3)) {
        return std::nullopt;
    }
    std::vector<SampleChange> strips;
    readJpegStrips(m_file, [&](const Image& strip, int y) {
        const PixelRect place =
            uprightPart({0, y, strip.width(), strip.height()}, shape.width, shape.height, m_orientation);
        const cv::Mat before = srgbOf(strip);
        const cv::Mat after = turned(partOf(matrixOf(edited), place), inverse(m_orientation));
        const PixelRect part = differingPart(before, after);
        if (part.isEmpty()) {
            return;
        }
        SampleChange change{{part.x, part.y + y, part.width, part.height}, {}};
        if (m_profile) {
            change.difference =
                m_profile->changeFromSrgb(partOf(before, part), partOf(after, part), partOf(matrixOf(strip), part));
        } else {
            cv::subtract(partOf(after, part), partOf(before, part), change.difference, cv::noArray(), CV_16S);
        }
        strips.push_back(std::move(change));
    });
    return assembled(strips);
}

std::optional<std::vector<std::byte>> StoredPicture::jpegWith(const Image& edited) const {
    const std::optional<SampleChange> change = m_format == Format::Jpeg ? changeTo(edited) : std::nullopt;
    return change ? jpegWithChange(m_file, *change) : std::nullopt;
}

Image StoredPicture::inOwnColours(const Image& edited) const {
    const ColourProfile* profile = profileFor(edited.colourChannels());
    if (profile == nullptr) {
        return edited;
    }
    Image own = decoded(/*inSrgb=*/false);
    const cv::Mat after = matrixOf(edited);
    if (own.bounds() != edited.bounds() || matrixOf(own).type() != after.type()) {
        return imageOf(profile->fromSrgb(after));
    }
    const cv::Mat change = profile->changeFromSrgb(profile->toSrgb(matrixOf(own)), after, matrixOf(own));
    if (own.depth() == Image::Depth::U8) {
        addChange<std::uint8_t>(own, change);
    } else {
        addChange<std::uint16_t>(own, change);
    }
    return own;
}

Image turnedBack(const Image& upright, int orientation) {
    return imageOf(turned(matrixOf(upright), inverse(orientation)));
}

}  // namespace facet::media
