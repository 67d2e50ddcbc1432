// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace facet::ui {

/// Shows the program, and Qt's own dialogs where Qt has the language, in "system"'s or a named language; English where
/// there is no translation. Before the first widget is made.
void installTranslations(const QString& language);

}  // namespace facet::ui
