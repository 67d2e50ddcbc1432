// SPDX-License-Identifier: GPL-3.0-or-later
#include "Portraits.h"
#include "engine/Error.h"
#include "engine/face/ColourMixture.h"
#include "engine/face/FaceParts.h"
#include "engine/face/PartNetwork.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <fstream>
#include <vector>

namespace facet::face {
namespace {

/// With no sample of a part nothing is known of its colours; not that it is black.
TEST(ColourMixture, WithoutWeightsAnyColourIsAboutAsLikely) {
    std::vector<cv::Vec3f> pixels;
    for (int i = 0; i < 256; ++i) {
        pixels.emplace_back(float(i), float(i), float(i));
    }
    const auto logs = ColourMixture(pixels, std::vector<float>(256, 0), 3).logDensity(pixels);
    for (const float log : logs) {
        EXPECT_NEAR(log, logs[128], 3);
    }
}

TEST(PartNetwork, SharesAreOneTogether) {
    const cv::Mat crop(PartNetwork::Side, PartNetwork::Side, CV_32FC3, cv::Scalar(0.6, 0.5, 0.4));
    const cv::Mat parts =
        test::bundledParts().expect(crop, cv::Mat(PartNetwork::Side, PartNetwork::Side, CV_32F, cv::Scalar(1)));
    for (int i = 0; i < PartNetwork::Side * PartNetwork::Side; ++i) {
        const auto& shares = parts.ptr<cv::Vec3f>()[i];
        EXPECT_NEAR(shares[0] + shares[1] + shares[2], 1, 1e-5);
    }
}

TEST(PartNetwork, RefusesWhatIsNone) {
    const test::TemporaryFolder folder;
    EXPECT_THROW(loadPartNetwork(folder / "parts.onnx"), Error);
    std::ofstream(folder / "parts.onnx") << "no network";
    EXPECT_THROW(loadPartNetwork(folder / "parts.onnx"), Error);
    EXPECT_THROW(loadPartNetwork(FACET_SOURCE_DIR "/resources/person/person.onnx"), Error) << "of another shape";
}

}  // namespace
}  // namespace facet::face
