// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WhatIsThis.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QWhatsThis>
#include <QWidget>

namespace facet::ui {

namespace {

QString textOf(const QWidget& widget) {
    for (const QString& text : {widget.whatsThis(), widget.toolTip(), widget.accessibleDescription()}) {
        if (!text.isEmpty()) {
            return text;
        }
    }
    const bool outermost = widget.isWindow() || !widget.parentWidget();
    return outermost ? QString() : textOf(*widget.parentWidget());
}

bool tellOfFocus() {
    QWidget* focus = QApplication::focusWidget();
    const QString text = focus ? textOf(*focus) : QString();
    if (!text.isEmpty()) {
        QWhatsThis::showText(focus->mapToGlobal(focus->rect().center()), text, focus);
    }
    return !text.isEmpty();
}

}  // namespace

WhatIsThis::WhatIsThis(QObject* parent) : QObject(parent) {
    QApplication::instance()->installEventFilter(this);
}

void WhatIsThis::start() {
    QWhatsThis::enterWhatsThisMode();
}

bool WhatIsThis::eventFilter(QObject* watched, QEvent* event) {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::KeyPress && widget) {
        const auto* key = static_cast<QKeyEvent*>(event);
        return key->key() == Qt::Key_F1 && key->modifiers() == Qt::ShiftModifier && tellOfFocus();
    }
    if (event->type() != QEvent::QueryWhatsThis && event->type() != QEvent::WhatsThis) {
        return false;
    }
    const QString text = widget ? textOf(*widget) : QString();
    event->setAccepted(!text.isEmpty());
    if (event->type() == QEvent::WhatsThis && !text.isEmpty()) {
        QWhatsThis::showText(static_cast<QHelpEvent*>(event)->globalPos(), text);
    }
    return true;
}

}  // namespace facet::ui
