// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoCanvas.h"

#include "ui/theme/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace facet::ui {

namespace {

/// Zoom by a factor of two for three notches of the wheel.
constexpr double NotchesPerOctave = 3;
constexpr double AngleOfNotch = 120;

}  // namespace

PhotoCanvas::PhotoCanvas(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Photo"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    // Positions in a photo do not change sides in languages that are written from the right.
    setLayoutDirection(Qt::LeftToRight);
}

void PhotoCanvas::setPhoto(const OpenedPhotoPtr& photo) {
    m_photo = photo;
    m_frames.setPhoto(photo);
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
    update();
}

void PhotoCanvas::setBeforeShown(bool shown) {
    m_beforeShown = shown;
    update();
}

void PhotoCanvas::setOutlinesShown(bool shown) {
    m_outlinesShown = shown;
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

void PhotoCanvas::startMarkingEyes() {
    m_marking = m_photo != nullptr;
    m_firstEye.reset();
    setFocus();
    updateCursor(m_lastPosition);
    update();
}

void PhotoCanvas::setPanKeyHeld(bool held) {
    m_panKeyHeld = held;
    updateCursor(m_lastPosition);
}

bool PhotoCanvas::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        return pinch(*static_cast<QNativeGestureEvent*>(event));
    }
    return QWidget::event(event);
}

bool PhotoCanvas::pinch(const QNativeGestureEvent& gesture) {
    if (gesture.gestureType() != Qt::ZoomNativeGesture) {
        return false;
    }
    m_view.zoomTo(m_view.zoom() * (1 + gesture.value()), gesture.position());
    afterViewChange();
    return true;
}

void PhotoCanvas::paintEvent(QPaintEvent*) {
    updateViewport();  // the window may have come to a screen with another scale
    QPainter painter(this);
    const QColor surround = Theme::photoSurround(palette());
    QImage frame = m_beforeShown ? m_frames.before(m_view, surround) : m_frames.after(m_view, surround);
    frame.setDevicePixelRatio(m_view.devicePixelRatio());
    painter.drawImage(QPointF(0, 0), frame);
    if (m_outlinesShown && !m_beforeShown && !m_marking) {
        m_overlay.paintFaces(painter, m_view);
    }
    if (m_firstEye) {
        CanvasOverlay::paintEyeMark(painter, m_view.toWidget(QPointF(m_firstEye->x, m_firstEye->y)));
    }
    if (m_beforeShown) {
        CanvasOverlay::paintBadge(painter, tr("Before"), QRectF(16, 16, 0, 0));
    }
}

void PhotoCanvas::resizeEvent(QResizeEvent*) {
    updateViewport();
}

void PhotoCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / AngleOfNotch;
    if (!m_photo || notches == 0) {
        event->ignore();
        return;
    }
    m_view.zoomTo(m_view.zoom() * std::exp2(notches / NotchesPerOctave), event->position());
    afterViewChange();
    event->accept();
}

void PhotoCanvas::mousePressEvent(QMouseEvent* event) {
    m_lastPosition = event->position();
    const bool left = event->button() == Qt::LeftButton;
    m_panning = event->button() == Qt::MiddleButton || (left && m_panKeyHeld);
    if (left && !m_panning) {
        m_pressedAt = event->position();
    }
    updateCursor(event->position());
}

void PhotoCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF delta = event->position() - m_lastPosition;
    m_lastPosition = event->position();
    if (m_pressedAt && (event->position() - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_pressedAt.reset();
        m_panning = true;
    }
    if (m_panning) {
        m_view.panBy(delta);
        afterViewChange();
    }
    updateCursor(event->position());
}

void PhotoCanvas::mouseReleaseEvent(QMouseEvent* event) {
    m_panning = false;
    if (m_pressedAt && event->button() == Qt::LeftButton) {
        m_pressedAt.reset();
        click(event->position());
    }
    updateCursor(event->position());
}

void PhotoCanvas::keyPressEvent(QKeyEvent* event) {
    if (m_marking && event->key() == Qt::Key_Escape) {
        stopMarkingEyes();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PhotoCanvas::click(QPointF position) {
    if (m_marking) {
        markEye(position);
        return;
    }
    const int face = m_overlay.faceAt(position, m_view);
    if (face >= 0) {
        Q_EMIT faceClicked(face);
    }
}

void PhotoCanvas::markEye(QPointF position) {
    const QPointF inPhoto = m_view.toPhoto(position);
    const Point eye{inPhoto.x(), inPhoto.y()};
    if (!m_firstEye) {
        m_firstEye = eye;
        update();
        Q_EMIT eyeMarked();
        return;
    }
    const Point first = *m_firstEye;
    stopMarkingEyes();
    Q_EMIT eyesMarked(first, eye);
}

void PhotoCanvas::stopMarkingEyes() {
    if (!m_marking) {
        return;
    }
    m_marking = false;
    m_firstEye.reset();
    updateCursor(m_lastPosition);
    update();
    Q_EMIT markingEnded();
}

void PhotoCanvas::updateViewport() {
    const ViewTransform last = m_view;
    m_view.setViewport(size(), devicePixelRatioF());
    if (m_view != last) {
        Q_EMIT viewChanged();
    }
}

void PhotoCanvas::afterViewChange() {
    update();
    Q_EMIT viewChanged();
}

void PhotoCanvas::updateCursor(QPointF position) {
    if (m_panning) {
        setCursor(Qt::ClosedHandCursor);
    } else if (m_panKeyHeld) {
        setCursor(Qt::OpenHandCursor);
    } else if (m_marking) {
        setCursor(Qt::CrossCursor);
    } else {
        setCursor(m_overlay.faceAt(position, m_view) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
}

}  // namespace facet::ui
