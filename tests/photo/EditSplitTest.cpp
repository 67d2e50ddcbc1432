// SPDX-License-Identifier: GPL-3.0-or-later
#include "Portraits.h"
#include "engine/face/Compositor.h"
#include "engine/face/EditMasks.h"
#include "engine/face/EditSplit.h"
#include "engine/face/FaceParts.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/PartColours.h"
#include "engine/face/Planes.h"
#include "engine/face/SmoothFilter.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <cstdint>

namespace facet::face {
namespace {

using test::changeAt;
using test::portrait;
using test::portraitParts;

constexpr int Side = 64;

/// Of a picture that is a face's crop as a whole.
FaceEdit splitEdit(const FaceParts& parts, const std::vector<float>& before, const std::vector<float>& after,
                   const std::vector<Reach>& reaches) {
    FaceEdit edit;
    edit.alignment = Alignment::wholePicture(512, 512);
    edit.side = Side;
    shape(edit, parts, reaches);
    split(edit, {before, withoutDrift(before, after, Side, reaches, &parts)}, reaches, &parts);
    return edit;
}

/// Hair of another colour is so all over, up to its edge, where the model has left a patch or mixed in what is behind.
TEST(Split, HairTakesItsColourEvenly) {
    const Image photo = portrait(true);
    const FaceParts parts = portraitParts();
    const Reach reach{nullptr, 1, false, true};
    std::vector<float> before(std::size_t(3) * Side * Side, 0.2F);
    std::vector<float> after(before.size(), 0.2F);
    for (int i = 0; i < Side * Side; ++i) {
        const double u = (i % Side + 0.5) / Side - 0.4935;
        const double v = (i / Side + 0.5) / Side;
        const bool inside = std::pow(u / 0.3, 2) + std::pow((v - 0.5) / 0.39, 2) < 1;
        const bool patch = std::abs(u) < 0.03;
        for (int c = 0; c < 3; ++c) {
            after[std::size_t(c) * Side * Side + i] += inside && !patch ? 0.4F : 0;
        }
    }
    const FaceEdit edit = splitEdit(parts, before, after, {reach});
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_GT(changeAt(photo, result, 0.35, 0.18), 85);
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 12);  // the patch
    EXPECT_GT(changeAt(photo, result, 0.178, 0.5), 25);  // the edge
    EXPECT_EQ(changeAt(photo, result, 0.49, 0.6), 0);    // the face
    EXPECT_EQ(changeAt(photo, result, 0.08, 0.3), 0);    // behind
}

/// Hair that the model has in yellow is fair in the photo; what is dyed and not changed stays dyed.
TEST(Split, HairTakesNoHueThatHairHasNot) {
    const Image photo = portrait(true);
    const FaceParts parts = portraitParts();
    const Reach reach{nullptr, 1, false, true};
    const auto changeFrom = [&](const cv::Vec3f& from, const cv::Vec3f& to) {
        std::vector<float> before;
        std::vector<float> after;
        for (int c = 0; c < 3; ++c) {
            before.insert(before.end(), std::size_t(Side) * Side, from[c]);
            after.insert(after.end(), std::size_t(Side) * Side, to[c]);
        }
        const FaceEdit edit = splitEdit(parts, before, after, {reach});
        const std::size_t onHair = std::size_t(Side) * 9 + Side / 2;
        const std::size_t plane = std::size_t(Side) * Side;
        return cv::Vec3f(edit.difference[onHair], edit.difference[plane + onHair], edit.difference[2 * plane + onHair]);
    };
    const cv::Vec3f black(0.1F, 0.08F, 0.07F);
    const cv::Vec3f fair = black + changeFrom(black, {0.85F, 0.80F, 0.10F});
    EXPECT_GT(fair[0], fair[1]);
    EXPECT_GT(fair[1], fair[2]);
    EXPECT_GT(fair[2], 0.3F);
    const cv::Vec3f dyed(0.2F, 0.2F, 0.6F);
    EXPECT_LT(cv::norm(changeFrom(dyed, dyed), cv::NORM_INF), 1e-5);
}

/// Where the model leaves hair fair, it becomes black all the same, and the face stays.
TEST(Split, HairBecomesBlack) {
    const Image photo = portrait(true);
    const FaceParts parts = portraitParts();
    const std::vector<float> before(std::size_t(3) * Side * Side, 0.7F);
    const std::vector<float> after(before.size(), 0.6F);
    const FaceEdit edit = splitEdit(parts, before, after, {{.face = false, .hues = Hues::OfPhoto, .blackens = 1}});
    const std::size_t onHair = std::size_t(Side) * 9 + Side / 2;
    const std::size_t onFace = std::size_t(Side) * 40 + Side / 2;
    EXPECT_LT(edit.base[onHair] + edit.difference[onHair], 0.1F);
    EXPECT_NEAR(edit.difference[onFace], 0, 0.01F);
}

/// Beside what changes the face as well, the face counts for no hair.
TEST(Split, HairThatIsBlackStaysAsItIsBesideALightFace) {
    const FaceParts parts = portraitParts();
    const cv::Mat hair = sharesOf(parts.hair, parts, Side) > 0.05F;
    std::vector<float> before;
    for (int i = 0; i < 3 * Side * Side; ++i) {
        before.push_back(hair.ptr<std::uint8_t>()[i % (Side * Side)] != 0 ? 0.07F : 0.7F);
    }
    const Reach black{.face = false, .hues = Hues::OfPhoto, .blackens = 1};
    const FaceEdit edit = splitEdit(parts, before, before, {black, Reach{}});
    EXPECT_NEAR(edit.difference[std::size_t(Side) * 9 + Side / 2], 0, 0.02F);
}

/// The model draws brows in black or blue, or shining skin in their place.
TEST(Split, BrowsAreOfTheirOwnColourOnTheirOwnSkin) {
    const FaceParts parts = portraitParts();
    const cv::Vec3f skin(0.8F, 0.62F, 0.5F);
    const cv::Vec3f brow(0.45F, 0.3F, 0.2F);
    const auto isBrow = [](int i) { return i / Side >= 23 && i / Side < 25; };
    std::vector<float> before;
    for (int c = 0; c < 3; ++c) {
        for (int i = 0; i < Side * Side; ++i) {
            before.push_back(isBrow(i) ? brow[c] : skin[c]);
        }
    }
    const auto browAfter = [&](const cv::Vec3f& drawn) {
        std::vector<float> after = before;
        const int below = Side * 26 + static_cast<int>(0.37 * Side);
        for (int c = 0; c < 3; ++c) {
            after[std::size_t(c) * Side * Side + below] = drawn[c];
        }
        const FaceEdit edit = splitEdit(parts, before, after, {{.tints = true, .place = Place::Brows}});
        cv::Vec3f result;
        for (int c = 0; c < 3; ++c) {
            result[c] = skin[c] + edit.difference[std::size_t(c) * Side * Side + below];
        }
        return result;
    };
    const cv::Vec3f blue = browAfter({0.1F, 0.15F, 0.4F});
    EXPECT_GT(blue[0], blue[1]);
    EXPECT_GT(blue[1], blue[2]);
    EXPECT_GT(lumaOf(blue), 0.75F * lumaOf(brow)) << "not much darker than the brow";
    EXPECT_LT(lumaOf(blue), 1.1F * lumaOf(brow)) << "but as dark";
    EXPECT_LT(cv::norm(browAfter({1, 1, 1}) - skin), 0.05) << "no lighter than the skin";
}

/// Where the model draws a beard, it lightens other skin: that is no beard. One that goes leaves skin.
TEST(Split, AGrowingBeardMakesNothingLighter) {
    const FaceParts parts = portraitParts();
    const std::size_t onChin = std::size_t(Side) * 54 + Side / 2;
    const std::size_t onCheek = std::size_t(Side) * 40 + Side / 2;
    std::vector<float> before(std::size_t(3) * Side * Side, 0.6F);
    std::vector<float> after = before;
    for (int c = 0; c < 3; ++c) {
        before[std::size_t(c) * Side * Side + onChin] = 0.3F;
        after[std::size_t(c) * Side * Side + onChin] = 0.9F;
        after[std::size_t(c) * Side * Side + onCheek] = 0.2F;
    }
    const auto differences = [&](float paint) {
        const Reach growth{.tints = true, .asked = paint, .place = Place::LowerFace};
        return splitEdit(parts, before, after, {growth}).difference;
    };
    EXPECT_NEAR(differences(1)[onChin], 0, 1e-4);
    EXPECT_NEAR(differences(1)[onCheek], -0.4, 0.01);
    EXPECT_NEAR(differences(-1)[onChin], 0.3, 0.01) << "as light as the skin";
}

/// Where lips are full and closed the model has pale ones for a smile, and black corners beside them.
TEST(Split, ASmileLeavesLipsThatAreNoTeeth) {
    FaceParts parts = portraitParts();
    const auto usual = mapOfCrop(FaceParts::Side, [](Point p, int) { return likelyLips(p); });
    for (std::size_t i = 0; i < usual.size(); ++i) {
        parts.lips[4 * i + 3] = usual[i] > 0.5F ? 1 : 0;
    }
    constexpr int Mouth = 47;  // its row
    const std::size_t onLips = std::size_t(Mouth) * Side + Side / 2;
    const std::size_t besideLips = std::size_t(Mouth) * Side + Side / 4;
    std::vector<float> before(std::size_t(3) * Side * Side, 0.5F);
    const auto differences = [&](float lighter, Hues hues) {
        std::vector<float> after = before;
        for (int c = 0; c < 3; ++c) {
            after[std::size_t(c) * Side * Side + onLips] += lighter;
            after[std::size_t(c) * Side * Side + besideLips] = 0.1F;
        }
        return splitEdit(parts, before, after, {{.tints = true, .hues = hues}}).difference;
    };
    EXPECT_LT(differences(0.1F, Hues::OfSmile)[onLips], 0.02F) << "lips";
    EXPECT_NEAR(differences(0.4F, Hues::OfSmile)[onLips], 0.4F, 1e-3) << "teeth";
    EXPECT_LT(differences(0.1F, Hues::OfMouth)[onLips], 0.02F);
    EXPECT_GT(differences(0.1F, Hues::OfSmile)[besideLips], -0.16F) << "a fold";
    EXPECT_LT(differences(0.1F, Hues::OfSmile)[besideLips], -0.1F);
    EXPECT_NEAR(differences(0.1F, Hues::OfMouth)[besideLips], -0.4F, 0.02F) << "a mouth that opens is dark";
}

/// Lipstick has any hue, but what it is painted on keeps those that it has without.
TEST(Split, PaintFreesNoHuesOfWhatItIsPaintedOn) {
    const FaceParts parts = portraitParts();
    std::vector<float> before(std::size_t(3) * Side * Side, 0.5F);
    std::vector<float> after = before;
    after[std::size_t(47) * Side + Side / 2] = 0.9F;  // red lips
    const Reach smile{.tints = true, .hues = Hues::OfSmile};
    const Reach noPaintYet{.share = 0.2, .tints = false, .place = Place::Lips};
    const auto alone = splitEdit(parts, before, after, {smile}).difference;
    EXPECT_LT(alone[std::size_t(47) * Side + Side / 2], 0.3F) << "the hue is bounded";
    EXPECT_EQ(splitEdit(parts, before, after, {smile, noPaintYet}).difference, alone);
}

/// What a smile does to a face, make-up beside it does to what the smile has made of it.
TEST(Split, MakeupIsPaintedOnWhatASmileLeaves) {
    const FaceParts parts = portraitParts();
    constexpr float Own = 0.5F;
    constexpr float Smiling = 0.4F;
    constexpr float MadeUp = 0.55F;
    const auto all = [](float value) { return std::vector<float>(std::size_t(3) * Side * Side, value); };
    const std::size_t onCheek = std::size_t(40) * Side + 22;
    const auto onCheekOf = [&](const Decoded& decoded, const std::vector<Reach>& reaches) {
        FaceEdit edit;
        edit.alignment = Alignment::wholePicture(512, 512);
        edit.side = Side;
        shape(edit, parts, reaches);
        split(edit, decoded, reaches, &parts);
        return Own + edit.difference[onCheek];
    };
    const Reach smile{.tints = false, .hues = Hues::OfMouth};
    const Reach makeup{.asked = 1, .place = Place::Skin};
    const Decoded painted{all(Own), all(Own), {}, {{Place::Skin, all(MadeUp)}}};
    EXPECT_NEAR(onCheekOf(painted, {makeup}), MadeUp, 0.005);
    const Decoded both{all(Own), all(Smiling), {}, {{Place::Skin, all(MadeUp)}}};
    EXPECT_NEAR(onCheekOf(both, {smile, makeup}), Smiling * MadeUp / Own, 0.005);
    EXPECT_NEAR(onCheekOf({all(Own), all(Smiling)}, {smile}), Smiling, 0.005);
}

/// What is hardly asked for beside a smile, or a smile beside it, changes nothing at once.
TEST(Split, NothingJumpsWhenASmileBegins) {
    const FaceParts parts = portraitParts();
    std::vector<float> before(std::size_t(3) * Side * Side, 0.5F);
    std::vector<float> after = before;
    const std::size_t onChin = std::size_t(54) * Side + Side / 2;
    for (int c = 0; c < 3; ++c) {
        after[std::size_t(c) * Side * Side + onChin] = c == 2 ? 0.3F : 0.1F;
    }
    const Reach beard{.tints = false, .hues = Hues::OfPhoto};
    const Reach smile{.tints = false, .hues = Hues::OfSmile};
    const Reach open{.tints = false, .hues = Hues::OfMouth};
    const auto hardly = [](Reach reach) {
        reach.share = 0.001;
        return reach;
    };
    const auto changeOf = [&](const std::vector<Reach>& reaches) {
        return splitEdit(parts, before, after, reaches).difference[onChin];
    };
    EXPECT_NEAR(changeOf({beard, hardly(smile)}), changeOf({beard}), 0.01);
    EXPECT_NEAR(changeOf({smile, hardly(open)}), changeOf({smile}), 0.01);
    EXPECT_NEAR(changeOf({open, hardly(smile)}), changeOf({open}), 0.01);
}

/// What makes hair fair makes the model's skin fair, too; a smile beside it must not show that.
TEST(Split, SkinKeepsItsToneBesideHairsColour) {
    const Image photo = portrait(true);
    const FaceParts parts = portraitParts();
    const std::vector<float> before(std::size_t(3) * Side * Side, 0.4F);
    const std::vector<float> after(before.size(), 0.6F);
    const Reach smile{.hair = false, .tints = false};
    const Reach fair{.face = false};
    const FaceEdit edit = splitEdit(parts, before, after, {smile, fair});
    const Image result = composite(photo, 1, photo.bounds(), {edit});
    EXPECT_NEAR(changeAt(photo, result, 0.4, 0.6), 0, 3) << "a cheek";
    EXPECT_GT(changeAt(photo, result, 0.49, 0.15), 25) << "the hair";
}

/// Dark hair that comes down before light skin: the model has it in blue, and the hair above fairer. What changes hair
/// as a whole is no fringe. (A hat may.)
TEST(Split, FringesAreOfOnesOwnHairWhichKeepsItsTone) {
    const Image photo = portrait(true);
    const FaceParts parts = portraitParts();
    const std::size_t plane = std::size_t(Side) * Side;
    std::vector<float> before(3 * plane);
    std::vector<float> after(3 * plane);
    const cv::Vec3f skin(0.8F, 0.63F, 0.53F);
    const cv::Vec3f hair(0.24F, 0.16F, 0.12F);
    const cv::Vec3f drawn(0.3F, 0.3F, 0.6F);
    for (int i = 0; i < Side * Side; ++i) {
        const double u = (i % Side + 0.5) / Side - 0.4935;
        const double v = (i / Side + 0.5) / Side;
        const bool face = std::pow(u / 0.22, 2) + std::pow((v - 0.56) / 0.33, 2) < 1;
        for (int c = 0; c < 3; ++c) {
            before[c * plane + i] = face ? skin[c] : hair[c];
            after[c * plane + i] = !face ? hair[c] + 0.15F : v < 0.36 ? drawn[c] : skin[c];
        }
    }
    const Reach fringe{.tints = false, .asked = 1, .place = Place::Fringe};
    const Reach hat{.tints = false, .adds = true};
    const auto splitBy = [&](const std::vector<Reach>& reaches) { return splitEdit(parts, before, after, reaches); };
    const auto changedBy = [&](const FaceEdit& edit) { return composite(photo, 1, photo.bounds(), {edit}); };
    const FaceEdit own = splitBy({fringe});
    const Image changed = changedBy(own);
    int sum = 0;  // over one period of the grain, which is drawn out with the hair
    for (int x = 0; x < 9; ++x) {
        sum += changeAt(photo, changed, 0.49 + x / 512.0, 0.15);
    }
    EXPECT_NEAR(sum / 9.0, 0, 3) << "the hair";
    EXPECT_LT(changeAt(photo, changed, 0.49, 0.3), -60) << "the fringe";
    const auto shown = [&](int c) { return int{changed.row<std::uint8_t>(512 * 3 / 10)[3 * 512 / 2 + c]}; };
    EXPECT_GT(shown(0), shown(1));
    EXPECT_GT(shown(1), shown(2));
    EXPECT_GT(changeAt(photo, changedBy(splitBy({fringe, hat})), 0.49, 0.15), 20);
}

/// Half hair, half skin is the forehead's line: the skin there must not take what hair takes.
TEST(Split, SkinAmongHairIsNotEvened) {
    FaceParts parts;
    const std::size_t count = std::size_t(FaceParts::Side) * FaceParts::Side;
    parts.guide.resize(3 * count);
    parts.fade.assign(count, 1);
    parts.lips.resize(4 * count);
    std::vector<float> before(std::size_t(3) * Side * Side, 0.8F);
    std::vector<float> after = before;
    const auto hairAt = [](double x) { return x < 0.4 ? 1.0F : x < 0.6 ? 0.5F : 0.0F; };
    for (std::size_t i = 0; i < count; ++i) {
        const double x = (double(i % FaceParts::Side) + 0.5) / FaceParts::Side;
        parts.head.insert(parts.head.end(), {0, 0, 0, 1});
        parts.hair.insert(parts.hair.end(), {0, 0, 0, hairAt(x)});
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (hairAt((double(i % Side) + 0.5) / Side) == 1) {
            before[i] = 0.2F;
            after[i] = 0.6F;
        }
    }
    FaceEdit edit;
    edit.side = Side;
    const Reach reach{nullptr, 1, false, true};
    shape(edit, parts, {reach});
    split(edit, {before, withoutDrift(before, after, Side, {reach}, &parts)}, {reach}, &parts);
    const std::size_t row = std::size_t(Side / 2) * Side;
    EXPECT_GT(edit.difference[row + Side / 5], 0.35F);
    EXPECT_LT(edit.difference[row + Side / 2], 0.05F);
    EXPECT_NEAR(edit.base[row + Side / 2], 0.8F, 0.05F);
}

/// What a larger picture adds, and what the crop says of it, are the larger picture's change where something new comes.
TEST(Finer, MakesTheLargerPicturesChangeOfTheCrops) {
    constexpr int Fine = 4 * Side;
    const std::size_t plane = std::size_t(Fine) * Fine;
    const std::vector<float> before(3 * plane, 0.7F);
    std::vector<float> after(3 * plane);
    for (std::size_t i = 0; i < after.size(); ++i) {
        after[i] = 0.3F + 0.1F * std::sin(static_cast<float>(i % 7919));
    }
    const Reach adding{.tints = true, .adds = true};
    FaceEdit edit;
    edit.side = Side;
    const auto meansOf = [](const std::vector<float>& planes) {
        cv::Mat means;
        cv::resize(pictureOf(planes, Fine), means, {Side, Side}, 0, 0, cv::INTER_AREA);
        return planesOf(means);
    };
    split(edit, {meansOf(before), withoutDrift(meansOf(before), meansOf(after), Side, {adding}, nullptr)}, {adding},
          nullptr);
    cv::Mat all(Side, Side, CV_32FC4);
    cv::merge(std::vector<cv::Mat>{pictureOf(edit.difference, Side), matOf(edit.base, Side)}, all);
    const auto coarse = planesOf(resampled(all, Fine, {}));
    const auto fine = finer(edit, Fine, before, after, {adding});
    ASSERT_EQ(fine.size(), 4 * plane);
    for (std::size_t i = 0; i < 3 * plane; ++i) {
        ASSERT_NEAR(coarse[i] + fine[i], after[i] - before[i], 1e-5) << i;
    }
    EXPECT_EQ(cv::norm(finer(edit, Fine, before, after, {Reach{}}), cv::NORM_INF), 0);
}

/// Another light on what is there leaves its details to the photo.
TEST(Finer, SmallChangesAddNothing) {
    constexpr int Fine = 4 * Side;
    std::vector<float> before(std::size_t(3) * Fine * Fine, 0.5F);
    std::vector<float> after = before;
    for (std::size_t i = 0; i < after.size(); i += 2) {
        after[i] += 0.1F;
    }
    FaceEdit edit;
    edit.side = Side;
    edit.difference.assign(std::size_t(3) * Side * Side, 0.05F);
    EXPECT_EQ(cv::norm(finer(edit, Fine, before, after, {Reach{.adds = true}}), cv::NORM_INF), 0);
}

}  // namespace
}  // namespace facet::face
