// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

#include <algorithm>
#include <cmath>

namespace facet::film {
namespace {

constexpr int LargestCrop = 1024;  // a face that is larger in the film is softened there

/// The first photo as a whole, in which the face becomes the others' faces: what they differ from it is blended in.
class FirstPhotoScene : public FacesScene {
 public:
    FirstPhotoScene(const FaceEngine& engine, const FilmPlan& plan, Image picture, bool evenSides)
        : FacesScene(engine, plan, legalSide(picture.width(), evenSides), legalSide(picture.height(), evenSides)),
          m_scale(photoScale(plan)),
          m_alignment(plan.keys.front().alignment),
          m_mask(plan.keys.front().recipe.mask),
          m_picture(std::move(picture)) {
        const int side = std::clamp(static_cast<int>(std::lround(m_alignment.side() * m_scale)), engine.info().cropSide,
                                    LargestCrop);
        for (const FilmKey& key : plan.keys) {
            m_crops.push_back(face::cropPicture(*key.photo, key.alignment, side));
        }
    }

 private:
    Image frame(const Between& place, const std::vector<float>& difference) const override {
        FaceEdit edit;
        edit.alignment = m_alignment;
        edit.mask = m_mask;
        edit.side = m_crops.front().width();
        edit.difference = face::differenceFrom(m_crops.front(), m_crops[place.from], m_crops[place.to], place.t,
                                               difference, m_engine.info().cropSide);
        return m_engine.composite(m_picture, m_scale, {0, 0, width(), height()}, {edit});
    }

    double m_scale;
    Alignment m_alignment;
    MaskMode m_mask;
    Image m_picture;
    std::vector<Image> m_crops;
};

}  // namespace

std::unique_ptr<FilmScene> makeFirstPhotoScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    return std::make_unique<FirstPhotoScene>(engine, plan,
                                             face::filmPicture(*plan.keys.front().photo, photoScale(plan)), evenSides);
}

}  // namespace facet::film
