// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceFinder.h"

#include "engine/face/EyeRegressor.h"
#include "engine/face/FaceSearch.h"
#include "engine/face/PixelView.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace facet::face {
namespace {

constexpr int SearchSide = 512;
/// Below, it is no face. Faces in photos have 0.4 to 0.85, what cascades take for faces mostly less than 0.35.
constexpr double LeastLikeness = 0.35;
/// What is found beside other faces by looking harder has to be likelier.
constexpr double OtherLikeness = 0.42;
/// Refined again, the eyes of a face stay within 1 or 2 % of their distance; on anything else they wander.
constexpr double LargestDrift = 0.045;

struct Found {
    Eyes eyes;
    double likeness;
};

double span(const Eyes& eyes) {
    return std::hypot(eyes.right.x - eyes.left.x, eyes.right.y - eyes.left.y);
}

Point middle(const Eyes& eyes) {
    return {(eyes.left.x + eyes.right.x) / 2, (eyes.left.y + eyes.right.y) / 2};
}

Eyes scaled(const Eyes& eyes, double factor) {
    return {{eyes.left.x * factor, eyes.left.y * factor}, {eyes.right.x * factor, eyes.right.y * factor}};
}

Eyes between(const Eyes& a, const Eyes& b) {
    return {middle({a.left, b.left}), middle({a.right, b.right})};
}

cv::Mat greyOf(const Image& photo) {
    cv::Mat pixels = viewOf(photo);
    cv::Mat grey = pixels;
    if (photo.colourChannels() == 3) {
        cv::cvtColor(pixels, grey, photo.hasAlpha() ? cv::COLOR_RGBA2GRAY : cv::COLOR_RGB2GRAY);
    } else if (photo.hasAlpha()) {
        cv::extractChannel(pixels, grey, 0);
    }
    if (photo.depth() == Image::Depth::U16) {
        cv::Mat bytes;
        grey.convertTo(bytes, CV_8U, 1.0 / 257);
        return bytes;
    }
    return grey;
}

/// The photo in grey, and halved again and again: every face is looked at where it is of a handy size.
class Pyramid {
 public:
    explicit Pyramid(const Image& photo) : m_levels{greyOf(photo)} {
        while (std::max(m_levels.back().cols, m_levels.back().rows) > SearchSide) {
            const cv::Mat& last = m_levels.back();
            cv::Mat half;
            cv::resize(last, half, {std::max(1, last.cols / 2), std::max(1, last.rows / 2)}, 0, 0, cv::INTER_AREA);
            m_levels.push_back(half);
        }
    }

    const cv::Mat& full() const { return m_levels.front(); }

    /// A copy whose longer side is `side`, small photos as they are, and its scale.
    std::pair<cv::Mat, double> searchCopy(int side = SearchSide) const {
        const int longer = std::max(full().cols, full().rows);
        if (longer <= side) {
            return {full(), 1.0};
        }
        const double scale = double(side) / longer;
        const cv::Mat& level = *std::find_if(m_levels.rbegin(), m_levels.rend(), [side](const cv::Mat& smaller) {
            return std::max(smaller.cols, smaller.rows) >= side;
        });
        cv::Mat copy;
        cv::resize(level, copy, {std::max(1, cvRound(full().cols * scale)), std::max(1, cvRound(full().rows * scale))},
                   0, 0, cv::INTER_AREA);
        return {copy, scale};
    }

    /// The smallest level in which eyes so far apart in the photo are still `Handy` pixels apart, and its scale.
    std::pair<const cv::Mat&, double> levelFor(double eyesApart) const {
        constexpr double Handy = 56;
        const int wanted = static_cast<int>(std::floor(std::log2(std::max(1.0, eyesApart / Handy))));
        const auto level = std::min<std::size_t>(wanted, m_levels.size() - 1);
        return {m_levels[level], double(m_levels[level].cols) / full().cols};
    }

 private:
    std::vector<cv::Mat> m_levels;
};

/// The guess, improved, if it turns out to be a face.
std::optional<Found> examined(const EyeRegressor& regressor, const Pyramid& pyramid, const Eyes& guess) {
    const auto [level, scale] = pyramid.levelFor(span(guess));
    EyeRegressor::Result last = regressor.refined(level, scaled(guess, scale));
    if (last.likeness < LeastLikeness) {
        return std::nullopt;
    }
    last = regressor.refined(level, last.eyes);
    const EyeRegressor::Result again = regressor.refined(level, last.eyes);
    const double drift = std::max(span({last.eyes.left, again.eyes.left}), span({last.eyes.right, again.eyes.right}));
    if (again.likeness < LeastLikeness || drift > LargestDrift * span(again.eyes)) {
        return std::nullopt;
    }
    return Found{scaled(between(last.eyes, again.eyes), 1 / scale), again.likeness};
}

/// Two finds are one face where the middles between the eyes are closer than eyes are apart.
bool isSameFace(const Eyes& a, const Eyes& b) {
    return span({middle(a), middle(b)}) < std::max(span(a), span(b));
}

/// Adds the face, or keeps the likelier of the two where it is known already.
void addTo(std::vector<Found>& faces, const Found& face) {
    const auto known =
        std::find_if(faces.begin(), faces.end(), [&](const Found& other) { return isSameFace(other.eyes, face.eyes); });
    if (known == faces.end()) {
        faces.push_back(face);
    } else if (face.likeness > known->likeness) {
        *known = face;
    }
}

/// Several faces, or one that is small in its photo: worth the time to look for those who hold their heads otherwise,
/// and for smaller ones.
bool mayBeAGroup(const std::vector<Found>& faces, const cv::Mat& photo) {
    constexpr double SmallShare = 0.08;  // from eye to eye, of the photo's longer side
    const double small = SmallShare * std::max(photo.cols, photo.rows);
    return faces.size() > 1 || (faces.size() == 1 && span(faces[0].eyes) < small);
}

std::vector<std::string> warningsFor(const cv::Mat& grey, const Found& found, double symmetry) {
    constexpr double SmallSpan = 24;
    /// Between the portraits that look past the camera and those that look into it (docs/faces.md).
    constexpr double LeastSymmetry = 0.38;
    constexpr int Dark = 45;
    constexpr int Bright = 215;
    const Alignment alignment = Alignment::fromEyes(found.eyes.left, found.eyes.right);
    std::vector<std::string> warnings;
    if (span(found.eyes) < SmallSpan) {
        warnings.emplace_back("small");
    }
    if (symmetry < LeastSymmetry) {
        warnings.emplace_back("turned");
    }
    const cv::Rect picture(0, 0, grey.cols, grey.rows);
    const Point inFace[] = {{0.25, 0.30}, {0.74, 0.30}, {0.30, 0.80}, {0.69, 0.80}};  // temples and jaw
    const bool inside = std::all_of(std::begin(inFace), std::end(inFace), [&](Point p) {
        const Point q = alignment.toPhoto(p);
        return picture.contains(cv::Point(cvFloor(q.x), cvFloor(q.y)));
    });
    if (!inside) {
        warnings.emplace_back("cut off");
    }
    const Point centre = alignment.toPhoto({0.4935, 0.56});
    const int reach = std::max(1, cvRound(alignment.side() * 0.17));
    const cv::Rect cheeks =
        cv::Rect(cvRound(centre.x) - reach, cvRound(centre.y) - reach, 2 * reach, 2 * reach) & picture;
    const double light = cheeks.empty() ? 128 : cv::mean(grey(cheeks))[0];
    if (light < Dark) {
        warnings.emplace_back("dark");
    } else if (light > Bright) {
        warnings.emplace_back("bright");
    }
    return warnings;
}

Face faceOf(const Pyramid& pyramid, const EyeRegressor& regressor, const Found& found) {
    const auto [level, scale] = pyramid.levelFor(span(found.eyes));
    const Eyes eyes = scaled(found.eyes, scale);
    const Point mouth = regressor.mouth(level, eyes);
    const Alignment alignment = Alignment::fromEyes(found.eyes.left, found.eyes.right);
    const Point centre = alignment.toPhoto({0.4935, 0.56});
    const double half = alignment.side() * 0.32;  // brows to chin
    Face face;
    face.box = {centre.x - half, centre.y - half, 2 * half, 2 * half};
    face.leftEye = found.eyes.left;
    face.rightEye = found.eyes.right;
    face.mouth = {mouth.x / scale, mouth.y / scale};
    face.score = found.likeness;
    face.warnings = warningsFor(pyramid.full(), found, regressor.symmetry(level, eyes));
    return face;
}

}  // namespace

struct FaceFinder::Impl {
    FaceSearch search;
    EyeRegressor regressor;

    std::vector<Found> examine(const Pyramid& pyramid, const std::vector<Eyes>& guesses, double scale) const {
        std::vector<Found> faces;
        for (const Eyes& guess : guesses) {
            if (const auto face = examined(regressor, pyramid, scaled(guess, 1 / scale))) {
                addTo(faces, *face);
            }
        }
        return faces;
    }
};

FaceFinder::FaceFinder() : m_impl(std::make_unique<Impl>()) {}
FaceFinder::~FaceFinder() = default;

std::vector<Face> FaceFinder::find(const Image& photo) const {
    if (photo.isEmpty()) {
        return {};
    }
    const Pyramid pyramid(photo);
    const auto [copy, scale] = pyramid.searchCopy();
    std::vector<Found> found;
    using Effort = FaceSearch::Effort;
    for (const Effort effort : {Effort::Frontal, Effort::Smaller, Effort::Turned, Effort::Tilted, Effort::Lying}) {
        found = m_impl->examine(pyramid, m_impl->search.find(copy, effort), scale);
        if (!found.empty()) {
            break;
        }
    }
    if (mayBeAGroup(found, pyramid.full())) {
        const auto [finer, finerScale] = pyramid.searchCopy(2 * SearchSide);
        for (const auto& others : {m_impl->examine(pyramid, m_impl->search.find(copy, Effort::Others), scale),
                                   m_impl->examine(pyramid, m_impl->search.find(finer, Effort::Frontal), finerScale)}) {
            for (const Found& other : others) {
                if (other.likeness > OtherLikeness) {
                    addTo(found, other);
                }
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return span(a.eyes) > span(b.eyes); });
    std::vector<Face> faces;
    for (const Found& one : found) {
        faces.push_back(faceOf(pyramid, m_impl->regressor, one));
        faces.back().index = static_cast<int>(faces.size()) - 1;
    }
    return faces;
}

}  // namespace facet::face
