// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

class QStyleOption;

namespace facet::ui {

class ValueEditor;

/// One row: a name, a track that is filled from zero, and the value, which can be typed.
///
/// The value is real; QAbstractSlider's integer counts hundredths of it. Drag (Ctrl: a tenth of the speed), arrows
/// and wheel in steps of 0.1 (Shift ×10, Ctrl ÷10), double-click for zero, Enter or a click on the value to type, a
/// star in front of the name for favourites, a padlock behind it (or L) for what others must not move.
class ParameterSlider : public QAbstractSlider {
    Q_OBJECT

 public:
    ParameterSlider(const QString& label, double limit, QWidget* parent = nullptr);

    QString label() const { return m_label; }
    double amount() const;
    double limit() const;
    /// From outside; not an edit of the person's.
    void setAmount(double amount);
    /// What the person does by mouse, key or screen reader: bounded, announced by amountEdited().
    void editAmount(double amount);
    QString valueText() const;
    /// Between which amounts this face bears the edit, the ends excluded but for the slider's own; the rest is marked.
    void setTrusted(double low, double high);
    bool isTrusted() const;
    void setFavourite(bool favourite);
    bool isFavourite() const { return m_favourite; }
    void setLocked(bool locked);
    bool isLocked() const { return m_locked; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

 Q_SIGNALS:
    void gestureStarted();  ///< what follows is one step of undo
    void gestureEnded();
    void amountEdited(double amount);
    void favouriteToggled();  ///< the star was clicked, or * pressed
    void lockToggled();       ///< the padlock was clicked, or L pressed

 protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

 private:
    static constexpr int HandleRadius = 6;

    QRect starRect() const;
    QRect lockRect() const;
    QRect labelRect() const;
    bool isPointedAt() const { return m_hovered || hasFocus(); }
    int trackLeft() const;
    QRect trackRect() const;  ///< from the lowest to the highest position of the handle's centre
    QRect valueRect() const;
    double trackPosition(double amount) const;
    double amountAt(double x) const;
    double amountPerPixel() const;
    void paintStar(QPainter& painter) const;
    void paintLock(QPainter& painter) const;
    void paintTexts(QPainter& painter) const;
    void paintTrack(QPainter& painter) const;
    void paintBeyond(QPainter& painter, const QRectF& groove) const;
    void paintHandle(QPainter& painter) const;
    void startTyping();
    void finishTyping(bool accept);

    QString m_label;
    ValueEditor* m_editor = nullptr;
    double m_dragAmount = 0;  ///< finer than the integer value, so that slow drags add up
    double m_dragX = 0;
    double m_wheelRest = 0;
    unsigned long long m_lastWheel = 0;
    bool m_hovered = false;
    bool m_favourite = false;
    bool m_locked = false;
    double m_trustedLow;
    double m_trustedHigh;
};

/// Makes screen readers hear the amount instead of the hundredths. The sliders call it; once is enough.
void installParameterSliderAccessibility();

}  // namespace facet::ui
