// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/ScreenColours.h"
#include "ui/OpenedPhoto.h"

#include <QImage>

#include <memory>
#include <vector>

namespace facet::ui {

/// Null: the screen shows sRGB as it is.
using ScreenColoursPtr = std::shared_ptr<const media::ScreenColours>;

/// The picture as the screen is to show it. For a worker.
QImage shownPicture(const Image& picture, const ScreenColoursPtr& colours);

/// A level of a photo's pyramid in the colours of a screen.
struct ShownLevel {
    OpenedPhotoPtr photo;
    ScreenColoursPtr colours;
    int level = 0;
    Image picture;
};

using ShownLevelPtr = std::shared_ptr<const ShownLevel>;

/// Converts the whole level: meant for a worker.
ShownLevelPtr shownLevel(OpenedPhotoPtr photo, int level, ScreenColoursPtr colours);

/// What a photo is first seen as, before anybody knows how large that will be. Null without colours. For a worker, too.
ShownLevelPtr firstShownLevel(const OpenedPhotoPtr& photo, const ScreenColoursPtr& colours);

/// A photo's pyramid as the screen shows it: the photo's own levels where that is sRGB, else those that were converted.
/// Until the level that is wanted is among them, the next best stands in: one of other sharpness, one in the colours of
/// the last screen, the photo's own.
class ShownLevels {
 public:
    struct Found {
        const Image* picture = nullptr;
        int level = 0;
    };

    void setPhoto(OpenedPhotoPtr photo);
    void setColours(ScreenColoursPtr colours);
    const OpenedPhotoPtr& photo() const { return m_photo; }
    const ScreenColoursPtr& colours() const { return m_colours; }

    /// False where it is of another photo or in other colours: then it is of no use any more.
    bool take(const ShownLevelPtr& converted);
    bool lacks(int level) const;
    Found find(int level) const;  ///< there must be a photo

 private:
    OpenedPhotoPtr m_photo;
    ScreenColoursPtr m_colours;
    std::vector<ShownLevelPtr> m_levels;  ///< by their numbers; null: not converted yet
};

}  // namespace facet::ui
