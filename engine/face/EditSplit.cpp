// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/EditSplit.h"

#include "engine/face/EditColours.h"
#include "engine/face/EditMasks.h"
#include "engine/face/FaceRegions.h"
#include "engine/face/FringeColours.h"
#include "engine/face/Motion.h"
#include "engine/face/PartColours.h"
#include "engine/face/Planes.h"
#include "engine/face/PlausibleHues.h"
#include "engine/face/SmoothFilter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace facet::face {
namespace {

/// A change without the tones that it drifts to. Beside a colour of hair, the skin's is taken from the skin alone.
cv::Mat steadied(const cv::Mat& change, const std::vector<Reach>& reaches, const FaceParts* parts) {
    const auto isAny = [&](auto is) { return std::any_of(reaches.begin(), reaches.end(), is); };
    const auto tintsHair = [](const Reach& reach) { return reach.tints && !reach.face; };
    const bool isHairTinted = isAny(tintsHair);
    if (isAny([](const Reach& reach) { return reach.tints && reach.face; }) || (isHairTinted && parts == nullptr)) {
        return change;
    }
    const cv::Scalar drift = skinColour(change);
    cv::Mat steady = change - drift;
    if (isHairTinted) {
        const cv::Mat tinted = unionOf(reaches, change.cols, tintsHair);
        steady = change - inShares(1 - tinted.mul(1 - skinOf(*parts, change.cols)), drift);
    }
    return withoutHairsDrift(steady, reaches, parts);
}

/// Values of the hair, `own` of them and the rest of the hair around, carried outward beyond it: what the crop shows at
/// its edge is half of what is behind, and a patch that the model missed is no patch of the person's. `held` is where
/// they stay as they are.
cv::Mat evened(const cv::Mat& values, const cv::Mat& hair, const cv::Mat& held, float own) {
    const double reach = 0.06 * values.cols;
    const auto each = [&](const cv::Mat& picture, auto value) {
        cv::Mat result(picture.size(), CV_32FC3);
        result.forEach<cv::Vec3f>([&](cv::Vec3f& to, const int* at) {
            to = value(picture.at<cv::Vec3f>(at), hair.at<float>(at) * hair.at<float>(at), at);
        });
        return result;
    };
    cv::Mat sum = each(values, [](const cv::Vec3f& v, float weight, const int*) { return v * weight; });
    cv::Mat weights;
    cv::GaussianBlur(sum, sum, {}, reach);
    cv::GaussianBlur(hair.mul(hair), weights, {}, reach);
    return each(values, [&](const cv::Vec3f& v, float weight, const int* at) {
        const cv::Vec3f around = sum.at<cv::Vec3f>(at) * (1 / (weights.at<float>(at) + 1e-3F));
        return v + (around - v) * (1 - own * weight) * (1 - held.at<float>(at));
    });
}

/// A difference in the hues that hair has, but where there is `skin`. Hair of another hue, dyed, keeps what it is off.
cv::Mat withHairHues(const cv::Mat& from, const cv::Mat& difference, const cv::Mat& skin) {
    const cv::Mat natural = inHuesOfHair(from + difference) - inHuesOfHair(from);
    return difference + inShares(1 - skin).mul(natural - difference);
}

/// A difference that makes hair as dark as black hair is, where that is asked for, but where there is `skin`.
cv::Mat withBlackness(const cv::Mat& from, const cv::Mat& difference, const cv::Mat& hair, const cv::Mat& skin,
                      const std::vector<Reach>& reaches) {
    const float share = blackeningOf(reaches);
    if (share == 0) {
        return difference;
    }
    const cv::Mat to = from + difference;
    const cv::Mat surely = hair.mul(hair).mul(1 - skin);
    return difference + inShares(1 - skin).mul(blackened(to, surely, share) - to);
}

/// Where hair's colour is asked for: all over the hair, if for nothing else, and in hues that hair has. `skin` as
/// skinOf() tells it, but where hair was drawn over it.
void colourHair(cv::Mat& from, cv::Mat& difference, const std::vector<float>& where, const cv::Mat& skin,
                const FaceParts& parts, const std::vector<Reach>& reaches) {
    if (std::none_of(reaches.begin(), reaches.end(), isOfHair)) {
        return;
    }
    const cv::Mat hair = sharesOf(where, parts, from.cols);
    if (std::all_of(reaches.begin(), reaches.end(), isOfHair)) {
        constexpr float Own = 0.6F;
        difference = evened(difference, hair, skin, Own);
        from = evened(from, hair, skin, 1);
    }
    difference = withHairHues(from, difference, skin);
    difference = withBlackness(from, difference, hair, skin, reaches);
}

/// All but what is painted on what the others leave, whose hues bound nothing of them.
std::vector<Reach> besidePaint(const std::vector<Reach>& reaches) {
    std::vector<Reach> others;
    std::copy_if(reaches.begin(), reaches.end(), std::back_inserter(others),
                 [](const Reach& reach) { return !isPaint(reach.place); });
    return others;
}

/// How surely a difference between pictures is another thing and no other light on the same, 0 … 1.
cv::Mat othernessOf(const cv::Mat& difference) {
    constexpr double Same = 0.10;
    constexpr double Other = 0.25;
    std::vector<cv::Mat> channels;
    cv::split(cv::abs(difference), channels);
    cv::Mat most = cv::max(cv::max(channels[0], channels[1]), channels[2]);
    cv::GaussianBlur(most, most, {}, 1.0);
    most = cv::min(cv::max((most - Same) / (Other - Same), 0), 1);
    return most.mul(most).mul(3 - 2 * most);
}

/// CV_32F, side², 0 … 1.
cv::Mat whereMotionMayBe(const FaceEdit& edit, const std::vector<Reach>& reaches, const FaceParts* parts) {
    cv::Mat where = unionOf(reaches, FaceParts::Side, [](const Reach& reach) { return reach.moves; });
    if (parts != nullptr && edit.where.side != 0) {
        where = where.mul(sharesOf(edit.where.maps, *parts));
    }
    cv::resize(where, where, {edit.side, edit.side}, 0, 0, cv::INTER_AREA);
    return where;
}

/// FaceEdit::motion as motionBetween() gives it.
cv::Mat motionOf(const FaceEdit& edit) {
    const std::size_t plane = std::size_t(edit.side) * edit.side;
    cv::Mat motion(edit.side, edit.side, CV_32FC2);
    for (std::size_t i = 0; i < plane; ++i) {
        motion.ptr<cv::Vec2f>()[i] = {edit.motion[i], edit.motion[plane + i]};
    }
    return motion;
}

/// What is known of a face before and after an edit. `from` and all but `to` are the photo's, and move as it does.
struct Scene {
    cv::Mat from;
    cv::Mat to;
    cv::Mat lips;
    std::map<Place, cv::Mat> painted;

    void move(const cv::Mat& motion, const cv::Mat& cover) {
        from = drawnOver(from, motion, cover);
        lips = drawnOver(lips, motion, cover);
        for (auto& [place, picture] : painted) {
            picture = drawnOver(picture, motion, cover);
        }
    }
};

Scene sceneOf(const Decoded& decoded, int side, const FaceParts* parts) {
    Scene scene{pictureOf(decoded.before, side),
                pictureOf(decoded.after, side),
                parts != nullptr ? sharesOf(parts->lips, *parts, side) : cv::Mat::zeros(side, side, CV_32F),
                {}};
    for (const auto& [place, picture] : decoded.painted) {
        scene.painted[place] = pictureOf(picture, side);
    }
    return scene;
}

/// What the photo, moved, becomes: what the model has for it, in colours that people have.
cv::Mat coloured(const Scene& scene, const std::vector<Reach>& reaches, const FaceParts* parts,
                 const std::optional<Fringe>& fringe) {
    const cv::Mat& from = scene.from;
    if (parts == nullptr) {
        return plausible(from, scene.to, reaches, false);
    }
    const auto drawn = besidePaint(reaches);
    cv::Mat to = plausible(from, scene.to, drawn, true);
    to = withOwnFringe(from, to, fringe, drawn, *parts);
    to = withOwnMouth(from, to, scene.lips, drawn);
    return withPaint(from, to, scene.painted, scene.lips, reaches, *parts);
}

}  // namespace

std::vector<float> withoutDrift(const std::vector<float>& before, const std::vector<float>& after, int side,
                                const std::vector<Reach>& reaches, const FaceParts* parts) {
    const cv::Mat from = pictureOf(before, side);
    return planesOf(from + steadied(pictureOf(after, side) - from, reaches, parts));
}

void split(FaceEdit& edit, const Decoded& decoded, const std::vector<Reach>& reaches, const FaceParts* parts) {
    const int side = edit.side;
    Scene scene = sceneOf(decoded, side, parts);
    cv::Mat motion;
    if (std::any_of(reaches.begin(), reaches.end(), [](const Reach& reach) { return reach.moves; })) {
        const cv::Mat moving = decoded.moving.empty() ? scene.to : pictureOf(decoded.moving, side);
        motion = motionBetween(scene.from, moving, whereMotionMayBe(edit, reaches, parts));
    }
    const auto fringe = ownFringe(scene.from, scene.to, edit.where.maps, reaches, parts);
    if (fringe) {
        motion = motion.empty() ? fringe->motion : cv::Mat(motion + fringe->motion);
        edit.cover = planesOf(fringe->cover);
    }
    if (!motion.empty()) {
        scene.move(motion, fringe ? fringe->cover : cv::Mat());
        edit.motion = planesOf(motion);
    }
    cv::Mat& from = scene.from;
    cv::Mat difference = coloured(scene, reaches, parts, fringe) - from;
    if (parts != nullptr && edit.where.side != 0) {
        const cv::Mat skin = skinOf(*parts, side);
        const cv::Mat bare = fringe ? drawnOver(skin, fringe->motion, fringe->cover) : skin;
        colourHair(from, difference, edit.where.maps, cv::min(cv::max(bare, 0), 1), *parts, reaches);
    }
    cv::Mat luma;
    cv::cvtColor(from, luma, cv::COLOR_RGB2GRAY);
    edit.base = planesOf(luma);
    edit.difference = planesOf(difference);
}

std::vector<float> movedBy(const FaceEdit& edit, const std::vector<float>& picture, int side) {
    if (edit.motion.empty()) {
        return picture;
    }
    const auto enlarged = [side](const cv::Mat& map) {
        cv::Mat result;
        cv::resize(map, result, {side, side}, 0, 0, cv::INTER_CUBIC);
        return result;
    };
    const cv::Mat cover = edit.cover.empty() ? cv::Mat() : enlarged(matOf(edit.cover, edit.side));
    return planesOf(drawnOver(pictureOf(picture, side), enlarged(motionOf(edit)), cover));
}

std::vector<float> finer(const FaceEdit& edit, int side, const std::vector<float>& before,
                         const std::vector<float>& after, const std::vector<Reach>& reaches) {
    const cv::Mat from = pictureOf(before, side);
    const bool isMaskedByPhoto = edit.where.side != 0;
    const auto drawn = isMaskedByPhoto ? besidePaint(reaches) : reaches;
    const cv::Mat difference = plausible(from, pictureOf(after, side), drawn, isMaskedByPhoto) - from;
    cv::Mat base;
    cv::cvtColor(from, base, cv::COLOR_RGB2GRAY);
    cv::Mat all;
    cv::merge(std::vector<cv::Mat>{difference, base}, all);
    cv::Mat coarse;
    cv::resize(all, coarse, {edit.side, edit.side}, 0, 0, cv::INTER_AREA);
    cv::Mat share = othernessOf(pictureOf(edit.difference, edit.side));
    cv::resize(share, share, {side, side}, 0, 0, cv::INTER_LINEAR);
    share = share.mul(unionOf(reaches, side, [](const Reach& reach) { return reach.adds; }));
    cv::merge(std::vector<cv::Mat>(4, share), share);
    return planesOf(share.mul(all - resampled(coarse, side, {})));  // coarse as EditGrid shows it
}

}  // namespace facet::face
