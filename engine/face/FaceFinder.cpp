// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceFinder.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "engine/Error.h"
#include "engine/face/PixelView.h"

namespace facet::face {

struct FaceFinder::Impl {
    mutable cv::CascadeClassifier frontal;
};

FaceFinder::FaceFinder() : m_impl(std::make_unique<Impl>()) {
    if (!m_impl->frontal.load("/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml")) {
        throw Error(ErrorKind::Input, "the face cascades are missing; install the package opencv-data");
    }
}

FaceFinder::~FaceFinder() = default;

std::vector<Face> FaceFinder::find(const Image& photo) const {
    cv::Mat grey;
    cv::cvtColor(viewOf(photo), grey, cv::COLOR_RGB2GRAY);
    std::vector<cv::Rect> boxes;
    m_impl->frontal.detectMultiScale(grey, boxes, 1.1, 4, 0, {grey.cols / 12, grey.cols / 12});
    std::vector<Face> faces;
    for (const cv::Rect& box : boxes) {
        Face face;
        face.index = static_cast<int>(faces.size());
        face.box = {double(box.x), double(box.y), double(box.width), double(box.height)};
        face.leftEye = {box.x + 0.31 * box.width, box.y + 0.39 * box.height};
        face.rightEye = {box.x + 0.69 * box.width, box.y + 0.39 * box.height};
        face.score = 1;
        faces.push_back(face);
    }
    return faces;
}

}  // namespace facet::face
