// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/TintedIcon.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <memory>

// Resources of a static library are linked only where something asks for them; the macro works outside of namespaces.
static void loadIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace facet::ui {

namespace {

class TintedIconEngine : public QIconEngine {
 public:
    explicit TintedIconEngine(const QString& name)
        : m_svg(std::make_shared<QSvgRenderer>(QStringLiteral(":/icons/%1.svg").arg(name))) {}

    QIconEngine* clone() const override { return new TintedIconEngine(*this); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }

    /// Here `size` is in device pixels.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        m_svg->render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(result.rect(), colour(mode));
        painter.end();
        result.setDevicePixelRatio(scale);
        return result;
    }

 private:
    static QColor colour(QIcon::Mode mode) {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Selected) {
            return palette.color(QPalette::HighlightedText);
        }
        return palette.color(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, QPalette::ButtonText);
    }

    std::shared_ptr<QSvgRenderer> m_svg;
};

}  // namespace

QIcon tintedIcon(const QString& name) {
    loadIcons();
    return QIcon(new TintedIconEngine(name));
}

}  // namespace facet::ui
