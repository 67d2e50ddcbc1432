// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QSlider;

namespace facet::ui {

/// Lies over the upper edge of its parent while it shows a difference, and says and sets by how much it is amplified.
class GainBar : public QFrame {
    Q_OBJECT

 public:
    static constexpr int MaxExponent = 6;

    explicit GainBar(QWidget* parent);

    void setGain(double gain);  ///< a power of two, 1 … 64

 Q_SIGNALS:
    void gainChosen(double gain);

 protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void place();

    QLabel* m_label;
    QSlider* m_slider;
};

}  // namespace facet::ui
