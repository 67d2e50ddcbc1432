// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UsableActions.h"

#include "ui/Activity.h"
#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/document/OpenPhotos.h"

namespace facet::ui {

using Id = Actions::Id;

UsableActions::UsableActions(Actions& actions, const EditSession& session, const EngineService& service,
                             const OpenPhotos& photos, QObject* parent)
    : QObject(parent), m_actions(actions), m_session(session), m_service(service), m_photos(photos) {
    connect(&session, &EditSession::photoChanged, this, &UsableActions::update);
    connect(&session, &EditSession::facesChanged, this, &UsableActions::update);
    connect(&session, &EditSession::currentFaceChanged, this, &UsableActions::update);
    connect(&session, &EditSession::encodedChanged, this, &UsableActions::update);
    connect(&session, &EditSession::recipeChanged, this, &UsableActions::update);
    connect(&service, &EngineService::runningChanged, this, &UsableActions::update);
    connect(&photos, &OpenPhotos::contentChanged, this, &UsableActions::update);
    update();
}

void UsableActions::update() {
    const bool photo = m_session.photo() != nullptr;
    const QString noPhoto = tr("Open a photo first");
    for (const Id id : {Id::SaveAs, Id::Export, Id::CopyPhoto, Id::SaveProject, Id::ClosePhoto, Id::Fit,
                        Id::OriginalSize, Id::ZoomIn, Id::ZoomOut, Id::MarkEyes, Id::Search, Id::Outlines,
                        Id::CompareSplit, Id::CompareSides, Id::CompareDifference}) {
        m_actions.setUsable(id, photo, noPhoto);
    }
    for (const Id id : {Id::NewFace, Id::Learn}) {
        m_actions.setUsable(id, m_service.info() != nullptr, tr("The model is not loaded"));
    }
    const QString onePhoto = photo ? tr("There is no other open photo") : noPhoto;
    updateEdits(noPhoto, onePhoto);
    updateSeveral(noPhoto, onePhoto);
}

void UsableActions::updateEdits(const QString& noPhoto, const QString& onePhoto) {
    const bool edited = !m_session.currentRecipe().isIdentity();
    const QString notEdited = m_session.photo() ? tr("Move a slider first; nothing is done to this face") : noPhoto;
    for (const Id id : {Id::CopyEdits, Id::SavePreset, Id::ResetAll, Id::Batch}) {
        m_actions.setUsable(id, edited, notEdited);
    }
    m_actions.setUsable(Id::PasteEdits, m_session.currentFace() >= 0, whyNoSliders(m_service, m_session));
    m_actions.setUsable(Id::ApplyToOthers, edited && m_photos.count() > 1, edited ? onePhoto : notEdited);
}

void UsableActions::updateSeveral(const QString& noPhoto, const QString& onePhoto) {
    const QString oneFace = m_session.photo() ? tr("There is no other face in this photo") : noPhoto;
    for (const Id id : {Id::PreviousPhoto, Id::NextPhoto}) {
        m_actions.setUsable(id, m_photos.count() > 1, onePhoto);
    }
    for (const Id id : {Id::PreviousFace, Id::NextFace}) {
        m_actions.setUsable(id, m_session.faceCount() > 1, oneFace);
    }
}

}  // namespace facet::ui
