// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QString>

#include <exception>
#include <string>

namespace facet::ui {

/// A sentence for the person, from whatever the engine threw.
QString sentenceOf(const std::exception_ptr& error);

/// The same from the engine's words.
QString sentenceOf(const std::string& engineText);

/// Why this device computes.
QString deviceReasonOf(const EngineInfo& info);

}  // namespace facet::ui
