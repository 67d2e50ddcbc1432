// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

#include <algorithm>

namespace facet::film {
namespace {

/// Photos as wholes that become one another. Each fills the frame; on the way both are moved so that their faces lie
/// at the same place, which goes from where the one is to where the other is.
class PhotosScene : public FilmScene {
 public:
    PhotosScene(const FaceEngine& engine, const FilmPlan& plan, int width, int height)
        : FilmScene(width, height), m_engine(engine), m_path(plan.path), m_closed(plan.timing.closed()) {
        for (const FilmKey& key : plan.keys) {
            m_faces.push_back(engine.encode(*key.photo, key.alignment));
            m_pictures.push_back(face::filling(*key.photo, key.alignment, width, height));
        }
    }

    std::vector<Image> frames(const std::vector<double>& positions) override {
        const auto differences =
            measured(m_decodeMs, [&] { return m_engine.between(m_faces, m_path, m_closed, positions); });
        return measured(m_compositeMs, [&] {
            std::vector<Image> frames;
            for (std::size_t i = 0; i < positions.size(); ++i) {
                frames.push_back(frame(Between(positions[i], m_pictures.size()), differences[i]));
            }
            return frames;
        });
    }

 private:
    Image frame(const Between& place, const std::vector<float>& difference) const {
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

    const FaceEngine& m_engine;
    FilmPath m_path;
    bool m_closed;
    std::vector<std::shared_ptr<const EncodedFace>> m_faces;
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
