// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace facet::ui {

/// An icon as a picture. Drawn at each paint, so that it follows the theme and the screen's scale, which a label's
/// pixmap does not.
class IconLabel : public QWidget {
    Q_OBJECT

 public:
    explicit IconLabel(int side, QWidget* parent = nullptr);
    void setIcon(const QIcon& icon);

 protected:
    void paintEvent(QPaintEvent* event) override;

 private:
    QIcon m_icon;
};

}  // namespace facet::ui
