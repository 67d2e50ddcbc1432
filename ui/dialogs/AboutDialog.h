// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QDialog>

namespace facet::ui {

/// Versions, the device, the model's card, licences. `info` may be null: the engine is not loaded.
class AboutDialog : public QDialog {
    Q_OBJECT

 public:
    AboutDialog(const EngineInfo* info, QWidget* parent);
};

}  // namespace facet::ui
