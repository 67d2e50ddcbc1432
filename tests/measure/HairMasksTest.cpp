// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartSorting.h"
#include "engine/face/Planes.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace facet {
namespace {

/// The mean share of hair above a forehead, in a crop's upper fifth.
double hairAboveForehead(const Image& picture, const face::PartNetwork& network) {
    const auto whole = Alignment::wholePicture(picture.width(), picture.height());
    const auto shares = face::sortCrop(picture, whole, network).shares;
    const int side = shares.side;
    const cv::Rect above(cvRound(0.3 * side), 0, cvRound(0.4 * side), cvRound(0.2 * side));
    return cv::mean(face::matOf(shares.hair, side)(above))[0];
}

class Mean {
 public:
    void add(double value) {
        m_sum += value;
        ++m_count;
    }
    double value() const { return m_sum / std::max(1, m_count); }
    int count() const { return m_count; }

 private:
    double m_sum = 0;
    int m_count = 0;
};

/// What of the place above foreheads is taken for hair: of CelebA's held-out faces, by what their labels say is there.
TEST(HairMasks, LeaveHatsAndBareScalpsAlone) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    const std::filesystem::path folder = FACET_FACES;
    const train::LabelTable table(folder / "labels.csv");
    const auto column = [&](const std::string& name) {
        return std::find(table.attributes().begin(), table.attributes().end(), name) - table.attributes().begin();
    };
    const media::ImageArchive archive(folder / "celeba64.zip");
    const face::PartNetwork network(FACET_SOURCE_DIR "/resources/models/face64/parts.onnx");
    Mean hats;
    Mean bald;
    Mean others;
    for (const auto& name : archive.names()) {
        if (train::isHeldOut(name)) {
            const auto labels = table.labelsOf(name);
            const auto has = [&](const char* what) { return labels[column(what)].item<float>() > 0; };
            (has("Wearing_Hat") ? hats
             : has("Bald")      ? bald
                                : others)
                .add(hairAboveForehead(archive.read(name), network));
        }
    }
    std::printf("taken for hair above the forehead: %.2f of %d with hats, %.2f of %d bald ones, %.2f of %d others\n",
                hats.value(), hats.count(), bald.value(), bald.count(), others.value(), others.count());
    ASSERT_GT(std::min(hats.count(), bald.count()), 10);
    EXPECT_LT(hats.value(), 0.2);
    EXPECT_LT(bald.value(), 0.5);
    EXPECT_GT(others.value(), 0.7);
}

}  // namespace
}  // namespace facet
