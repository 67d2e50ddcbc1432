// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace facet::ui {

/// A line around a widget that has got the focus by the keyboard, for those that do not show it themselves.
class FocusRing : public QWidget {
    Q_OBJECT

 public:
    explicit FocusRing(QWidget* around);

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace facet::ui
