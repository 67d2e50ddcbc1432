// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/DragOut.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/canvas/PictureConversion.h"
#include "ui/widgets/DragHandle.h"

#include <QPixmap>

namespace facet::ui {

namespace {

constexpr int PictureSide = 128;

QPixmap smallPictureOf(const OpenedPhoto& photo) {
    const int level =
        photo.pyramid.levelFor(double(PictureSide) / std::max(photo.image().width(), photo.image().height()));
    const Image& image = photo.pyramid.level(level);
    return QPixmap::fromImage(toQImage(image, image.bounds())
                                  .scaled(PictureSide, PictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
}

}  // namespace

DragOut::DragOut(EditSession& session, EngineService& service, DragHandle& handle, QObject* parent)
    : QObject(parent), m_session(session), m_service(service), m_handle(handle) {
    connect(&handle, &DragHandle::fileWanted, this, &DragOut::write);
    connect(&service, &EngineService::handedOver, this, &DragOut::handOver);
}

void DragOut::write() {
    if (!m_folder) {
        m_folder.emplace();
    }
    if (m_session.photo() && m_session.areEditsEncoded() && m_folder->isValid()) {
        const QString name = editedName(m_session.photo()->source);
        m_service.save(
            {m_session.photo(), m_service.usable(m_session.editedFaces()), toPath(m_folder->filePath(name)), {}, true});
    }
}

void DragOut::handOver(const std::filesystem::path& file) {
    if (m_session.photo()) {
        m_handle.setFile(file, smallPictureOf(*m_session.photo()));
    }
}

}  // namespace facet::ui
