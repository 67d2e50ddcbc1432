// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mask/MaskControl.h"

#include "ui/Actions.h"
#include "ui/EditSession.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/mask/MaskBar.h"

#include <QAction>

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

using Id = Actions::Id;

constexpr double SizeStep = 1.25;
constexpr double FeatherStep = 0.1;
constexpr int FirstSize = 32;
constexpr double FirstFeather = 0.5;

}  // namespace

MaskControl::MaskControl(EditSession& session, Actions& actions, PhotoCanvas& canvas, MaskBar& bar, QObject* parent)
    : QObject(parent), m_session(session), m_actions(actions), m_canvas(canvas), m_bar(bar) {
    const auto on = [this](Id id, auto handler) { connect(m_actions[id], &QAction::triggered, this, handler); };
    on(Id::PaintMask, [this] { setPainting(!m_painting); });
    on(Id::ShowMask, [this](bool shown) { m_canvas.setMaskShown(shown); });
    on(Id::AddToMask, [this] { setTool(BrushTool::Add); });
    on(Id::EraseMask, [this] { toggleTool(BrushTool::Erase); });
    on(Id::RestoreMask, [this] { toggleTool(BrushTool::Restore); });
    on(Id::ResetMask, [this] { reset(); });
    on(Id::BrushSmaller, [this] { scaleBrush(1 / SizeStep); });
    on(Id::BrushLarger, [this] { scaleBrush(SizeStep); });
    on(Id::BrushHarder, [this] { soften(-FeatherStep); });
    on(Id::BrushSofter, [this] { soften(FeatherStep); });
    m_bar.setSize(FirstSize);
    m_bar.setFeather(FirstFeather);
    connect(&m_bar, &MaskBar::brushChanged, this, &MaskControl::showBrush);
    connect(&canvas, &PhotoCanvas::strokeBegun, this, &MaskControl::begin);
    connect(&canvas, &PhotoCanvas::strokeMoved, this, &MaskControl::goOn);
    connect(&canvas, &PhotoCanvas::strokeEnded, this, &MaskControl::finish);
    connect(&session, &EditSession::photoChanged, this, &MaskControl::end);
    for (const auto signal : {&EditSession::facesChanged, &EditSession::currentFaceChanged}) {
        connect(&session, signal, this, &MaskControl::refresh);
    }
    connect(&session, &EditSession::recipeChanged, this, &MaskControl::refresh);
    refresh();
}

bool MaskControl::end() {
    if (!m_painting && !m_canvas.isMaskShown()) {
        return false;
    }
    setPainting(false);
    return true;
}

void MaskControl::setPainting(bool painting) {
    m_painting = painting;
    m_stroke.reset();
    m_actions[Id::PaintMask]->setChecked(painting);
    m_actions[Id::ShowMask]->setChecked(painting);
    m_canvas.setMaskShown(painting);
    m_bar.setVisible(painting);
    if (painting) {
        setTool(BrushTool::Add);
        m_canvas.setFocus();
    } else {
        m_canvas.setBrush({});
    }
    refresh();
}

void MaskControl::setTool(BrushTool tool) {
    m_actions[Id::AddToMask]->setChecked(tool == BrushTool::Add);
    m_actions[Id::EraseMask]->setChecked(tool == BrushTool::Erase);
    m_actions[Id::RestoreMask]->setChecked(tool == BrushTool::Restore);
    m_tool = tool;
    showBrush();
}

void MaskControl::toggleTool(BrushTool tool) {
    setTool(tool == m_tool ? BrushTool::Add : tool);
}

void MaskControl::begin(Point inPhoto, BrushTool tool, double pressure) {
    const int face = m_session.currentFace();
    if (face < 0 || m_session.recipe(face).isIdentity()) {
        return;
    }
    const BrushShape& shape = *m_canvas.brush();
    const double side = m_session.placedFace(face).alignment.side();
    m_strokeLabel = tool == BrushTool::Add     ? tr("Add to the mask")
                    : tool == BrushTool::Erase ? tr("Erase from the mask")
                                               : tr("Back to the automatic mask");
    m_stroke.emplace(
        m_session.recipe(face).mask == MaskMode::Corrected ? m_session.recipe(face).painted.picture : nullptr,
        Brush{shape.radius * m_canvas.view().devicePixelRatio() / m_canvas.view().zoom() / side, shape.feather, tool});
    m_session.beginGesture();
    goOn(inPhoto, pressure);
}

void MaskControl::goOn(Point inPhoto, double pressure) {
    if (m_stroke && m_session.currentFace() >= 0) {
        m_stroke->moveTo(m_session.placedFace(m_session.currentFace()).alignment.toCrop(inPhoto), pressure);
        m_session.setCorrections(m_stroke->corrections(), m_strokeLabel);
    }
}

void MaskControl::finish() {
    m_stroke.reset();
    m_session.beginGesture();  // what comes next is another step
}

void MaskControl::reset() {
    m_session.beginGesture();
    m_session.setCorrections(nullptr, tr("Reset the mask"));
}

void MaskControl::scaleBrush(double factor) {
    m_bar.setSize(std::clamp(int(std::lround(m_bar.size() * factor)), MaskBar::MinSize, MaskBar::MaxSize));
}

void MaskControl::soften(double by) {
    m_bar.setFeather(std::clamp(m_bar.feather() + by, 0.0, 1.0));
}

void MaskControl::showBrush() {
    if (m_painting) {
        m_canvas.setBrush(BrushShape{double(m_bar.size()), m_bar.feather(), m_tool});
    }
}

void MaskControl::refresh() {
    const bool edited = !m_session.currentRecipe().isIdentity();
    if (m_painting && !edited) {
        setPainting(false);
        return;
    }
    const QString whyNot =
        m_session.photo() ? tr("Move a slider first; nothing is done to this face") : tr("Open a photo first");
    m_actions.setUsable(Id::PaintMask, edited, whyNot);
    m_actions.setUsable(Id::ShowMask, edited, whyNot);
    m_actions.setUsable(Id::ResetMask, m_session.currentRecipe().mask == MaskMode::Corrected,
                        tr("Nothing has been painted on this mask"));
    const QString notPainting = tr("Take the brush first (K)");
    for (const Id id : {Id::AddToMask, Id::EraseMask, Id::RestoreMask, Id::BrushSmaller, Id::BrushLarger,
                        Id::BrushHarder, Id::BrushSofter}) {
        m_actions.setUsable(id, m_painting, notPainting);
    }
}

}  // namespace facet::ui
