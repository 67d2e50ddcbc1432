// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/film/Scenes.h"

namespace facet::film {

FacesScene::FacesScene(const FaceEngine& engine, const FilmPlan& plan, int width, int height)
    : FilmScene(width, height), m_engine(engine), m_path(plan.path), m_closed(plan.timing.closed()) {
    for (const FilmKey& key : plan.keys) {
        m_faces.push_back(engine.encode(*key.photo, key.alignment));
    }
}

std::vector<Image> FacesScene::frames(const std::vector<double>& positions) {
    const auto differences =
        measured(m_decodeMs, [&] { return m_engine.between(m_faces, m_path, m_closed, positions); });
    return measured(m_compositeMs, [&] {
        std::vector<Image> frames;
        for (std::size_t i = 0; i < positions.size(); ++i) {
            frames.push_back(frame(Between(positions[i], m_faces.size()), differences[i]));
        }
        return frames;
    });
}

}  // namespace facet::film
