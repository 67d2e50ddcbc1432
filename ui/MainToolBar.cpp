// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainToolBar.h"

#include "ui/Actions.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/DragHandle.h"
#include "ui/widgets/FoldingTexts.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace facet::ui {

using Id = Actions::Id;

MainToolBar::MainToolBar(const Actions& actions, QMenu* recentFiles, QWidget* parent)
    : QToolBar(tr("Tools"), parent),
      m_dragHandle(new DragHandle(this)),
      m_before(new QToolButton(this)),
      m_compare(new QToolButton(this)) {
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addActions({actions[Id::Open], actions[Id::SaveAs]});
    addWidget(m_dragHandle);
    addSeparator();
    addActions({actions[Id::Undo], actions[Id::Redo]});
    addSeparator();
    addBeforeButton();
    addCompareButton(actions);
    addAction(actions[Id::PaintMask]);
    addSeparator();
    addActions({actions[Id::Fit], actions[Id::OriginalSize]});
    addSeparator();
    addAction(actions[Id::Film]);
    auto* gap = new QWidget(this);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(gap);
    addAction(actions[Id::SwitchTheme]);
    addMenuButton(actions, recentFiles);
    const auto buttonOf = [&](Id id) { return qobject_cast<QToolButton*>(widgetForAction(actions[id])); };
    for (const Id id : {Id::Undo, Id::Redo, Id::SwitchTheme}) {
        buttonOf(id)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    new FoldingTexts(this, {buttonOf(Id::Fit), buttonOf(Id::Film), buttonOf(Id::PaintMask), m_before,
                            buttonOf(Id::SaveAs), buttonOf(Id::OriginalSize), m_compare, buttonOf(Id::Open)});
    setPhotoShown(false);
}

void MainToolBar::setPhotoShown(bool shown) {
    m_dragHandle->setEnabled(shown);
    m_dragHandle->setToolTip(shown ? tr("Drag the edited photo from here to another program")
                                   : tr("Open a photo first"));
    m_before->setEnabled(shown);
    m_before->setToolTip(shown ? tr("Show the photo before the edit while this is pressed (hold B)")
                               : tr("Open a photo first"));
    m_compare->setEnabled(shown);
    m_compare->setToolTip(shown ? tr("Show the photo before and after the edit together") : tr("Open a photo first"));
}

void MainToolBar::addBeforeButton() {
    m_before->setObjectName(QStringLiteral("before"));
    m_before->setText(tr("Before"));
    m_before->setIcon(tintedIcon(QStringLiteral("before")));
    m_before->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_before->setAutoRaise(true);
    m_before->setFocusPolicy(Qt::TabFocus);
    connect(m_before, &QToolButton::pressed, this, [this] { Q_EMIT beforeHeld(true); });
    connect(m_before, &QToolButton::released, this, [this] { Q_EMIT beforeHeld(false); });
    addWidget(m_before);
}

void MainToolBar::addCompareButton(const Actions& actions) {
    auto* menu = new QMenu(this);
    menu->addActions({actions[Id::CompareSplit], actions[Id::CompareSides], actions[Id::CompareDifference]});
    m_compare->setObjectName(QStringLiteral("compare"));
    m_compare->setText(tr("Compare"));
    m_compare->setIcon(tintedIcon(QStringLiteral("compare")));
    m_compare->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_compare->setAutoRaise(true);
    m_compare->setFocusPolicy(Qt::TabFocus);
    m_compare->setPopupMode(QToolButton::InstantPopup);
    m_compare->setMenu(menu);
    // It looks pressed while there is a comparison; its own clicks only open the menu.
    m_compare->setCheckable(true);
    const auto follow = [this, ways = menu->actions()] {
        m_compare->setChecked(
            std::any_of(ways.begin(), ways.end(), [](const QAction* way) { return way->isChecked(); }));
    };
    connect(m_compare, &QToolButton::toggled, this, follow);
    for (const QAction* way : menu->actions()) {
        connect(way, &QAction::toggled, this, follow);
    }
    addWidget(m_compare);
}

QMenu* MainToolBar::makeMenu(const Actions& actions, QMenu* recentFiles) {
    auto* menu = new QMenu(this);
    menu->addAction(actions[Id::Open]);
    menu->addMenu(recentFiles);
    menu->addActions({actions[Id::NewFace], actions[Id::Paste], actions[Id::CopyPhoto], actions[Id::SaveAs],
                      actions[Id::Export], actions[Id::SaveProject], actions[Id::ClosePhoto]});
    menu->addSeparator();
    QMenu* edits = menu->addMenu(tr("Edits"));
    edits->addActions({actions[Id::CopyEdits], actions[Id::PasteEdits], actions[Id::ApplyToOthers], actions[Id::Batch],
                       actions[Id::Learn], actions[Id::SavePreset], actions[Id::ResetAll]});
    QMenu* faces = menu->addMenu(tr("Faces"));
    faces->addActions({actions[Id::PreviousFace], actions[Id::NextFace], actions[Id::MarkEyes], actions[Id::Outlines],
                       actions[Id::Search]});
    QMenu* mask = menu->addMenu(tr("Mask"));
    mask->addActions({actions[Id::PaintMask], actions[Id::ShowMask], actions[Id::ResetMask]});
    QMenu* view = menu->addMenu(tr("View"));
    view->addActions({actions[Id::Fit], actions[Id::OriginalSize], actions[Id::ZoomIn], actions[Id::ZoomOut],
                      actions[Id::PreviousPhoto], actions[Id::NextPhoto], actions[Id::SwitchTheme],
                      actions[Id::FullScreen]});
    menu->addSeparator();
    menu->addActions({actions[Id::Preferences], actions[Id::WhatIsThis], actions[Id::Keys], actions[Id::About]});
    menu->addSeparator();
    menu->addAction(actions[Id::Quit]);
    return menu;
}

void MainToolBar::addMenuButton(const Actions& actions, QMenu* recentFiles) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("menu"));
    button->setIcon(tintedIcon(QStringLiteral("menu")));
    button->setToolTip(tr("Menu (F10)"));
    button->setShortcut(QKeySequence(Qt::Key_F10));
    button->setAccessibleName(tr("Menu"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setMenu(makeMenu(actions, recentFiles));
    addWidget(button);
}

}  // namespace facet::ui
