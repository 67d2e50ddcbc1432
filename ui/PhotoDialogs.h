// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"

#include <filesystem>
#include <functional>
#include <vector>

class QWidget;

namespace facet::ui {

using PathChosen = std::function<void(const std::filesystem::path&)>;
using PathsChosen = std::function<void(const std::vector<std::filesystem::path>&)>;

/// What the edited photo is called unless the person says otherwise: "portrait-edited.jpg".
QString editedName(const PhotoSource& photo);

/// All return at once; `chosen` is called when the person has chosen.
void askForPhotos(QWidget* parent, const PathsChosen& chosen);
void askForSecondFace(QWidget* parent, const PathChosen& chosen);
/// Asks before an existing file is chosen.
void askWhereToSave(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen);
/// The same for one format.
void askWhereToExport(QWidget* parent, const PhotoSource& photo, const QString& suffix, const PathChosen& chosen);
void askWhereToSaveProject(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen);
/// A preset's file to read, or to write under a name.
void askForPreset(QWidget* parent, const PathsChosen& chosen);
void askWhereToSavePreset(QWidget* parent, const QString& name, const PathChosen& chosen);

/// For a learnt attribute.
void askWhereToSaveAttribute(QWidget* parent, const QString& name, const PathChosen& chosen);

/// Of photos to read, or for results.
void askForFolder(QWidget* parent, const PathChosen& chosen);
void askWhereToSaveReport(QWidget* parent, const PathChosen& chosen);

}  // namespace facet::ui
