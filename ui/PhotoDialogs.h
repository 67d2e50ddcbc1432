// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"

#include <filesystem>
#include <functional>

class QWidget;

namespace facet::ui {

using PathChosen = std::function<void(const std::filesystem::path&)>;

/// Both return at once; `chosen` is called when the person has chosen a file.
void askForPhoto(QWidget* parent, const PathChosen& chosen);
/// Asks before an existing file is chosen.
void askWhereToSave(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen);

}  // namespace facet::ui
