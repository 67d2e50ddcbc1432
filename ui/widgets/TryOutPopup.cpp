// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TryOutPopup.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr int Side = 144;

}  // namespace

TryOutPopup::TryOutPopup(QWidget* parent)
    : QFrame(parent, Qt::ToolTip), m_pictures{new QLabel(this), new QLabel(this)}, m_sentence(new QLabel(this)) {
    setObjectName(QStringLiteral("tryOut"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameShape(QFrame::StyledPanel);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 8, 8, 8);
    grid->setSpacing(8);
    const QString captions[] = {QStringLiteral("−1"), QStringLiteral("+1")};
    for (int column = 0; column < 2; ++column) {
        m_pictures[column]->setFixedSize(Side, Side);
        m_pictures[column]->setAlignment(Qt::AlignCenter);
        auto* caption = new QLabel(captions[column], this);
        caption->setAlignment(Qt::AlignCenter);
        grid->addWidget(m_pictures[column], 0, column);
        grid->addWidget(caption, 1, column);
    }
    m_sentence->setWordWrap(true);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(m_sentence, 2, 0, 1, 2);
}

void TryOutPopup::showBeside(const QWidget& slider, const std::vector<QImage>& pictures, const QString& sentence) {
    const qreal ratio = slider.devicePixelRatioF();
    for (std::size_t i = 0; i < pictures.size() && i < std::size(m_pictures); ++i) {
        QPixmap picture = QPixmap::fromImage(
            pictures[i].scaled(QSize(Side, Side) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
        picture.setDevicePixelRatio(ratio);
        m_pictures[i]->setPixmap(picture);
    }
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    adjustSize();
    const QPoint corner = slider.mapToGlobal(QPoint(0, slider.height() / 2));
    const QRect screen = slider.screen()->availableGeometry();
    const int y =
        std::clamp(corner.y() - height() / 2, screen.top(), std::max(screen.top(), screen.bottom() - height()));
    move(std::max(screen.left(), corner.x() - width() - 8), y);
    show();
}

}  // namespace facet::ui
