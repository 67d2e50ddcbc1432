// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mask/BrushStroke.h"

#include <QObject>

#include <optional>

namespace facet::ui {

class Actions;
class EditSession;
class MaskBar;
class PhotoCanvas;

/// Painting on the mask of the chosen face's edit: the brush, its strokes, each of them a step of undo, and the colour
/// over the photo that shows the mask.
class MaskControl : public QObject {
    Q_OBJECT

 public:
    MaskControl(EditSession& session, Actions& actions, PhotoCanvas& canvas, MaskBar& bar, QObject* parent);

    /// Puts the brush and the mask away; false where there was neither.
    bool end();

 private:
    void setPainting(bool painting);
    void setTool(BrushTool tool);
    /// The tool, or, where it is taken already, the brush that adds.
    void toggleTool(BrushTool tool);
    void begin(Point inPhoto, BrushTool tool, double pressure);
    void goOn(Point inPhoto, double pressure);
    void finish();
    void reset();
    void scaleBrush(double factor);
    void soften(double by);
    void showBrush();
    void refresh();

    EditSession& m_session;
    Actions& m_actions;
    PhotoCanvas& m_canvas;
    MaskBar& m_bar;
    bool m_painting = false;
    BrushTool m_tool = BrushTool::Add;
    std::optional<BrushStroke> m_stroke;
    QString m_strokeLabel;
};

}  // namespace facet::ui
