// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartNetwork.h"

#include "engine/Error.h"
#include "engine/face/FaceParts.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/Planes.h"
#include "engine/face/SharedNetwork.h"

#include <array>
#include <vector>

namespace facet::face {
namespace {

/// A coordinate of each pixel, −1 … 1 from side to side.
template <class Coordinate>
cv::Mat placeOf(Coordinate coordinate) {
    const auto map = mapOfCrop(PartNetwork::Side, [&](Point p, int) { return 2 * coordinate(p) - 1; });
    return matOf(map, PartNetwork::Side).clone();
}

}  // namespace

PartNetwork::PartNetwork(const std::filesystem::path& file) {
    try {
        m_network = std::make_unique<SharedNetwork>(cv::dnn::readNetFromONNX(file.string()));
        const cv::Mat nothing(Side, Side, CV_32FC3, cv::Scalar::all(0));
        expect(nothing, cv::Mat(Side, Side, CV_32F, cv::Scalar(0)));
    } catch (const cv::Exception&) {
        throw Error(ErrorKind::Model, file.string() + ": is no network that tells the parts of heads");
    }
}

PartNetwork::~PartNetwork() = default;

std::shared_ptr<const PartNetwork> loadPartNetwork(const std::filesystem::path& file) {
    return std::make_shared<const PartNetwork>(file);
}

cv::Mat PartNetwork::expect(const cv::Mat& crop, const cv::Mat& person) const {
    std::vector<cv::Mat> planes;
    cv::split(crop, planes);
    planes.push_back(person);
    planes.push_back(placeOf([](Point p) { return p.x; }));
    planes.push_back(placeOf([](Point p) { return p.y; }));
    cv::Mat input;
    cv::vconcat(planes, input);
    const int shape[] = {1, static_cast<int>(planes.size()), Side, Side};
    const cv::Mat answer = m_network->answer(input.reshape(1, 4, shape));
    CV_Assert(answer.dims == 4 && answer.size[1] == 3 && answer.size[2] == Side && answer.size[3] == Side);
    const auto part = [&](int index) {
        return cv::Mat(Side, Side, CV_32F, const_cast<float*>(answer.ptr<float>(0, index)));
    };
    const std::array parts = {part(0), part(1), part(2)};
    cv::Mat result;
    cv::merge(parts.data(), parts.size(), result);
    return result;
}

}  // namespace facet::face
