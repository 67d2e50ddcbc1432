// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SessionSync.h"

#include <algorithm>

namespace facet::ui {

SessionSync::SessionSync(EditSession& session, EngineService& service, QObject* parent)
    : QObject(parent), m_session(session), m_service(service) {
    connect(&service, &EngineService::facesFound, this, &SessionSync::takeFaces);
    connect(&service, &EngineService::faceEncoded, this, &SessionSync::takeEncoded);
    connect(&service, &EngineService::engineLoaded, this, &SessionSync::catchUp);
    connect(&service, &EngineService::failed, this, [this](EngineService::Task task) {
        if (task == EngineService::Task::EncodeFace) {
            m_asked.clear();  // the next choice of a face may try again
        }
    });
    connect(&session, &EditSession::photoChanged, this, [this] { m_asked.clear(); });
    connect(&session, &EditSession::currentFaceChanged, this, &SessionSync::encodeFaces);
    connect(&session, &EditSession::recipeChanged, this, &SessionSync::encodeFaces);
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
        m_asked.erase(std::remove(m_asked.begin(), m_asked.end(), std::pair(face, encoded->alignment())),
                      m_asked.end());
        m_session.setEncoded(face, encoded);
    }
}

void SessionSync::catchUp() {
    // A photo that was opened when the model could not be loaded.
    if (m_session.photo() && !m_service.isRunning(EngineService::Task::FindFaces)) {
        if (m_session.document().facesKnown) {
            encodeFaces();
        } else {
            m_service.findFaces(m_session.photo());
        }
    }
}

void SessionSync::encodeFaces() {
    const int current = m_session.currentFace();
    if (current >= 0) {
        encode(current);
    }
    for (int face = 0; face < m_session.faceCount(); ++face) {
        if (!m_session.recipe(face).isIdentity()) {
            encode(face);
        }
    }
}

void SessionSync::encode(int face) {
    const std::pair wanted(face, m_session.placedFace(face).alignment);
    if (!m_session.photo() || m_session.encoded(face) ||
        std::find(m_asked.begin(), m_asked.end(), wanted) != m_asked.end()) {
        return;
    }
    m_asked.push_back(wanted);
    m_service.encode(m_session.photo(), face, wanted.second);
}

}  // namespace facet::ui
