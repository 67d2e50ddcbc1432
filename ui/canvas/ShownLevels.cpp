// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ShownLevels.h"

#include "ui/canvas/PictureConversion.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

QImage shownPicture(const Image& picture, const ScreenColoursPtr& colours) {
    if (!colours) {
        return toQImage(picture, picture.bounds());
    }
    const Image converted = colours->toScreen(picture);
    return toQImage(converted, converted.bounds());
}

ShownLevelPtr shownLevel(OpenedPhotoPtr photo, int level, ScreenColoursPtr colours) {
    Image picture = colours->toScreen(photo->pyramid.level(level));
    return std::make_shared<const ShownLevel>(
        ShownLevel{std::move(photo), std::move(colours), level, std::move(picture)});
}

ShownLevelPtr firstShownLevel(const OpenedPhotoPtr& photo, const ScreenColoursPtr& colours) {
    constexpr double LongerSide = 1024;  // pixels, at least
    const Image& image = photo->image();
    const int level = photo->pyramid.levelFor(LongerSide / std::max(image.width(), image.height()));
    return colours ? shownLevel(photo, level, colours) : nullptr;
}

void ShownLevels::setPhoto(OpenedPhotoPtr photo) {
    m_photo = std::move(photo);
    m_levels.assign(m_photo ? std::size_t(m_photo->pyramid.levelCount()) : 0, nullptr);
}

void ShownLevels::setColours(ScreenColoursPtr colours) {
    m_colours = std::move(colours);
    if (!m_colours) {
        std::fill(m_levels.begin(), m_levels.end(), nullptr);
    }
}

bool ShownLevels::take(const ShownLevelPtr& converted) {
    if (converted->photo != m_photo || converted->colours != m_colours) {
        return false;
    }
    std::replace_if(
        m_levels.begin(), m_levels.end(),
        [this](const ShownLevelPtr& kept) { return kept && kept->colours != m_colours; }, nullptr);
    m_levels[std::size_t(converted->level)] = converted;
    return true;
}

bool ShownLevels::lacks(int level) const {
    if (!m_photo || !m_colours) {
        return false;
    }
    const ShownLevelPtr& kept = m_levels[std::size_t(level)];
    return !kept || kept->colours != m_colours;
}

ShownLevels::Found ShownLevels::find(int level) const {
    if (m_colours) {
        for (int distance = 0; distance < int(m_levels.size()); ++distance) {
            for (const int candidate : {level + distance, level - distance}) {  // first a coarser one: it is smaller
                if (candidate >= 0 && candidate < int(m_levels.size()) && m_levels[std::size_t(candidate)]) {
                    return {&m_levels[std::size_t(candidate)]->picture, candidate};
                }
            }
        }
    }
    return {&m_photo->pyramid.level(level), level};
}

}  // namespace facet::ui
