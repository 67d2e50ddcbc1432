// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/CompareLayout.h"
#include "ui/canvas/FrameRenderer.h"
#include "ui/canvas/ViewTransform.h"

#include <QColor>

class QPainter;

namespace facet::ui {

/// The photo as a compare mode shows it.
struct ComparedPhoto {
    FrameRenderer& frames;
    const ViewTransform& view;
    const CompareLayout& layout;
    QColor surround;
    double gain;  ///< of the difference
};

void paintCompared(QPainter& painter, const ComparedPhoto& photo);

}  // namespace facet::ui
