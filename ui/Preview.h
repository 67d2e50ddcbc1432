// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/OpenedPhoto.h"
#include "ui/canvas/ShownLevels.h"

#include <memory>
#include <string>
#include <vector>

namespace facet::ui {

/// One face and what is to be done to it.
struct EditedFace {
    std::shared_ptr<const EncodedFace> face;
    EditRecipe recipe;
    int index = 0;  ///< among the photo's faces
};

/// Asks for the edited pixels of a part of one pyramid level.
struct PreviewRequest {
    OpenedPhotoPtr photo;
    int level = 0;
    PixelRect region;  ///< in the level's pixels
    std::vector<EditedFace> faces;
    int masked = -1;  ///< the one of them whose mask is to be shown; −1: none
    ScreenColoursPtr colours = {};
};

/// The answer: `picture` lies at `region` of `level`.
struct Preview {
    OpenedPhotoPtr photo;
    int level = 0;
    PixelRect region;
    Image picture;                    ///< in the screen's colours
    Image mask;                       ///< where the asked-for face's edit may touch it, grey; else empty
    std::vector<EditedFace> limited;  ///< those whose edit was scaled back to where the model is stable
    double milliseconds = 0;          ///< from the request to its arrival on the ui thread
};

using PreviewPtr = std::shared_ptr<const Preview>;

/// Asks what a slider would make of a face at −1 and at +1, everything else as it is.
struct TryOutRequest {
    OpenedPhotoPtr photo;
    EditedFace face;
    std::string name;  ///< the attribute's
};

struct SaveRequest {
    OpenedPhotoPtr photo;
    std::vector<EditedFace> faces;  ///< empty: the photo's own pixels are written
    std::filesystem::path path;     ///< replaced where it exists, the file dialog has asked; empty: for the clipboard
    media::WriteOptions options = {};  ///< quality, metadata, size
    bool forOthers = false;            ///< for another program: handedOver() tells of it, not saved()
};

}  // namespace facet::ui
