// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterSlider.h"

#include "ui/widgets/ValueEditor.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

constexpr int UnitsPerOne = 100;
constexpr double Step = 0.1;
constexpr int RowHeight = 30;
constexpr unsigned long long WheelPause = 500;  // milliseconds that end a gesture of the wheel

double stepFor(Qt::KeyboardModifiers modifiers) {
    return modifiers.testFlag(Qt::ShiftModifier)     ? Step * 10
           : modifiers.testFlag(Qt::ControlModifier) ? Step / 10
                                                     : Step;
}

}  // namespace

ParameterSlider::ParameterSlider(const QString& label, double limit, QWidget* parent)
    : QAbstractSlider(parent), m_label(label), m_trustedLow(-limit), m_trustedHigh(limit) {
    installParameterSliderAccessibility();
    setOrientation(Qt::Horizontal);
    setRange(int(std::lround(-limit * UnitsPerOne)), int(std::lround(limit * UnitsPerOne)));
    setFocusPolicy(Qt::StrongFocus);  // not by wheel: it scrolls the panel
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(label);
    setWhatsThis(tr(
        "0 is the face as it is, +1 about as strong as in most people who have this. Double-click for zero, click the "
        "value to type one. The star makes a favourite of it; while the padlock is closed, the others do not move it "
        "along. Where the track is hatched this face cannot go further. The right button tells how good it is."));
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

void ParameterSlider::setTrusted(double low, double high) {
    m_trustedLow = low;
    m_trustedHigh = high;
    update();
}

bool ParameterSlider::isTrusted() const {
    return (amount() > m_trustedLow || m_trustedLow <= -limit()) &&
           (amount() < m_trustedHigh || m_trustedHigh >= limit());
}

void ParameterSlider::setFavourite(bool favourite) {
    m_favourite = favourite;
    update();
}

void ParameterSlider::setLocked(bool locked) {
    m_locked = locked;
    setAccessibleDescription(locked ? tr("Locked: other sliders do not move it") : QString());
    update();
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
    if (starRect().contains(event->position().toPoint())) {
        Q_EMIT favouriteToggled();
        return;
    }
    if (lockRect().contains(event->position().toPoint())) {
        Q_EMIT lockToggled();
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
    const QPoint at = event->position().toPoint();
    const bool onButton = valueRect().contains(at) || starRect().contains(at) || lockRect().contains(at);
    if (event->button() == Qt::LeftButton && !onButton) {
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
        case Qt::Key_Asterisk:
            Q_EMIT favouriteToggled();
            return;
        case Qt::Key_L:
            Q_EMIT lockToggled();
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

}  // namespace facet::ui
