// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

namespace facet::film {
namespace {

constexpr int DefaultSize = 512;

/// Aligned crops that become one another.
class FaceScene : public FacesScene {
 public:
    FaceScene(const FaceEngine& engine, const FilmPlan& plan, int side) : FacesScene(engine, plan, side, side) {
        for (const FilmKey& key : plan.keys) {
            m_crops.push_back(face::cropPicture(*key.photo, key.alignment, side));
        }
    }

 private:
    Image frame(const Between& place, const std::vector<float>& difference) const override {
        return face::morph(m_crops[place.from], m_crops[place.to], place.t, difference, m_engine.info().cropSide);
    }

    std::vector<Image> m_crops;
};

}  // namespace

std::unique_ptr<FilmScene> makeFaceScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    return std::make_unique<FaceScene>(engine, plan, legalSide(plan.size > 0 ? plan.size : DefaultSize, evenSides));
}

}  // namespace facet::film
