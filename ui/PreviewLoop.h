// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QObject>

namespace facet::ui {

class PhotoCanvas;

/// Keeps the canvas's edited picture up to date: whenever an amount or the view changes, asks for the part of the
/// edited faces that is in view, at the size at which it is shown.
class PreviewLoop : public QObject {
    Q_OBJECT

 public:
    PreviewLoop(EditSession& session, EngineService& service, PhotoCanvas& canvas, QObject* parent);

 private:
    void refresh();
    int maskedAmong(const std::vector<EditedFace>& faces) const;
    PixelRect neededRegion(int level, const std::vector<EditedFace>& faces) const;

    EditSession& m_session;
    EngineService& m_service;
    PhotoCanvas& m_canvas;
};

}  // namespace facet::ui
