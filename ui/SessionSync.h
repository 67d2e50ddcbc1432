// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QObject>

#include <utility>
#include <vector>

namespace facet::ui {

/// Brings the engine's findings into the session, and has the faces encoded that need it: the chosen one and those
/// that are edited.
class SessionSync : public QObject {
    Q_OBJECT

 public:
    SessionSync(EditSession& session, EngineService& service, QObject* parent);

 Q_SIGNALS:
    void noFaceFound();

 private:
    void takeFaces(const OpenedPhotoPtr& photo, const std::vector<Face>& faces);
    void takeEncoded(const OpenedPhotoPtr& photo, int face, const std::shared_ptr<const EncodedFace>& encoded);
    void catchUp();
    void encodeFaces();
    void encode(int face);

    EditSession& m_session;
    EngineService& m_service;
    std::vector<std::pair<int, Alignment>> m_asked;  ///< faces of this photo that the engine is to encode
};

}  // namespace facet::ui
