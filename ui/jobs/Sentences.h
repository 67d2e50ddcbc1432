// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <exception>

namespace facet::ui {

/// A sentence for the person, from whatever the engine threw.
QString sentenceOf(const std::exception_ptr& error);

}  // namespace facet::ui
