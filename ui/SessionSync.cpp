// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SessionSync.h"

namespace facet::ui {

SessionSync::SessionSync(EditSession& session, EngineService& service, QObject* parent)
    : QObject(parent), m_session(session), m_service(service) {
    connect(&service, &EngineService::photoOpened, &session, &EditSession::setPhoto);
    connect(&service, &EngineService::facesFound, this, &SessionSync::takeFaces);
    connect(&service, &EngineService::faceEncoded, this, &SessionSync::takeEncoded);
    connect(&service, &EngineService::engineLoaded, this, &SessionSync::catchUp);
    connect(&session, &EditSession::currentFaceChanged, this, &SessionSync::encodeCurrentFace);
}

void SessionSync::takeFaces(const OpenedPhotoPtr& photo, const std::vector<Face>& faces) {
    // Whoever has marked a face by hand meanwhile keeps it.
    if (photo != m_session.photo() || m_session.faceCount() > 0) {
        return;
    }
    m_session.setFaces(faces);
    if (m_session.faceCount() == 0) {
        Q_EMIT noFaceFound();
    }
}

void SessionSync::takeEncoded(const OpenedPhotoPtr& photo, int face,
                              const std::shared_ptr<const EncodedFace>& encoded) {
    if (photo == m_session.photo()) {
        m_session.setEncoded(face, encoded);
    }
}

void SessionSync::catchUp() {
    // A photo that was opened when the model could not be loaded.
    if (m_session.photo() && !m_service.isRunning(EngineService::Task::FindFaces)) {
        m_service.findFaces(m_session.photo());
    }
}

void SessionSync::encodeCurrentFace() {
    const int face = m_session.currentFace();
    if (face >= 0 && !m_session.encoded(face)) {
        m_service.encode(m_session.photo(), face, m_session.placedFace(face).alignment);
    }
}

}  // namespace facet::ui
