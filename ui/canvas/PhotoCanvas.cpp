// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas shows; what mouse, pen and keys do to it is in PhotoCanvasInput.cpp.
#include "ui/canvas/PhotoCanvas.h"

#include "ui/canvas/ComparePainter.h"
#include "ui/theme/Theme.h"

#include <QGuiApplication>
#include <QPainter>

namespace facet::ui {

PhotoCanvas::PhotoCanvas(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Photo"));
    setWhatsThis(
        tr("The photo at its own size. The wheel zooms at the cursor, the middle button or space and a drag move it; a "
           "click on a frame chooses that face, and the eye marks in it can be dragged."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    // Positions in a photo do not change sides in languages that are written from the right.
    setLayoutDirection(Qt::LeftToRight);
}

void PhotoCanvas::setPhoto(const OpenedPhotoPtr& photo) {
    m_photo = photo;
    m_frames.setPhoto(photo);
    m_mask.setPreview(nullptr);
    m_overlay.setFaces({}, -1);
    stopMarkingEyes();
    m_view.setPhoto(photo ? QSize(photo->image().width(), photo->image().height()) : QSize());
    afterViewChange();
}

void PhotoCanvas::setFaces(const std::vector<Face>& faces, int current) {
    m_overlay.setFaces(faces, current);
    update();
}

void PhotoCanvas::setPreview(const PreviewPtr& preview) {
    if (preview && preview->photo != m_photo) {
        return;
    }
    m_frames.setPreview(preview);
    m_mask.setPreview(preview);
    update();
}

void PhotoCanvas::setBrush(const std::optional<BrushShape>& brush) {
    m_brush = brush;
    if (!brush && m_grip == Grip::Brush) {
        m_grip = Grip::Nothing;
    }
    updateCursor(m_lastPosition);
    update();
}

void PhotoCanvas::setMaskShown(bool shown) {
    if (shown != m_maskShown) {
        m_maskShown = shown;
        update();
        Q_EMIT maskShownChanged();
    }
}

void PhotoCanvas::setScreenColours(const ScreenColoursPtr& colours) {
    if (colours != m_frames.colours()) {
        m_frames.setColours(colours);
        afterViewChange();
    }
}

void PhotoCanvas::showLevel(const ShownLevelPtr& converted) {
    if (m_frames.show(converted)) {
        update();
    }
}

void PhotoCanvas::setBeforeShown(bool shown) {
    m_beforeShown = shown;
    update();
}

void PhotoCanvas::setOutlinesShown(bool shown) {
    m_outlinesShown = shown;
    update();
}

void PhotoCanvas::setCompareMode(CompareMode mode) {
    m_compare.setMode(mode);
    updateViewport();
    updateCursor(m_lastPosition);
    update();
}

void PhotoCanvas::setDifferenceGain(double gain) {
    m_differenceGain = gain;
    update();
}

void PhotoCanvas::fit() {
    m_view.fit();
    afterViewChange();
}

void PhotoCanvas::zoomTo(double devicePixelsPerPhotoPixel) {
    m_view.zoomTo(devicePixelsPerPhotoPixel, m_view.centre());
    afterViewChange();
}

void PhotoCanvas::paintEvent(QPaintEvent*) {
    updateViewport();  // the window may have come to a screen with another scale
    QPainter painter(this);
    const QColor surround = Theme::photoSurround(palette());
    if (m_beforeShown) {
        for (const QPointF pane : {QPointF(0, 0), m_compare.afterPane()}) {
            painter.drawImage(pane, m_frames.before(m_view, surround));
            CanvasOverlay::paintBadge(painter, tr("Before"), pane + QPointF(16, 16));
        }
        return;
    }
    paintCompared(painter, {m_frames, m_view, m_compare, surround, m_differenceGain});
    painter.setClipRect(QRectF(m_compare.afterPane(), m_compare.paneSize()));
    painter.translate(m_compare.afterPane());
    paintMarks(painter);
}

void PhotoCanvas::paintMarks(QPainter& painter) {
    if (m_maskShown && m_compare.mode() != CompareMode::Difference) {
        m_mask.paint(painter, m_view);
    }
    if (m_brush) {
        m_overlay.paintReach(painter, m_view);
    }
    if (m_brush && underMouse() && !m_panKeyHeld && m_grip != Grip::Pan) {
        BrushShape brush = *m_brush;
        brush.tool = m_grip == Grip::Brush ? m_strokeTool : brush.toolWith(QGuiApplication::keyboardModifiers());
        brush.radius *= m_grip == Grip::Brush ? m_pressure : 1;
        MaskOverlay::paintBrush(painter, m_compare.toPane(m_lastPosition), brush);
    }
    if (areMarksShown()) {
        m_overlay.paintFaces(painter, m_view);
    }
    if ((m_eyesShown && areMarksShown()) || m_grip == Grip::Eye) {
        m_overlay.paintEyes(painter, m_view);
    }
    if (m_firstEye) {
        CanvasOverlay::paintEyeMark(painter, m_view.toWidget(QPointF(m_firstEye->x, m_firstEye->y)));
    }
}

void PhotoCanvas::resizeEvent(QResizeEvent*) {
    updateViewport();
}

void PhotoCanvas::updateViewport() {
    const ViewTransform last = m_view;
    m_compare.setSize(size());
    m_view.setViewport(m_compare.paneSize(), devicePixelRatioF());
    if (m_view != last) {
        Q_EMIT viewChanged();
    }
}

void PhotoCanvas::afterViewChange() {
    update();
    Q_EMIT viewChanged();
}

}  // namespace facet::ui
