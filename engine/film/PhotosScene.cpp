// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

#include <algorithm>

namespace facet::film {
namespace {

/// Photos as wholes that become one another. Each fills the frame; on the way both are moved so that their faces lie
/// at the same place, which goes from where the one is to where the other is.
class PhotosScene : public FacesScene {
 public:
    PhotosScene(const FaceEngine& engine, const FilmPlan& plan, int width, int height)
        : FacesScene(engine, plan, width, height) {
        for (const FilmKey& key : plan.keys) {
            m_pictures.push_back(face::filling(*key.photo, key.alignment, width, height));
        }
    }

 private:
    Image frame(const Between& place, const std::vector<float>& difference) const override {
        const face::PlacedPicture& from = m_pictures[place.from];
        const face::PlacedPicture mixed = face::moved(from, m_pictures[place.to], place.t);
        if (place.t == 0) {
            return mixed.picture;
        }
        FaceEdit edit;
        edit.alignment = mixed.alignment;
        edit.side = m_engine.info().cropSide;
        edit.difference = difference;
        return m_engine.composite(mixed.picture, 1, mixed.picture.bounds(), {edit});
    }

    std::vector<face::PlacedPicture> m_pictures;
};

}  // namespace

std::unique_ptr<FilmScene> makePhotosScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    const Image& first = *plan.keys.front().photo;
    const double scale = photoScale(plan);
    const auto side = [&](int pixels) { return legalSide(face::scaledSide(pixels, scale), evenSides); };
    return std::make_unique<PhotosScene>(engine, plan, side(first.width()), side(first.height()));
}

}  // namespace facet::film
