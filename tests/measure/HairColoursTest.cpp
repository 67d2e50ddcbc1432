// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/face/FaceParts.h"
#include "engine/face/PartSorting.h"
#include "engine/face/PersonFinder.h"
#include "engine/face/Planes.h"
#include "tests/measure/HeldOutFaces.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace facet {
namespace {

constexpr int Faces = 1500;
constexpr int Bands = 8;  // of value, 0 … 1

struct Band {
    std::vector<float> hues;  // degrees, −180 … 180, of what is not grey
    std::vector<float> saturations;
};

void add(std::array<Band, Bands>& bands, const cv::Mat& hsv, const std::vector<float>& hair) {
    for (int i = 0; i < hsv.rows * hsv.cols; ++i) {
        if (hair[i] < 0.9F) {
            continue;
        }
        const cv::Vec3f& pixel = hsv.ptr<cv::Vec3f>()[i];
        Band& band = bands[std::min(static_cast<int>(pixel[2] * Bands), Bands - 1)];
        band.saturations.push_back(pixel[1]);
        if (pixel[1] > 0.15F) {
            band.hues.push_back(pixel[0] > 180 ? pixel[0] - 360 : pixel[0]);
        }
    }
}

float quantile(std::vector<float>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// What hues and saturations people's hair has, the lighter it is: the outermost twentieths and the median between. The
/// bounds of face::inHuesOfHair() were set by them.
TEST(HairColours, OfFaces) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    const auto model = loadModel({.model = {}, .precision = "auto"});
    const face::HairPrior prior{latent::AttributeSupports::Side, model.supports.hair};
    const media::ImageArchive archive(std::filesystem::path(FACET_FACES) / "celeba64.zip");
    std::array<Band, Bands> bands;
    for (int i = 0; i < Faces; ++i) {
        const Image picture = archive.read(archive.names()[static_cast<std::size_t>(i)]);
        const auto whole = Alignment::wholePicture(picture.width(), picture.height());
        const cv::Mat crop = face::pictureOf(face::sampleCrop(picture, whole, face::PersonSide), face::PersonSide);
        const auto shares = face::sortParts(crop, face::findPerson(crop), prior);
        cv::Mat hsv;
        cv::resize(crop, hsv, {shares.side, shares.side}, 0, 0, cv::INTER_AREA);
        cv::cvtColor(hsv, hsv, cv::COLOR_RGB2HSV);
        add(bands, hsv, shares.hair);
    }
    for (int b = 0; b < Bands; ++b) {
        Band& band = bands[static_cast<std::size_t>(b)];
        ASSERT_FALSE(band.hues.empty());
        std::printf("value %.2f: %7zu pixels, hue %4.0f %4.0f %4.0f, saturation %.2f %.2f %.2f\n", (b + 0.5) / Bands,
                    band.saturations.size(), quantile(band.hues, 0.05), quantile(band.hues, 0.5),
                    quantile(band.hues, 0.95), quantile(band.saturations, 0.05), quantile(band.saturations, 0.5),
                    quantile(band.saturations, 0.95));
    }
}

}  // namespace
}  // namespace facet
