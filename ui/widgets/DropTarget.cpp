// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DropTarget.h"

#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/IconLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr int IconSide = 64;
constexpr QSize LeastTarget(560, 360);
constexpr QSize AroundContent(128, 128);

QLabel* sentence(QWidget* parent) {
    auto* label = new QLabel(DropTarget::tr("Drop a photo with a face here"), parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

}  // namespace

DropTarget::DropTarget(QWidget* parent)
    : QWidget(parent), m_example(new QPushButton(tr("Try the example photo"), this)), m_content(new QWidget(this)) {
    setObjectName(QStringLiteral("dropTarget"));
    auto* open = new QPushButton(tr("Open a photo…"), m_content);
    open->setDefault(true);
    m_example->setObjectName(QStringLiteral("tryExample"));
    connect(open, &QPushButton::clicked, this, &DropTarget::openRequested);
    connect(m_example, &QPushButton::clicked, this, &DropTarget::exampleRequested);

    setTabOrder(open, m_example);
    auto* icon = new IconLabel(IconSide, m_content);
    icon->setIcon(tintedIcon(QStringLiteral("photo")));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(m_example);
    buttons->addStretch();
    auto* column = new QVBoxLayout(m_content);
    column->setSpacing(24);
    column->addWidget(icon, 0, Qt::AlignHCenter);
    column->addWidget(sentence(m_content));
    column->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_content, 0, Qt::AlignCenter);
}

void DropTarget::setExampleOffered(bool offered) {
    m_example->setVisible(offered);
}

void DropTarget::setHighlighted(bool highlighted) {
    m_highlighted = highlighted;
    update();
}

void DropTarget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::photoSurround(palette()));
    QSize size = LeastTarget.expandedTo(m_content->size() + AroundContent).boundedTo(this->size() - QSize(48, 48));
    QRectF target(QPointF(0, 0), QSizeF(size));
    target.moveCenter(QRectF(rect()).center());
    QColor line = m_highlighted ? palette().color(QPalette::Highlight) : Theme::quietText(palette());
    QColor ground = m_highlighted ? line : palette().color(QPalette::WindowText);
    ground.setAlpha(m_highlighted ? 40 : 10);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1.5, Qt::DashLine));
    painter.setBrush(ground);
    painter.drawRoundedRect(target, 12, 12);
}

}  // namespace facet::ui
