// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DragHandle.h"

#include "ui/PhotoInput.h"
#include "ui/theme/TintedIcon.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

namespace facet::ui {

DragHandle::DragHandle(QWidget* parent) : QToolButton(parent) {
    setObjectName(QStringLiteral("dragHandle"));
    setIcon(tintedIcon(QStringLiteral("drag")));
    setAccessibleName(tr("Drag the edited photo out"));
    setAutoRaise(true);
    setFocusPolicy(Qt::NoFocus);  // the keyboard copies
    setCursor(Qt::OpenHandCursor);
}

void DragHandle::setFile(const std::filesystem::path& file, const QPixmap& picture) {
    m_file = file;
    m_picture = picture;
    dragWhenReady();
}

void DragHandle::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_pressedAt = event->pos();
        m_pulled = false;
        m_file.clear();
        setDown(true);
        Q_EMIT fileWanted();
    }
}

void DragHandle::mouseMoveEvent(QMouseEvent* event) {
    if (isDown() && (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_pulled = true;
        dragWhenReady();
    }
}

void DragHandle::mouseReleaseEvent(QMouseEvent*) {
    setDown(false);
}

void DragHandle::dragWhenReady() {
    if (!isDown() || !m_pulled || m_file.empty()) {
        return;
    }
    setDown(false);  // the release of the button goes to the drag
    auto* content = new QMimeData;
    content->setUrls({QUrl::fromLocalFile(fromPath(m_file))});
    auto* drag = new QDrag(this);
    drag->setMimeData(content);
    drag->setPixmap(m_picture);
    drag->exec(Qt::CopyAction);
}

}  // namespace facet::ui
