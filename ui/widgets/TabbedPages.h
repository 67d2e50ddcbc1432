// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace facet::ui {

/// Pages, one at a time, under a row of tabs.
class TabbedPages : public QWidget {
    Q_OBJECT

 public:
    /// The name is what a screen reader says of the tabs.
    TabbedPages(const QString& objectName, const QString& name, QWidget* parent);

    void addPage(const QString& title, QWidget* page);
    void showPage(QWidget* page);

 private:
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
};

}  // namespace facet::ui
