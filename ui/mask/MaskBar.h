// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QSlider;

namespace facet::ui {

class Actions;
class FoldingTexts;

/// The brush's options, in a row under the photo while the person paints on a mask.
class MaskBar : public QWidget {
    Q_OBJECT

 public:
    static constexpr int MinSize = 4;  ///< the brush's radius, in logical pixels
    static constexpr int MaxSize = 400;

    MaskBar(const Actions& actions, QWidget* parent);

    int size() const;
    double feather() const;  ///< 0 … 1
    void setSize(int size);
    void setFeather(double feather);

    QSize minimumSizeHint() const override;

 Q_SIGNALS:
    void brushChanged();

 protected:
    void paintEvent(QPaintEvent* event) override;

 private:
    QSlider* addSlider(QHBoxLayout* row, const QString& label, const char* name, const QString& toolTip);

    QSlider* m_size;  ///< in steps of equal ratios
    QSlider* m_feather;
    FoldingTexts* m_folding;
};

}  // namespace facet::ui
