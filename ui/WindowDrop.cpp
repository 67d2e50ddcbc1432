// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowDrop.h"

#include "ui/FileFlow.h"
#include "ui/PhotoInput.h"
#include "ui/widgets/DropTarget.h"

#include <QDropEvent>
#include <QMimeData>

namespace facet::ui {

WindowDrop::WindowDrop(FileFlow& files, DropTarget& target, QWidget* window)
    : QObject(window), m_files(files), m_target(target) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool WindowDrop::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::DragEnter) {
        auto* drag = static_cast<QDragEnterEvent*>(event);
        const bool welcome = !drag->source() && mayBePhoto(*drag->mimeData());  // its own photo comes from the window
        drag->setAccepted(welcome);
        if (welcome) {
            drag->acceptProposedAction();
            m_target.setHighlighted(true);
        }
        return true;
    }
    if (event->type() == QEvent::DragLeave) {
        m_target.setHighlighted(false);
        return true;
    }
    if (event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        m_target.setHighlighted(false);
        drop->acceptProposedAction();
        m_files.open(*drop->mimeData());
        return true;
    }
    return false;
}

}  // namespace facet::ui
