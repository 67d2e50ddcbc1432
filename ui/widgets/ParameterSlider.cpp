// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterSlider.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ValueEditor.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

constexpr int UnitsPerOne = 100;
constexpr double Step = 0.1;
constexpr int RowHeight = 30;
constexpr int Gap = 12;
constexpr int HandleRadius = 6;
constexpr int GrooveHeight = 4;
constexpr unsigned long long WheelPause = 500;  // milliseconds that end a gesture of the wheel

double stepFor(Qt::KeyboardModifiers modifiers) {
    return modifiers.testFlag(Qt::ShiftModifier)     ? Step * 10
           : modifiers.testFlag(Qt::ControlModifier) ? Step / 10
                                                     : Step;
}

}  // namespace

ParameterSlider::ParameterSlider(const QString& label, double limit, QWidget* parent)
    : QAbstractSlider(parent), m_label(label) {
    installParameterSliderAccessibility();
    setOrientation(Qt::Horizontal);
    setRange(int(std::lround(-limit * UnitsPerOne)), int(std::lround(limit * UnitsPerOne)));
    setFocusPolicy(Qt::StrongFocus);  // not by wheel: it scrolls the panel
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(label);
    connect(this, &QAbstractSlider::valueChanged, this, qOverload<>(&QWidget::update));
}

double ParameterSlider::amount() const {
    return double(value()) / UnitsPerOne;
}

double ParameterSlider::limit() const {
    return double(maximum()) / UnitsPerOne;
}

void ParameterSlider::setAmount(double amount) {
    setValue(int(std::lround(amount * UnitsPerOne)));
}

void ParameterSlider::editAmount(double amount) {
    const int before = value();
    setAmount(amount);
    if (value() != before) {
        Q_EMIT amountEdited(this->amount());
    }
}

QString ParameterSlider::valueText() const {
    const QString number = locale().toString(std::abs(amount()), 'f', 2);
    return (value() > 0 ? QStringLiteral("+") : value() < 0 ? QStringLiteral("−") : QString()) + number;
}

QSize ParameterSlider::sizeHint() const {
    return {288, std::max(RowHeight, fontMetrics().height() + 12)};
}

QSize ParameterSlider::minimumSizeHint() const {
    return {220, sizeHint().height()};
}

void ParameterSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const double x = event->position().x();
    if (valueRect().contains(event->position().toPoint())) {
        startTyping();
        return;
    }
    const QRect reach = trackRect().adjusted(-HandleRadius, 0, HandleRadius, 0);
    if (!reach.contains(event->position().toPoint())) {
        return;
    }
    Q_EMIT gestureStarted();
    setSliderDown(true);
    const bool onHandle = std::abs(x - trackPosition(amount())) <= HandleRadius + 2;
    m_dragAmount = onHandle ? amount() : amountAt(x);
    m_dragX = x;
    editAmount(m_dragAmount);
}

void ParameterSlider::mouseMoveEvent(QMouseEvent* event) {
    if (!isSliderDown()) {
        event->ignore();
        return;
    }
    const double x = event->position().x();
    const double speed = event->modifiers().testFlag(Qt::ControlModifier) ? 0.1 : 1;
    m_dragAmount += (x - m_dragX) * amountPerPixel() * speed;
    m_dragX = x;
    // Beyond the end the drag is kept where the mouse is, so that it comes back when the mouse does.
    editAmount(std::clamp(m_dragAmount, -limit(), limit()));
}

void ParameterSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (isSliderDown() && event->button() == Qt::LeftButton) {
        setSliderDown(false);
        update();
        Q_EMIT gestureEnded();
    }
}

void ParameterSlider::mouseDoubleClickEvent(QMouseEvent* event) {
    // No new gesture: the first click's jump and the way back to zero are one step of undo.
    if (event->button() == Qt::LeftButton && !valueRect().contains(event->position().toPoint())) {
        editAmount(0);
    }
}

void ParameterSlider::wheelEvent(QWheelEvent* event) {
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    if (event->timestamp() - m_lastWheel > WheelPause) {
        Q_EMIT gestureStarted();
        m_wheelRest = 0;
    }
    m_lastWheel = event->timestamp();
    const QPoint delta = event->angleDelta();
    m_wheelRest += (delta.y() != 0 ? delta.y() : delta.x()) / 120.0;
    const double notches = std::trunc(m_wheelRest);
    m_wheelRest -= notches;
    editAmount(amount() + notches * stepFor(event->modifiers()));
    event->accept();
}

void ParameterSlider::keyPressEvent(QKeyEvent* event) {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double direction = 0;
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Left:
            direction = (event->key() == Qt::Key_Right) != mirrored ? 1 : -1;
            break;
        case Qt::Key_Plus:
            direction = 1;
            break;
        case Qt::Key_Minus:
            direction = -1;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_F2:
            startTyping();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            Q_EMIT gestureStarted();
            editAmount(0);
            return;
        default:
            event->ignore();
            return;
    }
    if (!event->isAutoRepeat()) {
        Q_EMIT gestureStarted();
    }
    editAmount(amount() + direction * stepFor(event->modifiers()));
}

void ParameterSlider::enterEvent(QEnterEvent*) {
    m_hovered = true;
    update();
}

void ParameterSlider::leaveEvent(QEvent*) {
    m_hovered = false;
    update();
}

void ParameterSlider::resizeEvent(QResizeEvent*) {
    if (m_editor) {
        m_editor->setGeometry(valueRect());
    }
}

void ParameterSlider::startTyping() {
    if (m_editor) {
        return;
    }
    m_editor = new ValueEditor(valueText(), this);
    m_editor->setAccessibleName(tr("%1, value").arg(m_label));
    m_editor->setGeometry(valueRect().adjusted(-8, 1, 0, -1));
    connect(m_editor, &ValueEditor::closed, this, &ParameterSlider::finishTyping);
    m_editor->show();
    m_editor->setFocus();
}

void ParameterSlider::finishTyping(bool accept) {
    ValueEditor* editor = std::exchange(m_editor, nullptr);
    if (!editor) {
        return;  // hiding it has taken its focus, which closes it once more
    }
    const auto typed = accept ? editor->value() : std::nullopt;
    if (editor->hasFocus()) {
        setFocus();
    }
    editor->hide();
    editor->deleteLater();
    if (typed) {
        Q_EMIT gestureStarted();
        editAmount(std::clamp(*typed, -limit(), limit()));
    }
}

QRect ParameterSlider::labelRect() const {
    const int width = this->width() * 2 / 5;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(Gap, 0, width - Gap, height()));
}

QRect ParameterSlider::valueRect() const {
    const int width = fontMetrics().horizontalAdvance(QStringLiteral("+0.00")) + 4;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(this->width() - Gap - width, 0, width, height()));
}

QRect ParameterSlider::trackRect() const {
    const int left = width() * 2 / 5 + HandleRadius;
    const int right = width() - Gap - valueRect().width() - Gap - HandleRadius;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, std::max(1, right - left), height()));
}

double ParameterSlider::trackPosition(double amount) const {
    const double share = (amount + limit()) / (2 * limit());
    return trackRect().left() + trackRect().width() * (layoutDirection() == Qt::RightToLeft ? 1 - share : share);
}

double ParameterSlider::amountPerPixel() const {
    return 2 * limit() / trackRect().width() * (layoutDirection() == Qt::RightToLeft ? -1 : 1);
}

double ParameterSlider::amountAt(double x) const {
    return (x - trackPosition(0)) * amountPerPixel();
}

void ParameterSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool active = hasFocus() || m_editor;
    if (active || (m_hovered && isEnabled())) {
        QColor ground = palette().color(QPalette::WindowText);
        ground.setAlpha(active ? 22 : 11);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect().adjusted(4, 1, -4, -1), 4, 4);
    }
    painter.setPen(palette().color(QPalette::WindowText));
    const QString label = fontMetrics().elidedText(m_label, Qt::ElideRight, labelRect().width());
    painter.drawText(labelRect(), int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)),
                     label);
    painter.setPen(value() == 0 ? Theme::quietText(palette()) : palette().color(QPalette::WindowText));
    painter.drawText(valueRect(), int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)),
                     valueText());
    paintTrack(painter);
    paintHandle(painter);
}

void ParameterSlider::paintTrack(QPainter& painter) const {
    const QRectF track = trackRect();
    const QRectF groove(track.left(), track.center().y() - GrooveHeight / 2.0, track.width(), GrooveHeight);
    QColor empty = palette().color(QPalette::WindowText);
    empty.setAlpha(38);
    painter.setPen(Qt::NoPen);
    painter.setBrush(empty);
    painter.drawRoundedRect(groove, GrooveHeight / 2.0, GrooveHeight / 2.0);
    const double zero = trackPosition(0);
    painter.drawRect(QRectF(zero - 0.5, groove.top() - 3, 1, groove.height() + 6));
    const double handle = trackPosition(amount());
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRect(QRectF(std::min(zero, handle), groove.top(), std::abs(handle - zero), groove.height()));
}

void ParameterSlider::paintHandle(QPainter& painter) const {
    const QPointF centre(trackPosition(amount()), QRectF(trackRect()).center().y());
    const QColor ground = palette().color(QPalette::Window);
    QColor handle = palette().color(QPalette::WindowText);
    if (isEnabled() && (value() != 0 || isSliderDown())) {
        handle = palette().color(QPalette::Highlight);
    }
    painter.setPen(QPen(ground, 2));
    painter.setBrush(handle);
    painter.drawEllipse(centre, HandleRadius + 0.5, HandleRadius + 0.5);
}

}  // namespace facet::ui
