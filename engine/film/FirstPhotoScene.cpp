// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

#include <algorithm>
#include <cmath>

namespace facet::film {
namespace {

constexpr int LargestCrop = 1024;  // a face that is larger in the film is softened there

/// The first photo as a whole, in which the face becomes the others' faces: what they differ from it is blended in.
class FirstPhotoScene : public FilmScene {
 public:
    FirstPhotoScene(const FaceEngine& engine, const FilmPlan& plan, Image picture, bool evenSides)
        : FilmScene(legalSide(picture.width(), evenSides), legalSide(picture.height(), evenSides)),
          m_engine(engine),
          m_path(plan.path),
          m_closed(plan.timing.closed()),
          m_scale(photoScale(plan)),
          m_alignment(plan.keys.front().alignment),
          m_mask(plan.keys.front().recipe.mask),
          m_picture(std::move(picture)) {
        const int side = std::clamp(static_cast<int>(std::lround(m_alignment.side() * m_scale)), engine.info().cropSide,
                                    LargestCrop);
        for (const FilmKey& key : plan.keys) {
            m_faces.push_back(engine.encode(*key.photo, key.alignment));
            m_crops.push_back(face::cropPicture(*key.photo, key.alignment, side));
        }
    }

    std::vector<Image> frames(const std::vector<double>& positions) override {
        const auto differences =
            measured(m_decodeMs, [&] { return m_engine.between(m_faces, m_path, m_closed, positions); });
        return measured(m_compositeMs, [&] {
            std::vector<Image> frames;
            for (std::size_t i = 0; i < positions.size(); ++i) {
                frames.push_back(frame(Between(positions[i], m_crops.size()), differences[i]));
            }
            return frames;
        });
    }

 private:
    Image frame(const Between& place, const std::vector<float>& difference) const {
        FaceEdit edit;
        edit.alignment = m_alignment;
        edit.mask = m_mask;
        edit.side = m_crops.front().width();
        edit.difference = face::differenceFrom(m_crops.front(), m_crops[place.from], m_crops[place.to], place.t,
                                               difference, m_engine.info().cropSide);
        return m_engine.composite(m_picture, m_scale, {0, 0, width(), height()}, {edit});
    }

    const FaceEngine& m_engine;
    FilmPath m_path;
    bool m_closed;
    double m_scale;
    Alignment m_alignment;
    MaskMode m_mask;
    Image m_picture;
    std::vector<std::shared_ptr<const EncodedFace>> m_faces;
    std::vector<Image> m_crops;
};

}  // namespace

std::unique_ptr<FilmScene> makeFirstPhotoScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    return std::make_unique<FirstPhotoScene>(engine, plan,
                                             face::filmPicture(*plan.keys.front().photo, photoScale(plan)), evenSides);
}

}  // namespace facet::film
