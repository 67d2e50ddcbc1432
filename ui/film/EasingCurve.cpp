// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/EasingCurve.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QPixmap>

namespace facet::ui {

QPainterPath easingCurve(film::Easing easing, const QRectF& area) {
    QPainterPath path(area.bottomLeft());
    if (easing == film::Easing::InOut) {
        const double third = area.width() / 2.2;
        path.cubicTo(area.bottomLeft() + QPointF(third, 0), area.topRight() - QPointF(third, 0), area.topRight());
    } else if (easing == film::Easing::Linear) {
        path.lineTo(area.topRight());
    } else {
        constexpr int Steps = 4;
        for (int i = 1; i <= Steps; ++i) {
            const double x = area.left() + area.width() * i / Steps;
            path.lineTo(x, area.bottom() - area.height() * (i - 1) / Steps);
            path.lineTo(x, area.bottom() - area.height() * i / Steps);
        }
    }
    return path;
}

QIcon easingIcon(film::Easing easing) {
    constexpr int Side = 44;  // twice what is shown, for dense screens
    QPixmap pixmap(Side, Side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QGuiApplication::palette().color(QPalette::WindowText), 3));
    painter.drawPath(easingCurve(easing, QRectF(5, 9, Side - 10, Side - 18)));
    return pixmap;
}

QString easingName(film::Easing easing) {
    switch (easing) {
        case film::Easing::Linear:
            return QCoreApplication::translate("EasingCurve", "Steady");
        case film::Easing::InOut:
            return QCoreApplication::translate("EasingCurve", "Gentle");
        case film::Easing::Even:
            break;
    }
    return QCoreApplication::translate("EasingCurve", "Even change");
}

}  // namespace facet::ui
