// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Actions.h"

#include <QObject>

namespace facet::ui {

class EditSession;
class EngineService;
class OpenPhotos;

/// Which actions can be used now, and why the others cannot.
class UsableActions : public QObject {
    Q_OBJECT

 public:
    UsableActions(Actions& actions, const EditSession& session, const EngineService& service, const OpenPhotos& photos,
                  QObject* parent);

 private:
    void update();
    void updateEdits(const QString& noPhoto, const QString& onePhoto);
    void updateSeveral(const QString& noPhoto, const QString& onePhoto);

    Actions& m_actions;
    const EditSession& m_session;
    const EngineService& m_service;
    const OpenPhotos& m_photos;
};

}  // namespace facet::ui
