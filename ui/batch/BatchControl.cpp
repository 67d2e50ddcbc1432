// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/BatchControl.h"

#include "ui/Actions.h"
#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/batch/BatchDialog.h"
#include "ui/document/OpenPhotos.h"

#include <QAction>

namespace facet::ui {

BatchControl::BatchControl(const Actions& actions, const EditSession& session, const EngineService& service,
                           const OpenPhotos& photos, QWidget* window)
    : QObject(window), m_session(session), m_service(service), m_photos(photos), m_window(window) {
    connect(actions[Actions::Id::Batch], &QAction::triggered, this, &BatchControl::open);
}

void BatchControl::open() {
    if (!m_dialog) {
        BatchDialog::Task task{{}, m_session.currentRecipe(), m_service.loadedEngine()};
        for (int i = 0; i < m_photos.count(); ++i) {
            const PhotoSource& source = m_photos.document(i)->source;
            if (!source.picture) {
                task.photos.push_back(source.path);
            }
        }
        m_dialog = new BatchDialog(std::move(task), m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

}  // namespace facet::ui
