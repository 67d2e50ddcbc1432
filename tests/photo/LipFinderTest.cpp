// SPDX-License-Identifier: GPL-3.0-or-later
#include "Portraits.h"
#include "engine/face/FaceParts.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/LipFinder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace facet::face {
namespace {

using test::DarkSkin;
using test::FairSkin;

/// A crop that is all skin, with a grain, but for a mouth: lips, and teeth between them where they are open.
class Mouth {
 public:
    explicit Mouth(const cv::Vec3f& skin) : m_crop(FaceParts::Side, FaceParts::Side, CV_32FC3) {
        forEach([&](Point, int) { return skin; });
    }
    void setLips(const cv::Vec3f& colour) {
        forEach([&](Point p, int i) { return isLips(p) ? colour : at(i); });
    }
    void setShadow() {
        forEach([&](Point p, int i) { return isShadow(p) ? 0.55F * at(i) : at(i); });
    }
    void setTeeth(const cv::Vec3f& colour) {
        forEach([&](Point p, int i) { return isTeeth(p) ? colour : at(i); });
    }

    static bool isLips(Point p) { return ellipseInMiddle(p, 0.74, 0.09, 0.035) < 1; }
    static bool isTeeth(Point p) { return ellipseInMiddle(p, 0.735, 0.05, 0.012) < 1; }

    static bool isShadow(Point p) { return ellipseInMiddle(p, 0.665, 0.06, 0.02) < 1; }

    /// The mean share of the places that are meant.
    template <class Meant>
    double found(Meant meant) const {
        const auto lips = findLips(m_crop);
        double sum = 0;
        int count = 0;
        mapOfCrop(FaceParts::Side, [&](Point p, int i) {
            sum += meant(p) ? lips[std::size_t(i)] : 0;
            count += meant(p) ? 1 : 0;
            return 0;
        });
        return sum / count;
    }

 private:
    const cv::Vec3f& at(int i) const { return m_crop.ptr<cv::Vec3f>()[i]; }
    template <class Colour>
    void forEach(Colour colour) {
        mapOfCrop(FaceParts::Side, [&](Point p, int i) {
            const float grain = 0.004F * static_cast<float>(i * 7 % 9);
            m_crop.ptr<cv::Vec3f>()[i] = colour(p, i) * (1 + grain);
            return 0;
        });
    }

    cv::Mat m_crop;
};

bool isWellBeyond(Point p) {
    return ellipseInMiddle(p, 0.74, 0.09, 0.035) > 3;
}

TEST(LipFinder, FindsLipsRedderThanTheSkin) {
    Mouth mouth(FairSkin);
    mouth.setLips({0.75F, 0.42F, 0.42F});
    EXPECT_GT(mouth.found(Mouth::isLips), 0.65);
    EXPECT_LT(mouth.found(isWellBeyond), 0.005);
}

/// Dark lips are as often as not paler than the skin, or bluer.
TEST(LipFinder, FindsLipsLessRedThanTheSkin) {
    Mouth mouth(DarkSkin);
    mouth.setLips({0.38F, 0.27F, 0.24F});
    EXPECT_GT(mouth.found(Mouth::isLips), 0.65);
    EXPECT_LT(mouth.found(isWellBeyond), 0.005);
}

TEST(LipFinder, TakesNoTeethForLips) {
    Mouth mouth(FairSkin);
    mouth.setLips({0.75F, 0.42F, 0.42F});
    mouth.setTeeth({0.92F, 0.9F, 0.82F});
    EXPECT_LT(mouth.found(Mouth::isTeeth), 0.2);
    EXPECT_GT(mouth.found([](Point p) { return Mouth::isLips(p) && ellipseInMiddle(p, 0.735, 0.06, 0.022) > 1; }), 0.6);
}

/// The shadow under a nose is another light on the skin.
TEST(LipFinder, TakesNoShadowForLips) {
    Mouth mouth(FairSkin);
    mouth.setLips({0.75F, 0.42F, 0.42F});
    mouth.setShadow();
    EXPECT_LT(mouth.found(Mouth::isShadow), 0.05);
    EXPECT_GT(mouth.found(Mouth::isLips), 0.65);
}

}  // namespace
}  // namespace facet::face
