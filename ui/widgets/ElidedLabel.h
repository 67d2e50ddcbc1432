// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace facet::ui {

/// One line of text that gives way: what does not fit is cut in the middle, the whole is in the tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT

 public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

 protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace facet::ui
