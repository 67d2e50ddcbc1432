// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/FaceParts.h"
#include "engine/face/LipFinder.h"
#include "engine/face/PartColours.h"
#include "engine/face/Planes.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace facet {
namespace {

/// Lips beside the skin of the same face: how much redder, and bluer, than green, as differences of logarithms.
struct Lips {
    std::vector<double> redder;
    std::vector<double> bluer;

    void add(const cv::Mat& crop) {
        const auto shares = face::findLips(crop);
        const cv::Mat lips = face::matOf(shares, crop.cols);
        cv::Mat each;
        cv::merge(std::vector<cv::Mat>{lips, lips, lips}, each);
        const cv::Scalar sum = cv::sum(crop.mul(each));
        const cv::Scalar skin = face::skinColour(crop);
        if (sum[1] <= 0) {
            return;  // no lips were found
        }
        redder.push_back(std::log(sum[0] / sum[1]) - std::log(skin[0] / skin[1]));
        bluer.push_back(std::log(sum[2] / sum[1]) - std::log(skin[2] / skin[1]));
    }
    void print(const char* whose) {
        std::printf("%s, %zu faces:", whose, redder.size());
        for (auto* values : {&redder, &bluer}) {
            std::sort(values->begin(), values->end());
            std::printf(values == &redder ? " redder" : ", bluer");
            for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
                std::printf(" %.2f", (*values)[static_cast<std::size_t>(share * double(values->size() - 1))]);
            }
        }
        std::printf("\n");
    }
};

/// The first faces of CelebA that are not held out, by who wears lipstick: the outermost twentieths, quarters and the
/// median. The bounds of face::lipstickGain() go by them.
TEST(LipColours, BesideTheSkin) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    constexpr std::size_t Faces = 2000;
    const train::LabelTable table(std::filesystem::path(FACET_FACES) / "labels.csv");
    const auto column = [&](const char* name) {
        const auto& all = table.attributes();
        return std::find(all.begin(), all.end(), name) - all.begin();
    };
    const media::ImageArchive archive(std::filesystem::path(FACET_FACES) / "celeba64.zip");
    Lips painted;
    Lips bare;
    Lips men;
    for (std::size_t i = 0; i < Faces; ++i) {
        const auto& name = archive.names()[i];
        if (train::isHeldOut(name)) {
            continue;
        }
        const Image picture = archive.read(name);
        const auto whole = Alignment::wholePicture(picture.width(), picture.height());
        const int side = face::FaceParts::Side;
        const cv::Mat crop = face::pictureOf(face::sampleCrop(picture, whole, side), side);
        const auto labels = table.labelsOf(name);
        const auto has = [&](const char* what) { return labels[column(what)].item<float>() > 0; };
        (has("Male") ? men : has("Wearing_Lipstick") ? painted : bare).add(crop);
    }
    painted.print("women with lipstick");
    bare.print("women without");
    men.print("men");
    const auto median = [](const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; };
    EXPECT_NEAR(median(painted.redder), median(bare.redder), 0.05) << "lipstick can be told by its colour after all";
    EXPECT_LT(median(painted.bluer), 0.1);
}

}  // namespace
}  // namespace facet
