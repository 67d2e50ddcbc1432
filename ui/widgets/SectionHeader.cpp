// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SectionHeader.h"

#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"

#include <QPainter>
#include <QStyle>

namespace facet::ui {

namespace {

constexpr int Margin = 8;
constexpr int ArrowSide = 16;

}  // namespace

SectionHeader::SectionHeader(const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setText(title);
    setAccessibleName(title);
    setWhatsThis(tr("Folds this group of sliders; the number says how many of them are moved."));
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
}

void SectionHeader::setMovedCount(int count) {
    m_movedCount = count;
    update();
}

QSize SectionHeader::sizeHint() const {
    return {200, std::max(32, fontMetrics().height() + 14)};
}

void SectionHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto mirrored = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const QString arrow = isChecked() ? QStringLiteral("arrow-down") : QStringLiteral("arrow-right");
    tintedIcon(arrow).paint(&painter, mirrored(QRect(Margin, (height() - ArrowSide) / 2, ArrowSide, ArrowSide)));
    const int left = Margin + ArrowSide + 4;
    const QRect title = mirrored(QRect(left, 0, width() - left - 48, height()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(title, int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)), text());
    if (m_movedCount > 0) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawText(mirrored(QRect(width() - 52, 0, 40, height())),
                         int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)),
                         QString::number(m_movedCount));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(rect().adjusted(4, 2, -5, -3), 4, 4);
    }
}

}  // namespace facet::ui
