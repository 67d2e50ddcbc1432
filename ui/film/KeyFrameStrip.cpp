// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/KeyFrameStrip.h"

#include "ui/PhotoInput.h"
#include "ui/film/EasingCurve.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace facet::ui {

namespace {

constexpr int Side = 76;
constexpr int Way = 60;  // between two keys
constexpr int Margin = 8;
constexpr QSize CurveSize(28, 20);

}  // namespace

KeyFrameStrip::KeyFrameStrip(FilmModel& model, QWidget* parent) : QWidget(parent), m_model(model) {
    setObjectName(QStringLiteral("keyFrames"));
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Key frames"));
    setWhatsThis(tr("The film goes from face to face in this order. Drag to reorder, drop photos in between."));
    const auto refresh = [this] {
        updateGeometry();
        resize(sizeHint().expandedTo(QSize(parentWidget() ? parentWidget()->width() : 0, 0)));
        describe();
        update();
    };
    connect(&model, &FilmModel::changed, this, refresh);
    connect(&model, &FilmModel::currentChanged, this, refresh);
    connect(&model, &FilmModel::thumbnailsChanged, this, qOverload<>(&QWidget::update));
    describe();
}

QSize KeyFrameStrip::sizeHint() const {
    // A loop's last way leads back to the first key.
    return {2 * Margin + std::max(1, m_model.count()) * (Side + Way), Margin + Side + nameHeight() + 4};
}

int KeyFrameStrip::nameHeight() const {
    return fontMetrics().height() + 2;
}

QRect KeyFrameStrip::tile(int index) const {
    return {Margin + index * (Side + Way), Margin, Side, Side};
}

int KeyFrameStrip::tileAt(const QPoint& place) const {
    for (int i = 0; i < m_model.count(); ++i) {
        if (tile(i).adjusted(0, 0, Way, nameHeight()).contains(place)) {
            return i;
        }
    }
    return -1;
}

int KeyFrameStrip::gapAt(const QPoint& place) const {
    return std::clamp((place.x() - Margin + Way + Side / 2) / (Side + Way), 0, m_model.count());
}

void KeyFrameStrip::showGap(std::optional<int> gap) {
    m_gap = gap;
    update();
}

void KeyFrameStrip::describe() {
    const int current = m_model.current();
    setAccessibleDescription(
        current < 0 ? tr("No key frames")
                    : tr("%1, key frame %2 of %3").arg(m_model.at(current).name).arg(current + 1).arg(m_model.count()));
    setToolTip(m_model.count() == 0 ? QString() : tr("Drag to reorder; Delete removes"));
}

void KeyFrameStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_model.count() == 0) {
        painter.setPen(Theme::quietText(palette()));
        painter.drawText(rect().adjusted(Margin, 0, -Margin, 0), Qt::AlignCenter,
                         tr("Drop photos here: each becomes a key frame of the film"));
    }
    for (int i = 0; i < m_model.count(); ++i) {
        paintWay(painter, i);
        paintKey(painter, i);
    }
    if (m_gap) {
        const int x = std::max(2, tile(*m_gap).left() - (*m_gap == 0 ? Margin / 2 : Way / 2));
        painter.setPen(QPen(palette().highlight(), 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(x, Margin, x, Margin + Side);
    }
}

void KeyFrameStrip::paintKey(QPainter& painter, int index) const {
    const KeyFrame& key = m_model.at(index);
    const bool current = index == m_model.current();
    painter.setOpacity(index == m_dragged && m_gap ? 0.4 : 1);
    painter.drawImage(tile(index), key.thumbnail);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(current ? QPen(palette().highlight(), 2) : QPen(Theme::separator(palette())));
    painter.drawRect(tile(index));
    painter.setPen(current ? palette().color(QPalette::WindowText) : Theme::quietText(palette()));
    const int around = index == 0 ? Margin : Way / 2 - Margin / 2;
    const QRect below(tile(index).left() - around, tile(index).bottom() + 2, Side + 2 * around, nameHeight());
    painter.drawText(below, Qt::AlignCenter, fontMetrics().elidedText(key.name, Qt::ElideMiddle, below.width()));
    painter.setOpacity(1);
}

void KeyFrameStrip::paintWay(QPainter& painter, int index) const {
    if (index == m_model.count() - 1 && (m_model.loop() != film::Loop::Loop || !m_model.isFilm())) {
        return;
    }
    const film::Stretch& stretch = m_model.at(index).stretch;
    const QRect way(tile(index).right() + 1, Margin, Way, Side);
    const QRect curve(QPoint(way.center().x() - CurveSize.width() / 2, way.center().y() - CurveSize.height()),
                      CurveSize);
    painter.setPen(QPen(Theme::quietText(palette()), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(easingCurve(stretch.easing, curve));
    painter.drawText(QRect(way.left(), curve.bottom() + 4, Way, nameHeight()), Qt::AlignCenter,
                     tr("%1 s").arg(locale().toString(stretch.seconds, 'f', 1)));
}

void KeyFrameStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_pressed = event->position().toPoint();
        m_dragged = tileAt(m_pressed);
        m_model.setCurrent(m_dragged);
    }
}

void KeyFrameStrip::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (m_dragged >= 0 && (m_gap || (place - m_pressed).manhattanLength() >= QApplication::startDragDistance())) {
        showGap(gapAt(place));
    }
}

void KeyFrameStrip::mouseReleaseEvent(QMouseEvent*) {
    const int from = std::exchange(m_dragged, -1);
    if (const auto gap = std::exchange(m_gap, std::nullopt)) {
        m_model.move(from, *gap > from ? *gap - 1 : *gap);
    }
    update();
}

void KeyFrameStrip::keyPressEvent(QKeyEvent* event) {
    const int current = m_model.current();
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step != 0 && event->modifiers().testFlag(Qt::ControlModifier)) {
        m_model.move(current, current + step);
    } else if (step != 0) {
        m_model.setCurrent(current + step);
    } else if (event->key() == Qt::Key_Delete && current >= 0) {
        m_model.remove(current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void KeyFrameStrip::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesIn(*event->mimeData()).empty()) {
        event->acceptProposedAction();
        showGap(gapAt(event->position().toPoint()));
    }
}

void KeyFrameStrip::dragMoveEvent(QDragMoveEvent* event) {
    showGap(gapAt(event->position().toPoint()));
}

void KeyFrameStrip::dragLeaveEvent(QDragLeaveEvent*) {
    showGap(std::nullopt);
}

void KeyFrameStrip::dropEvent(QDropEvent* event) {
    int gap = gapAt(event->position().toPoint());
    showGap(std::nullopt);
    event->acceptProposedAction();
    for (const std::filesystem::path& photo : filesIn(*event->mimeData())) {
        Q_EMIT photoDropped(photo, gap++);
    }
}

}  // namespace facet::ui
