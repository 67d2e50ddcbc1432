// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QPointer>

#include <string>
#include <vector>

namespace facet::ui {

class AttributePanel;
class EditSession;
class EngineService;
class ParameterSlider;
class TryOutPopup;

/// Shows what a slider would do to this face before it is moved: small pictures at −1 and +1 while the pointer rests
/// on it. Watches widgets until its own end, and so has to go before the session and the service do.
class TryOut : public QObject {
    Q_OBJECT

 public:
    TryOut(EditSession& session, EngineService& service, AttributePanel& panel);

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void watchSliders();
    bool ask(ParameterSlider* slider);
    void show(const std::string& name, const std::vector<QImage>& pictures);
    void end();

    EditSession& m_session;
    EngineService& m_service;
    AttributePanel& m_panel;
    TryOutPopup* m_popup;
    QPointer<ParameterSlider> m_slider;  ///< on which the pointer rests
};

}  // namespace facet::ui
