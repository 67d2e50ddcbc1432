// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/BatchControl.h"

#include "ui/Actions.h"
#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/batch/BatchDialog.h"
#include "ui/document/OpenPhotos.h"

#include <QAction>

#include <utility>

namespace facet::ui {

BatchControl::BatchControl(const Actions& actions, const EditSession& session, const EngineService& service,
                           const OpenPhotos& photos, QWidget* window)
    : QObject(window), m_session(session), m_service(service), m_photos(photos), m_window(window) {
    connect(actions[Actions::Id::Batch], &QAction::triggered, this, &BatchControl::open);
}

void BatchControl::open() {
    if (!m_dialog) {
        m_dialog = new BatchDialog(
            {m_photos.files(), m_session.currentRecipe().forOtherPhotos(), m_service.loadedEngine()}, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        const auto closed = [this] {
            if (const auto close = std::exchange(m_whenClosed, nullptr)) {
                close();
            }
        };
        connect(m_dialog, &QDialog::finished, this, closed, Qt::QueuedConnection);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

bool BatchControl::mayClose(const std::function<void()>& close) {
    if (!m_dialog || !m_dialog->isRunning()) {
        return true;
    }
    m_whenClosed = close;
    m_dialog->reject();
    return false;
}

}  // namespace facet::ui
