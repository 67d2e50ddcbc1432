// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QString>

namespace facet::ui {

/// What the model's maker says of it, an entry a line.
QString modelCardOf(const EngineInfo& info);

}  // namespace facet::ui
