// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/Preview.h"
#include "ui/jobs/EditCache.h"

namespace facet::ui {

/// What the request asks for, in the colours that it names. On the engine's thread, whose cache this is.
Preview makePreview(const FaceEngine& engine, const PreviewRequest& request, EditCache& cache);

}  // namespace facet::ui
