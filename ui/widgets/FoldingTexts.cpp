// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FoldingTexts.h"

#include <QEvent>
#include <QToolButton>

#include <utility>

namespace facet::ui {

FoldingTexts::FoldingTexts(QWidget* bar, std::vector<QToolButton*> buttons)
    : QObject(bar), m_bar(bar), m_buttons(std::move(buttons)) {
    bar->installEventFilter(this);
    measure();
}

bool FoldingTexts::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FontChange:
        case QEvent::StyleChange:
            measure();
            fold();
            break;
        case QEvent::Resize:
        case QEvent::Show:
            fold();
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

void FoldingTexts::measure() {
    setTexts(false);
    m_leastWidth = m_bar->sizeHint().width();
    setTexts(true);
    m_bar->updateGeometry();
}

void FoldingTexts::fold() {
    setTexts(true);
    for (QToolButton* button : m_buttons) {
        if (m_bar->sizeHint().width() <= m_bar->width()) {
            return;
        }
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

void FoldingTexts::setTexts(bool shown) {
    for (QToolButton* button : m_buttons) {
        button->setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    }
}

}  // namespace facet::ui
