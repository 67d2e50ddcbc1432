// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace facet::ui {

/// An icon of the program's family (`name` as in resources/icons), drawn in the palette's colours: it follows the
/// theme, greys out, and is sharp at every scale.
QIcon tintedIcon(const QString& name);

}  // namespace facet::ui
