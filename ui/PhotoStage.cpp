// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoStage.h"

#include "ui/canvas/PhotoCanvas.h"
#include "ui/mask/MaskBar.h"
#include "ui/widgets/DropTarget.h"
#include "ui/widgets/Filmstrip.h"
#include "ui/widgets/MessageBar.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace facet::ui {

PhotoStage::PhotoStage(OpenPhotos& photos, const Actions& actions, QWidget* parent)
    : QWidget(parent),
      m_pages(new QStackedWidget(this)),
      m_dropTarget(new DropTarget(m_pages)),
      m_canvas(new PhotoCanvas(m_pages)),
      m_messages(new MessageBar(m_pages)),
      m_filmstrip(new Filmstrip(photos, this)),
      m_maskBar(new MaskBar(actions, this)) {
    m_pages->addWidget(m_dropTarget);
    m_pages->addWidget(m_canvas);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_maskBar);
    column->addWidget(m_filmstrip);
}

void PhotoStage::setPhotoShown(bool shown) {
    m_pages->setCurrentWidget(shown ? static_cast<QWidget*>(m_canvas) : m_dropTarget);
    m_messages->raise();
}

}  // namespace facet::ui
