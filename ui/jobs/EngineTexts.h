// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace facet::ui {

/// What the engine says, in the window's language and in the window's words: where the engine names an option of the
/// command line, this names what the window has for it. Texts that it does not know stay as they are.
QString inTheWindowsWords(const QString& engineText);

}  // namespace facet::ui
