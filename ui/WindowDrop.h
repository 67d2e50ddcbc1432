// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace facet::ui {

class DropTarget;
class FileFlow;

/// Opens the photos that are dropped on the window, wherever that is.
class WindowDrop : public QObject {
    Q_OBJECT

 public:
    WindowDrop(FileFlow& files, DropTarget& target, QWidget* window);

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    FileFlow& m_files;
    DropTarget& m_target;
};

}  // namespace facet::ui
