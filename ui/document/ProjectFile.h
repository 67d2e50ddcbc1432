// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/Document.h"

#include <QByteArray>

#include <filesystem>
#include <string>
#include <vector>

namespace facet::ui {

/// A photo and what is done to it, as a value: what a project file and the recovery journal hold.
///
/// A .facet file is one JSON object:
/// {"format": "facet-project", "version": 1, "model": HASH, "chosen": 0,
///  "photo": {"path": relative to the project, "absolute": PATH} or, for a pasted picture, {"name": …, "png": base64},
///  "faces": [{"leftEye": [x, y], "rightEye": [x, y], "box": [x, y, width, height], "warnings": […], "recipe": {…}}]},
///  recipes as in RecipeText.h,
/// with positions in pixels of the photo as it is shown, upright. The photo's own file is never written to.
struct Project {
    struct PlacedRecipe {
        Face face;
        EditRecipe recipe;
    };

    PhotoSource photo;
    bool facesKnown = false;
    std::vector<PlacedRecipe> faces;
    int chosen = -1;
    std::string model;           ///< the hash of the model that the edits were made with; empty: not known
    std::filesystem::path path;  ///< the project's own file; empty: none
};

Project projectOf(const Document& document, const std::string& modelHash);
DocumentPtr documentOf(const Project& project);

/// `folder`: what relative paths are relative to.
QByteArray toJson(const Project& project, const std::filesystem::path& folder);
/// Throws Error(Input) with what is wrong: no project, of a later version, damaged, its photo is missing.
Project projectFrom(const QByteArray& json, const std::filesystem::path& folder);

/// Throw Error(Output), Error(Input). Writing replaces what was there at once or not at all.
void writeProject(const Project& project, const std::filesystem::path& path);
Project readProject(const std::filesystem::path& path);

}  // namespace facet::ui
