// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PreviewLoop.h"

#include "ui/canvas/PhotoCanvas.h"

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

/// More than is in view, so that a pan does not uncover the unedited photo before the next picture is there.
PixelRect widened(const PixelRect& part) {
    const int x = part.width / 4;
    const int y = part.height / 4;
    return {part.x - x, part.y - y, part.width + 2 * x, part.height + 2 * y};
}

}  // namespace

PreviewLoop::PreviewLoop(EditSession& session, EngineService& service, PhotoCanvas& canvas, QObject* parent)
    : QObject(parent), m_session(session), m_service(service), m_canvas(canvas) {
    connect(&session, &EditSession::recipeChanged, this, &PreviewLoop::refresh);
    connect(&session, &EditSession::encodedChanged, this, &PreviewLoop::refresh);
    connect(&session, &EditSession::facesChanged, this, &PreviewLoop::refresh);
    connect(&canvas, &PhotoCanvas::viewChanged, this, &PreviewLoop::refresh);
    connect(&canvas, &PhotoCanvas::maskShownChanged, this, &PreviewLoop::refresh);
    connect(&session, &EditSession::currentFaceChanged, this, [this] {
        if (m_canvas.isMaskShown()) {
            refresh();
        }
    });
    connect(&service, &EngineService::previewReady, &canvas, &PhotoCanvas::setPreview);
}

void PreviewLoop::refresh() {
    const std::vector<EditedFace> faces = m_service.usable(m_session.editedFaces());
    if (faces.empty()) {
        m_service.cancelPreview();
        m_canvas.setPreview(nullptr);
        return;
    }
    const int level = m_session.photo()->pyramid.levelFor(m_canvas.view().zoom());
    const PixelRect region = neededRegion(level, faces);
    if (!region.isEmpty()) {
        m_service.requestPreview(
            {m_session.photo(), level, region, faces, maskedAmong(faces), m_canvas.screenColours()});
    }
}

int PreviewLoop::maskedAmong(const std::vector<EditedFace>& faces) const {
    const auto chosen = std::find_if(faces.begin(), faces.end(), [this](const EditedFace& edited) {
        return edited.index == m_session.currentFace();
    });
    return m_canvas.isMaskShown() && chosen != faces.end() ? int(chosen - faces.begin()) : -1;
}

PixelRect PreviewLoop::neededRegion(int level, const std::vector<EditedFace>& faces) const {
    PixelRect area;
    for (const EditedFace& edited : faces) {
        area = united(area, edited.face->reach());
    }
    const PixelRect photo = intersection(widened(m_canvas.view().visiblePart()), area);
    const double scale = ImagePyramid::scale(level);
    const int x = int(std::floor(photo.x * scale));
    const int y = int(std::floor(photo.y * scale));
    const PixelRect region{x, y, int(std::ceil((photo.x + photo.width) * scale)) - x,
                           int(std::ceil((photo.y + photo.height) * scale)) - y};
    return photo.isEmpty() ? PixelRect{} : intersection(region, m_session.photo()->pyramid.level(level).bounds());
}

}  // namespace facet::ui
