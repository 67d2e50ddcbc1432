// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/SliderMenu.h"

#include "ui/widgets/ParameterSlider.h"

#include <QCoreApplication>
#include <QMenu>

namespace facet::ui {

namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("SliderMenu", text);
}

}  // namespace

void showSliderMenu(ParameterSlider& slider, const QPoint& place, const std::function<void()>& showCard) {
    auto* menu = new QMenu(&slider);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* reset = menu->addAction(translated(QT_TRANSLATE_NOOP("SliderMenu", "Back to zero")), &slider, [&slider] {
        Q_EMIT slider.gestureStarted();
        slider.editAmount(0);
    });
    reset->setEnabled(slider.amount() != 0);
    const auto toggle = [menu, &slider](const QString& text, bool on, auto signal) {
        QAction* action = menu->addAction(text, &slider, signal);
        action->setCheckable(true);
        action->setChecked(on);
    };
    toggle(translated(QT_TRANSLATE_NOOP("SliderMenu", "Favourite")), slider.isFavourite(),
           &ParameterSlider::favouriteToggled);
    toggle(translated(QT_TRANSLATE_NOOP("SliderMenu", "Locked: others do not move it")), slider.isLocked(),
           &ParameterSlider::lockToggled);
    menu->addSeparator();
    menu->addAction(translated(QT_TRANSLATE_NOOP("SliderMenu", "How good it is…")), &slider, showCard);
    menu->popup(place);
}

}  // namespace facet::ui
