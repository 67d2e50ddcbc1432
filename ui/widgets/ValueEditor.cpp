// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ValueEditor.h"

#include <QKeyEvent>
#include <QLocale>

#include <cmath>

namespace facet::ui {

ValueEditor::ValueEditor(const QString& text, QWidget* parent) : QLineEdit(text, parent) {
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setAcceptDrops(false);  // a photo that is dropped here is meant for the window
    selectAll();
}

std::optional<double> ValueEditor::value() const {
    QString typed = text().trimmed();
    typed.replace(QChar(0x2212), QLatin1Char('-'));
    bool isNumber = false;
    double number = locale().toDouble(typed, &isNumber);
    if (!isNumber) {
        number = QLocale::c().toDouble(typed, &isNumber);
    }
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

void ValueEditor::keyPressEvent(QKeyEvent* event) {
    // A line edit lets Return go on to its parent, which would open the editor again.
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT closed(true);
            return;
        case Qt::Key_Escape:
            Q_EMIT closed(false);
            return;
        default:
            QLineEdit::keyPressEvent(event);
    }
}

void ValueEditor::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT closed(true);
    }
}

}  // namespace facet::ui
