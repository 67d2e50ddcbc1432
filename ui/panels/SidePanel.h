// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace facet::ui {

/// The right side of the window: pages, one at a time, under a row of tabs.
class SidePanel : public QWidget {
    Q_OBJECT

 public:
    explicit SidePanel(QWidget* parent);

    void addPage(const QString& title, QWidget* page);
    void showPage(QWidget* page);

 private:
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
};

}  // namespace facet::ui
