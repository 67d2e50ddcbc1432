// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CompareControl.h"

#include "ui/Actions.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/widgets/GainBar.h"

#include <QAction>

#include <utility>

namespace facet::ui {

namespace {

constexpr std::pair<Actions::Id, CompareMode> Modes[] = {{Actions::Id::CompareSplit, CompareMode::Split},
                                                         {Actions::Id::CompareSides, CompareMode::SideBySide},
                                                         {Actions::Id::CompareDifference, CompareMode::Difference}};

}  // namespace

CompareControl::CompareControl(const Actions& actions, PhotoCanvas& canvas, QObject* parent)
    : QObject(parent), m_actions(actions), m_canvas(canvas), m_gain(new GainBar(&canvas)) {
    m_gain->setGain(canvas.differenceGain());
    connect(m_gain, &GainBar::gainChosen, &canvas, &PhotoCanvas::setDifferenceGain);
    for (const auto& [id, mode] : Modes) {
        connect(actions[id], &QAction::triggered, this, [this, chosen = mode] { toggle(chosen); });
    }
}

bool CompareControl::end() {
    if (m_canvas.compare().mode() == CompareMode::Off) {
        return false;
    }
    toggle(m_canvas.compare().mode());
    return true;
}

void CompareControl::toggle(CompareMode mode) {
    const CompareMode next = mode == m_canvas.compare().mode() ? CompareMode::Off : mode;
    m_canvas.setCompareMode(next);
    m_gain->setVisible(next == CompareMode::Difference);
    for (const auto& [id, of] : Modes) {
        m_actions[id]->setChecked(of == next);
    }
}

}  // namespace facet::ui
