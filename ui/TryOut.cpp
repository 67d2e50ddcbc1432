// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TryOut.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/panels/AttributePanel.h"
#include "ui/widgets/ParameterSlider.h"
#include "ui/widgets/TryOutPopup.h"

#include <QEvent>

namespace facet::ui {

TryOut::TryOut(EditSession& session, EngineService& service, AttributePanel& panel)
    : m_session(session), m_service(service), m_panel(panel), m_popup(new TryOutPopup(&panel)) {
    connect(&service, &EngineService::engineLoaded, this, &TryOut::watchSliders);
    connect(&service, &EngineService::triedOut, this, &TryOut::show);
    connect(&session, &EditSession::recipeChanged, this, &TryOut::end);
    connect(&session, &EditSession::currentFaceChanged, this, &TryOut::end);
}

/// The panel has made them anew.
void TryOut::watchSliders() {
    for (ParameterSlider* slider : m_panel.findChildren<ParameterSlider*>()) {
        slider->installEventFilter(this);
    }
}

bool TryOut::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::ToolTip:  // the pointer has rested for a while
            return ask(static_cast<ParameterSlider*>(watched));
        case QEvent::Leave:
        case QEvent::Hide:
        case QEvent::MouseButtonPress:
        case QEvent::Wheel:
        case QEvent::KeyPress:
            end();
            return false;
        default:
            return false;
    }
}

/// False where the plain tooltip is to appear.
bool TryOut::ask(ParameterSlider* slider) {
    const int face = m_session.currentFace();
    if (!slider->isEnabled() || !m_session.isCurrentFaceReady()) {
        return false;
    }
    m_slider = slider;
    m_service.tryOut({m_session.photo(),
                      {m_session.encoded(face), m_session.recipe(face), face},
                      slider->objectName().toStdString()});
    return true;
}

void TryOut::show(const std::string& name, const std::vector<QImage>& pictures) {
    if (m_slider && m_slider->objectName().toStdString() == name) {
        m_popup->showBeside(*m_slider, pictures, m_slider->toolTip());
    }
}

void TryOut::end() {
    m_slider = nullptr;
    m_service.cancelTryOut();
    m_popup->hide();
}

}  // namespace facet::ui
