// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/GainBar.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>

#include <cmath>

namespace facet::ui {

GainBar::GainBar(QWidget* parent) : QFrame(parent), m_label(new QLabel(this)), m_slider(new QSlider(this)) {
    setObjectName(QStringLiteral("gainBar"));
    m_slider->setObjectName(QStringLiteral("gain"));
    m_slider->setOrientation(Qt::Horizontal);
    m_slider->setRange(0, MaxExponent);
    m_slider->setPageStep(1);
    m_slider->setFixedWidth(128);
    m_slider->setAccessibleName(tr("Gain of the difference"));
    m_slider->setToolTip(tr("How strongly differences are amplified"));
    connect(m_slider, &QSlider::valueChanged, this, [this](int exponent) {
        m_label->setText(tr("Difference ×%1").arg(1 << exponent));
        place();
        Q_EMIT gainChosen(std::ldexp(1.0, exponent));
    });
    auto* legend = new QLabel(tr("black: the photo's own pixels"), this);
    legend->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(12);
    layout->addWidget(m_label);
    layout->addWidget(m_slider);
    layout->addWidget(legend);
    hide();
    parent->installEventFilter(this);
}

void GainBar::setGain(double gain) {
    m_slider->setValue(int(std::lround(std::log2(gain))));
    m_label->setText(tr("Difference ×%1").arg(1 << m_slider->value()));
}

void GainBar::place() {
    const QSize size = sizeHint().boundedTo(parentWidget()->size() - QSize(16, 16));
    setGeometry(QRect(QPoint((parentWidget()->width() - size.width()) / 2, 16), size));
}

void GainBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::separator(palette()));
    painter.setBrush(palette().window());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void GainBar::showEvent(QShowEvent*) {
    place();
}

bool GainBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace facet::ui
