// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/Morph.h"
#include "engine/film/Scenes.h"

namespace facet::film {
namespace {

constexpr int DefaultSize = 512;

/// Aligned crops that become one another.
class FaceScene : public FilmScene {
 public:
    FaceScene(const FaceEngine& engine, const FilmPlan& plan, int side)
        : FilmScene(side, side), m_engine(engine), m_path(plan.path), m_closed(plan.timing.closed()) {
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
                const Between place(positions[i], m_crops.size());
                frames.push_back(face::morph(m_crops[place.from], m_crops[place.to], place.t, differences[i],
                                             m_engine.info().cropSide));
            }
            return frames;
        });
    }

 private:
    const FaceEngine& m_engine;
    FilmPath m_path;
    bool m_closed;
    std::vector<std::shared_ptr<const EncodedFace>> m_faces;
    std::vector<Image> m_crops;
};

}  // namespace

std::unique_ptr<FilmScene> makeFaceScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    return std::make_unique<FaceScene>(engine, plan, legalSide(plan.size > 0 ? plan.size : DefaultSize, evenSides));
}

}  // namespace facet::film
