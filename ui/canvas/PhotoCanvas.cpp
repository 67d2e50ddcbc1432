// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoCanvas.h"

#include "ui/canvas/ComparePainter.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
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

void PhotoCanvas::setScreenColours(const ScreenColours& colours) {
    if (colours != m_frames.colours()) {
        m_frames.setColours(colours);
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
