// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/CompareLayout.h"

#include <QObject>

namespace facet::ui {

class Actions;
class GainBar;
class PhotoCanvas;

/// The ways to compare before and after: one of them at a time, each ended by what began it.
class CompareControl : public QObject {
    Q_OBJECT

 public:
    CompareControl(const Actions& actions, PhotoCanvas& canvas, QObject* parent);

    /// Back to the edited photo alone; false where it was shown alone already.
    bool end();

 private:
    void toggle(CompareMode mode);

    const Actions& m_actions;
    PhotoCanvas& m_canvas;
    GainBar* m_gain;
};

}  // namespace facet::ui
