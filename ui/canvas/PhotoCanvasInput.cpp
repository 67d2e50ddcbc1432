// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, pen, touch pad and keys do to the canvas.
#include "ui/canvas/PhotoCanvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTabletEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

/// Zoom by a factor of two for three notches of the wheel.
constexpr double NotchesPerOctave = 3;
constexpr double AngleOfNotch = 120;
/// What an arrow key moves the line between before and after, as a share of the width, and the photo, in pixels.
constexpr double SplitStep = 0.02;
constexpr double PanStep = 64;
/// The part of its radius that a brush has at the least under a pen.
constexpr double LightestTouch = 0.1;

}  // namespace

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
    m_view.zoomTo(m_view.zoom() * (1 + gesture.value()), m_compare.toPane(gesture.position()));
    afterViewChange();
    return true;
}

void PhotoCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / AngleOfNotch;
    if (!m_photo || notches == 0) {
        event->ignore();
        return;
    }
    m_view.zoomTo(m_view.zoom() * std::exp2(notches / NotchesPerOctave), m_compare.toPane(event->position()));
    afterViewChange();
    event->accept();
}

PhotoCanvas::Grip PhotoCanvas::gripAt(QPointF position) const {
    if (m_panKeyHeld) {
        return Grip::Pan;
    }
    if (m_compare.isOnSplit(position)) {
        return Grip::Split;
    }
    if (m_brush) {
        return Grip::Brush;
    }
    const bool eye = areMarksShown() && m_overlay.eyeAt(m_compare.toPane(position), m_view) >= 0;
    return eye ? Grip::Eye : Grip::Click;
}

void PhotoCanvas::mousePressEvent(QMouseEvent* event) {
    m_lastPosition = m_pressedAt = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_grip = Grip::Pan;
    } else if (event->button() == Qt::LeftButton) {
        m_grip = gripAt(event->position());
        m_heldEye = m_grip == Grip::Eye ? m_overlay.eyeAt(m_compare.toPane(event->position()), m_view) : -1;
    }
    if (m_grip == Grip::Brush) {
        m_strokeTool = m_penErases ? BrushTool::Erase : m_brush->toolWith(event->modifiers());
        Q_EMIT strokeBegun(photoPointAt(event->position()), m_strokeTool, m_pressure);
    }
    updateCursor(event->position());
}

void PhotoCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF delta = event->position() - m_lastPosition;
    m_lastPosition = event->position();
    const bool dragged = (m_lastPosition - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (m_grip == Grip::Click && dragged) {
        m_grip = Grip::Pan;
    }
    if (m_grip == Grip::Pan) {
        m_view.panBy(delta);
        afterViewChange();
    } else if (m_grip == Grip::Split) {
        m_compare.moveSplitTo(m_lastPosition.x());
        update();
    } else if (m_grip == Grip::Eye) {
        m_overlay.moveEye(m_heldEye, m_view.toPhoto(m_compare.toPane(m_lastPosition)));
        update();
    } else if (m_grip == Grip::Brush) {
        Q_EMIT strokeMoved(photoPointAt(m_lastPosition), m_pressure);
    }
    if (m_brush) {
        update();  // the brush is drawn where the mouse is
    }
    updateCursor(m_lastPosition);
}

/// Only notes what a mouse does not know: Qt sends the same again as an event of the mouse.
void PhotoCanvas::tabletEvent(QTabletEvent* event) {
    const bool touches = event->type() != QEvent::TabletRelease && event->buttons() != Qt::NoButton;
    m_pressure = touches && event->pointingDevice()->hasCapability(QInputDevice::Capability::Pressure)
                     ? std::max(LightestTouch, event->pressure())
                     : 1;
    m_penErases = touches && event->pointerType() == QPointingDevice::PointerType::Eraser;
    event->ignore();
}

void PhotoCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Grip grip = std::exchange(m_grip, Grip::Nothing);
    if (grip == Grip::Click) {
        click(event->position());
    } else if (grip == Grip::Eye) {
        settleEye();
    } else if (grip == Grip::Brush) {
        Q_EMIT strokeEnded();
    }
    updateCursor(event->position());
}

/// The place is the session's to decide; what it decides comes back through setFaces().
void PhotoCanvas::settleEye() {
    if (m_lastPosition != m_pressedAt) {
        Q_EMIT eyesMoved(m_overlay.eye(0), m_overlay.eye(1));
    }
    update();
}

void PhotoCanvas::keyPressEvent(QKeyEvent* event) {
    if (m_marking && event->key() == Qt::Key_Escape) {
        stopMarkingEyes();
    } else if (!moveByArrow(*event)) {
        QWidget::keyPressEvent(event);
    }
}

/// The line between before and after where there is one, else the photo.
bool PhotoCanvas::moveByArrow(const QKeyEvent& event) {
    const QPoint direction(int(event.key() == Qt::Key_Right) - int(event.key() == Qt::Key_Left),
                           int(event.key() == Qt::Key_Down) - int(event.key() == Qt::Key_Up));
    if (direction.isNull()) {
        return false;
    }
    if (m_compare.mode() == CompareMode::Split && direction.x() != 0) {
        m_compare.moveSplitBy(direction.x() * SplitStep * (event.modifiers().testFlag(Qt::ShiftModifier) ? 5 : 1));
        update();
        return true;
    }
    m_view.panBy(-QPointF(direction) * PanStep);
    afterViewChange();
    return true;
}

void PhotoCanvas::leaveEvent(QEvent*) {
    m_eyesShown = false;
    update();
}

void PhotoCanvas::click(QPointF position) {
    if (m_marking) {
        markEye(position);
        return;
    }
    const int face = m_overlay.faceAt(m_compare.toPane(position), m_view);
    if (face >= 0) {
        Q_EMIT faceClicked(face);
    }
}

Point PhotoCanvas::photoPointAt(QPointF position) const {
    const QPointF inPhoto = m_view.toPhoto(m_compare.toPane(position));
    return {inPhoto.x(), inPhoto.y()};
}

void PhotoCanvas::markEye(QPointF position) {
    const Point eye = photoPointAt(position);
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

void PhotoCanvas::updateCursor(QPointF position) {
    const QPointF inPane = m_compare.toPane(position);
    const bool eyesShown = !m_brush && m_overlay.isNearChosenFace(inPane, m_view);
    if (eyesShown != m_eyesShown) {
        m_eyesShown = eyesShown;
        update();
    }
    const Grip grip = m_grip == Grip::Nothing ? gripAt(position) : m_grip;
    if (grip == Grip::Pan) {
        setCursor(m_grip == Grip::Pan ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    } else if (grip == Grip::Split) {
        setCursor(Qt::SplitHCursor);
    } else if (grip == Grip::Brush) {
        setCursor(Qt::BlankCursor);  // paintMarks() draws the brush
    } else if (m_marking) {
        setCursor(Qt::CrossCursor);
    } else if (grip == Grip::Eye) {
        setCursor(Qt::SizeAllCursor);
    } else {
        setCursor(m_overlay.faceAt(inPane, m_view) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
}

}  // namespace facet::ui
