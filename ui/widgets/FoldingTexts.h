// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QToolButton;
class QWidget;

namespace facet::ui {

/// Has the tool buttons of a bar do without their texts, one after the other, where the bar is too narrow for all.
class FoldingTexts : public QObject {
    Q_OBJECT

 public:
    /// Buttons with icons and tool tips; the first go first. The bar has a layout and outlives this.
    FoldingTexts(QWidget* bar, std::vector<QToolButton*> buttons);

    int leastWidth() const { return m_leastWidth; }  ///< of the bar, without any of the texts

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void measure();
    void fold();
    void setTexts(bool shown);

    QWidget* m_bar;
    std::vector<QToolButton*> m_buttons;
    int m_leastWidth = 0;
};

}  // namespace facet::ui
