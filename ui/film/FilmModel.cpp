// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/FilmModel.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

void FilmModel::announceChange() {
    ++m_revision;
    Q_EMIT changed();
}

void FilmModel::insert(int index, const KeyFrame& key) {
    const int place = std::clamp(index, 0, count());
    m_keys.insert(m_keys.begin() + place, key);
    m_current = place;
    announceChange();
    Q_EMIT currentChanged();
}

void FilmModel::remove(int index) {
    m_keys.erase(m_keys.begin() + index);
    m_current = std::min(m_current - (index < m_current ? 1 : 0), count() - 1);
    announceChange();
    Q_EMIT currentChanged();
}

void FilmModel::move(int from, int to) {
    if (from == to || from < 0 || to < 0 || from >= count() || to >= count()) {
        return;
    }
    const KeyFrame key = m_keys[static_cast<std::size_t>(from)];
    m_keys.erase(m_keys.begin() + from);
    m_keys.insert(m_keys.begin() + to, key);
    m_current = to;
    announceChange();
    Q_EMIT currentChanged();
}

void FilmModel::setCurrent(int index) {
    if (index != m_current && index >= 0 && index < count()) {
        m_current = index;
        Q_EMIT currentChanged();
    }
}

void FilmModel::setStretch(int index, const film::Stretch& stretch) {
    film::Stretch& own = m_keys.at(static_cast<std::size_t>(index)).stretch;
    if (own != stretch) {
        own = stretch;
        announceChange();
    }
}

void FilmModel::setThumbnail(const std::shared_ptr<const Image>& still, const QImage& thumbnail) {
    for (KeyFrame& key : m_keys) {
        if (key.still == still) {
            key.thumbnail = thumbnail;
        }
    }
    Q_EMIT thumbnailsChanged();
}

void FilmModel::setLoop(film::Loop loop) {
    if (std::exchange(m_loop, loop) != loop) {
        announceChange();
    }
}

void FilmModel::setFraming(FilmFraming framing) {
    if (std::exchange(m_framing, framing) != framing) {
        announceChange();
    }
}

void FilmModel::setPath(FilmPath path) {
    if (std::exchange(m_path, path) != path) {
        announceChange();
    }
}

FilmPlan FilmModel::plan(int fps, int size) const {
    FilmPlan plan;
    for (const KeyFrame& key : m_keys) {
        plan.keys.push_back(key.key);
        plan.timing.keys.push_back(key.stretch);
    }
    plan.timing.fps = fps;
    plan.timing.loop = m_loop;
    plan.framing = m_framing;
    plan.path = m_path;
    plan.size = size;
    return plan;
}

}  // namespace facet::ui
