// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QUndoGroup;

namespace facet::ui {

/// Every step of the shown photo; a click goes back, or forward, to one.
class HistoryPanel : public QWidget {
    Q_OBJECT

 public:
    HistoryPanel(QUndoGroup& history, QWidget* parent);
};

}  // namespace facet::ui
