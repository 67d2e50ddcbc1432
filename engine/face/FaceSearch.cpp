// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceSearch.h"

#include "engine/Error.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <filesystem>

namespace facet::face {
namespace {

/// Debian's place, then where OpenCV's own build installs.
std::string cascadeFile(const std::string& file) {
    constexpr std::array Folders{"/usr/share/opencv4", "/usr/local/share/opencv4", "/usr/share/opencv"};
    for (const char* folder : Folders) {
        const std::filesystem::path path = std::filesystem::path(folder) / file;
        std::error_code ignored;
        if (std::filesystem::exists(path, ignored)) {
            return path.string();
        }
    }
    throw Error(ErrorKind::Input, "OpenCV's " + file + " is missing; install the package opencv-data");
}

Point transformed(const cv::Matx23d& map, Point p) {
    return {map(0, 0) * p.x + map(0, 1) * p.y + map(0, 2), map(1, 0) * p.x + map(1, 1) * p.y + map(1, 2)};
}

}  // namespace

FaceSearch::FaceSearch()
    // Where the eyes lie in each cascade's box: medians over aligned faces.
    : m_fast(load("lbpcascades/lbpcascade_frontalface_improved.xml", {0.486, 0.225}, 0.550)),
      m_thorough(load("haarcascades/haarcascade_frontalface_alt2.xml", {0.485, 0.384}, 0.375)),
      m_lenient(load("haarcascades/haarcascade_frontalface_default.xml", {0.491, 0.385}, 0.362)),
      m_profile(load("haarcascades/haarcascade_profileface.xml", {0.40, 0.36}, 0.30)) {}

FaceSearch::Cascade FaceSearch::load(const std::string& file, Point middle, double span) {
    Cascade cascade{{}, middle, span};
    const std::string path = cascadeFile(file);
    if (!cascade.classifier.load(path)) {
        throw Error(ErrorKind::Input, path + " cannot be read; install the package opencv-data again");
    }
    return cascade;
}

void FaceSearch::search(Cascade& cascade, const cv::Mat& grey, std::vector<Eyes>& eyes) {
    std::vector<cv::Rect> boxes;
    cascade.classifier.detectMultiScale(grey, boxes, 1.15, 4);
    for (const cv::Rect& box : boxes) {
        const Point middle{box.x + cascade.middle.x * box.width, box.y + cascade.middle.y * box.height};
        const double half = cascade.span * box.width / 2;
        eyes.push_back({{middle.x - half, middle.y}, {middle.x + half, middle.y}});
    }
}

void FaceSearch::searchUpright(const cv::Mat& grey, std::vector<Eyes>& eyes) {
    search(m_fast, grey, eyes);
    search(m_thorough, grey, eyes);
}

void FaceSearch::searchSmaller(const cv::Mat& grey, std::vector<Eyes>& eyes) {
    constexpr double Scale = 0.7;
    cv::Mat smaller;
    cv::resize(grey, smaller, {}, Scale, Scale, cv::INTER_AREA);
    std::vector<Eyes> found;
    searchUpright(smaller, found);
    for (const Eyes& pair : found) {
        eyes.push_back({{pair.left.x / Scale, pair.left.y / Scale}, {pair.right.x / Scale, pair.right.y / Scale}});
    }
}

void FaceSearch::searchTilted(const cv::Mat& grey, double degrees, std::vector<Eyes>& eyes) {
    const cv::Point2f centre(static_cast<float>(grey.cols) / 2, static_cast<float>(grey.rows) / 2);
    const cv::Matx23d turn = cv::getRotationMatrix2D(centre, degrees, 1);
    cv::Matx23d back;
    cv::invertAffineTransform(turn, back);
    cv::Mat turned;
    cv::warpAffine(grey, turned, turn, grey.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    std::vector<Eyes> found;
    searchUpright(turned, found);
    for (const Eyes& pair : found) {
        eyes.push_back({transformed(back, pair.left), transformed(back, pair.right)});
    }
}

/// The cascade knows faces that look to the left; the others are found in the mirror.
void FaceSearch::searchTurned(const cv::Mat& grey, std::vector<Eyes>& eyes) {
    search(m_profile, grey, eyes);
    cv::Mat mirrored;
    cv::flip(grey, mirrored, 1);
    std::vector<Eyes> found;
    search(m_profile, mirrored, found);
    for (const Eyes& pair : found) {
        eyes.push_back({{grey.cols - pair.right.x, pair.right.y}, {grey.cols - pair.left.x, pair.left.y}});
    }
}

std::vector<Eyes> FaceSearch::find(const cv::Mat& grey, Effort effort) {
    std::vector<Eyes> eyes;
    cv::Mat even;
    cv::equalizeHist(grey, even);
    switch (effort) {
        case Effort::Frontal:
            searchUpright(even, eyes);
            break;
        case Effort::Smaller:
            searchSmaller(even, eyes);
            break;
        case Effort::Turned:
            search(m_lenient, even, eyes);
            searchTurned(even, eyes);
            break;
        case Effort::Tilted:
            searchTilted(even, -35, eyes);
            searchTilted(even, 35, eyes);
            break;
        case Effort::Others:
            searchTilted(even, -25, eyes);
            searchTilted(even, 25, eyes);
            break;
        case Effort::Lying:
            searchTilted(even, -65, eyes);
            searchTilted(even, 65, eyes);
            break;
    }
    return eyes;
}

}  // namespace facet::face
