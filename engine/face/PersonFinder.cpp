// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PersonFinder.h"

#include <opencv2/dnn.hpp>

#include <mutex>

extern "C" const char facetPersonNetwork[];  // resources/person/person.onnx, see PersonNetwork.S
extern "C" const char facetPersonNetworkEnd[];

namespace facet::face {

cv::Mat findPerson(const cv::Mat& crop) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    static cv::dnn::Net network = cv::dnn::readNetFromONNX(
        facetPersonNetwork, static_cast<std::size_t>(facetPersonNetworkEnd - facetPersonNetwork));
    network.setInput(cv::dnn::blobFromImage(crop));
    return cv::Mat(PersonSide, PersonSide, CV_32F, network.forward().ptr<float>()).clone();
}

}  // namespace facet::face
