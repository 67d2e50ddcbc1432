// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;

namespace facet::ui {

class Actions;
class DropTarget;
class Filmstrip;
class MaskBar;
class MessageBar;
class OpenPhotos;
class PhotoCanvas;

/// The photo, or where to drop one, over the mask's bar and the filmstrip; messages lie over the photo.
class PhotoStage : public QWidget {
    Q_OBJECT

 public:
    PhotoStage(OpenPhotos& photos, const Actions& actions, QWidget* parent);

    DropTarget& dropTarget() { return *m_dropTarget; }
    PhotoCanvas& canvas() { return *m_canvas; }
    MessageBar& messages() { return *m_messages; }
    MaskBar& maskBar() { return *m_maskBar; }
    Filmstrip& filmstrip() { return *m_filmstrip; }
    void setPhotoShown(bool shown);

 private:
    QStackedWidget* m_pages;
    DropTarget* m_dropTarget;
    PhotoCanvas* m_canvas;
    MessageBar* m_messages;
    Filmstrip* m_filmstrip;
    MaskBar* m_maskBar;
};

}  // namespace facet::ui
