// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/MessageBar.h"

#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/IconLabel.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr int Margin = 16;
constexpr int MaxWidth = 720;

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new IconLabel(22, this)), m_text(new QLabel(this)), m_choices(new QHBoxLayout) {
    setObjectName(QStringLiteral("messageBar"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_choices->setSpacing(8);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("dismiss"));
    close->setIcon(tintedIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Dismiss (Esc)"));
    close->setAccessibleName(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &MessageBar::giveUp);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_choices);
    layout->addWidget(close);
    hide();
    parent->installEventFilter(this);
}

void MessageBar::showMessage(Kind kind, const QString& sentence, const std::vector<Choice>& choices) {
    dismiss();
    const QString icon = kind == Kind::Warning ? QStringLiteral("warning") : QStringLiteral("information");
    m_icon->setIcon(tintedIcon(icon));
    m_text->setText(sentence);
    setAccessibleName(sentence);
    for (const Choice& choice : choices) {
        addChoice(choice, m_buttons.empty());
    }
    show();
    raise();
    place();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void MessageBar::dismiss() {
    hide();
    for (QPushButton* button : m_buttons) {
        button->hide();
        button->deleteLater();  // it may be the one that is being clicked
    }
    m_buttons.clear();
}

QString MessageBar::sentence() const {
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::place() {
    const QRect area = parentWidget()->rect().adjusted(Margin, Margin, -Margin, -Margin);
    const int width = std::min(area.width(), MaxWidth);
    const int height = std::max(layout()->totalHeightForWidth(width), layout()->totalMinimumSize().height());
    setGeometry(area.left() + (area.width() - width) / 2, area.bottom() - height, width, height);
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::separator(palette()));
    painter.setBrush(palette().window());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && !isHidden()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void MessageBar::addChoice(const Choice& choice, bool isDefault) {
    auto* button = new QPushButton(choice.label, this);
    button->setDefault(isDefault);
    connect(button, &QPushButton::clicked, this, [this, action = choice.action] {
        dismiss();
        action();
    });
    m_choices->addWidget(button);
    m_buttons.push_back(button);
}

void MessageBar::giveUp() {
    dismiss();
    Q_EMIT dismissedByPerson();
}

}  // namespace facet::ui
