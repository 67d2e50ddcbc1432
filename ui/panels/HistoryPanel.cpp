// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/HistoryPanel.h"

#include <QUndoView>
#include <QVBoxLayout>

namespace facet::ui {

HistoryPanel::HistoryPanel(QUndoGroup& history, QWidget* parent) : QWidget(parent) {
    auto* list = new QUndoView(&history, this);
    list->setObjectName(QStringLiteral("history"));
    list->setAccessibleName(tr("History"));
    list->setEmptyLabel(tr("As it was opened"));
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setBackgroundRole(QPalette::Window);
    list->setAcceptDrops(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->addWidget(list);
}

}  // namespace facet::ui
