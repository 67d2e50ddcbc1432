// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/canvas/ViewTransform.h"

#include <QPointF>

#include <vector>

class QPainter;

namespace facet::ui {

/// What is drawn over the photo: the faces' outlines and the eye marks that the person is setting.
class CanvasOverlay {
 public:
    void setFaces(const std::vector<Face>& faces, int current);
    /// The face under a position, the smallest where they overlap; −1: none.
    int faceAt(QPointF inWidget, const ViewTransform& view) const;

    void paintFaces(QPainter& painter, const ViewTransform& view) const;
    static void paintEyeMark(QPainter& painter, QPointF inWidget);
    /// A word on a dark ground in the corner.
    static void paintBadge(QPainter& painter, const QString& text, const QRectF& corner);

 private:
    std::vector<Face> m_faces;
    int m_current = -1;
};

}  // namespace facet::ui
