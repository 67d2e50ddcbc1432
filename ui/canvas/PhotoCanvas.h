// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/CanvasOverlay.h"
#include "ui/canvas/CompareLayout.h"
#include "ui/canvas/FrameRenderer.h"
#include "ui/canvas/MaskOverlay.h"
#include "ui/canvas/ViewTransform.h"

#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

class QNativeGestureEvent;

namespace facet::ui {

/// The photo on neutral grey, before, after or both, with its faces outlined. Zoom, pan, choosing a face, placing eyes.
class PhotoCanvas : public QWidget {
    Q_OBJECT

 public:
    explicit PhotoCanvas(QWidget* parent = nullptr);

    void setPhoto(const OpenedPhotoPtr& photo);
    const OpenedPhotoPtr& photo() const { return m_photo; }
    void setFaces(const std::vector<Face>& faces, int current);
    void setPreview(const PreviewPtr& preview);  ///< null: nothing is edited
    const PreviewPtr& preview() const { return m_frames.preview(); }
    /// In these colours previews have to come from now on, and the levels of the photo that lackingLevel() asks for.
    void setScreenColours(const ScreenColoursPtr& colours);
    const ScreenColoursPtr& screenColours() const { return m_frames.colours(); }
    int lackingLevel() const { return m_frames.lackingLevel(m_view.zoom()); }  ///< −1: none
    void showLevel(const ShownLevelPtr& converted);  ///< of no effect where photo or colours are others by now
    void setBeforeShown(bool shown);
    bool isBeforeShown() const { return m_beforeShown; }
    void setOutlinesShown(bool shown);
    void setCompareMode(CompareMode mode);
    const CompareLayout& compare() const { return m_compare; }
    void setDifferenceGain(double gain);  ///< 1 shows differences as they are
    double differenceGain() const { return m_differenceGain; }

    void fit();
    void zoomTo(double devicePixelsPerPhotoPixel);
    const ViewTransform& view() const { return m_view; }

    /// The next two clicks are the eyes; Esc gives up.
    void startMarkingEyes();
    void stopMarkingEyes();
    bool isMarkingEyes() const { return m_marking; }

    /// With a brush the left button draws strokes, and faces cannot be chosen.
    void setBrush(const std::optional<BrushShape>& brush);
    const std::optional<BrushShape>& brush() const { return m_brush; }
    /// The preview's mask over the photo.
    void setMaskShown(bool shown);
    bool isMaskShown() const { return m_maskShown; }

    /// Space turns the left button into a hand, wherever in the window the keyboard is.
    void setPanKeyHeld(bool held);

    QSize sizeHint() const override { return {800, 600}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

 Q_SIGNALS:
    void viewChanged();
    void maskShownChanged();
    /// With what, which Ctrl or the pen's other end may have changed. Pressure: the pen's, 0 … 1; the mouse's is 1.
    void strokeBegun(facet::Point at, facet::ui::BrushTool tool, double pressure);
    void strokeMoved(facet::Point to, double pressure);
    void strokeEnded();
    void faceClicked(int face);
    void eyeMarked();  ///< the first of the two
    void eyesMarked(facet::Point one, facet::Point other);
    void eyesMoved(facet::Point left, facet::Point right);  ///< of the chosen face, by dragging one of them
    void markingEnded();                                    ///< both eyes are marked, or the person gave up

 protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

 private:
    /// What the pressed left button does.
    enum class Grip { Nothing, Click, Pan, Split, Eye, Brush };

    Grip gripAt(QPointF position) const;
    void paintMarks(QPainter& painter);
    bool areMarksShown() const { return m_outlinesShown && !m_marking && !m_brush; }
    Point photoPointAt(QPointF position) const;
    bool moveByArrow(const QKeyEvent& event);
    void settleEye();
    void updateViewport();
    void afterViewChange();
    void click(QPointF position);
    void markEye(QPointF position);
    void updateCursor(QPointF position);
    bool pinch(const QNativeGestureEvent& gesture);

    OpenedPhotoPtr m_photo;
    ViewTransform m_view;
    FrameRenderer m_frames;
    CanvasOverlay m_overlay;
    MaskOverlay m_mask;
    bool m_maskShown = false;
    std::optional<BrushShape> m_brush;
    BrushTool m_strokeTool = BrushTool::Add;
    double m_pressure = 1;
    bool m_penErases = false;
    bool m_beforeShown = false;
    bool m_outlinesShown = true;

    bool m_marking = false;
    std::optional<Point> m_firstEye;

    CompareLayout m_compare;
    double m_differenceGain = 8;

    bool m_panKeyHeld = false;
    Grip m_grip = Grip::Nothing;
    QPointF m_pressedAt;
    QPointF m_lastPosition;
    int m_heldEye = -1;
    bool m_eyesShown = false;
};

}  // namespace facet::ui
