// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace facet::ui {

class EditSession;
class EngineService;

/// What the engine is doing, in words; empty: nothing.
QString activityOf(const EngineService& service);

/// Why no slider can be moved now; empty: they can.
QString whyNoSliders(const EngineService& service, const EditSession& session);

}  // namespace facet::ui
