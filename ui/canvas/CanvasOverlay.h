// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/canvas/ViewTransform.h"

#include <QPointF>
#include <QSizeF>

#include <vector>

class QFont;
class QPainter;

namespace facet::ui {

/// What is drawn over the photo: the faces' outlines and the eye marks that the person is setting.
class CanvasOverlay {
 public:
    void setFaces(const std::vector<Face>& faces, int current);
    /// The face under a position, the smallest where they overlap; −1: none.
    int faceAt(QPointF inWidget, const ViewTransform& view) const;

    /// The chosen face's eye under a position: 0 the left one, 1 the right one, −1 none.
    int eyeAt(QPointF inWidget, const ViewTransform& view) const;
    bool isNearChosenFace(QPointF inWidget, const ViewTransform& view) const;
    void moveEye(int eye, QPointF inPhoto);
    Point eye(int which) const;

    void paintFaces(QPainter& painter, const ViewTransform& view) const;
    /// The border of what an edit of the chosen face can reach.
    void paintReach(QPainter& painter, const ViewTransform& view) const;
    void paintEyes(QPainter& painter, const ViewTransform& view) const;  ///< the chosen face's
    static void paintEyeMark(QPainter& painter, QPointF inWidget);
    /// A word on a dark ground.
    static void paintBadge(QPainter& painter, const QString& text, QPointF corner);
    static QSizeF badgeSize(const QFont& font, const QString& text);

 private:
    bool isFaceChosen() const { return m_current >= 0 && m_current < static_cast<int>(m_faces.size()); }

    std::vector<Face> m_faces;
    int m_current = -1;
};

}  // namespace facet::ui
