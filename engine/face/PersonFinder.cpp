// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PersonFinder.h"

#include "engine/face/SharedNetwork.h"

#include <cstddef>

extern "C" const char facetPersonNetwork[];  // resources/person/person.onnx, see PersonNetwork.S
extern "C" const char facetPersonNetworkEnd[];

namespace facet::face {

cv::Mat findPerson(const cv::Mat& crop) {
    static SharedNetwork network(cv::dnn::readNetFromONNX(
        facetPersonNetwork, static_cast<std::size_t>(facetPersonNetworkEnd - facetPersonNetwork)));
    return network.answer(cv::dnn::blobFromImage(crop)).reshape(1, PersonSide);
}

}  // namespace facet::face
