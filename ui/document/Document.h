// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/PhotoEdit.h"
#include "ui/OpenedPhoto.h"

#include <QUndoStack>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace facet::ui {

struct FaceState {
    PlacedFace placed;
    EditRecipe recipe;
    std::shared_ptr<const EncodedFace> encoded;  ///< null until the engine has answered
};

/// One photo of those that are open, and what is done to it. Its pixels are in memory only while it is shown.
struct Document {
    explicit Document(PhotoSource from) : source(std::move(from)) {}

    PhotoSource source;
    std::vector<FaceState> faces;
    bool facesKnown = false;  ///< they have been found or read from a project, though there may be none
    int current = -1;         ///< the chosen face; −1: none
    QUndoStack undo;
    std::optional<EditRecipe> waiting;  ///< to be given to the first face once the faces are known
    std::filesystem::path project;      ///< the file that it was read from or saved in; empty: none

    bool hasUnsavedEdits() const { return !undo.isClean(); }
};

using DocumentPtr = std::shared_ptr<Document>;

}  // namespace facet::ui
