// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TabbedPages.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace facet::ui {

TabbedPages::TabbedPages(const QString& objectName, const QString& name, QWidget* parent)
    : QWidget(parent), m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this)) {
    m_tabs->setObjectName(objectName);
    m_tabs->setAccessibleName(name);
    m_tabs->setWhatsThis(tr("Chooses the page that is shown below; Left and Right go from one to the next."));
    m_tabs->setExpanding(true);
    m_tabs->setDrawBase(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void TabbedPages::addPage(const QString& title, QWidget* page) {
    m_pages->addWidget(page);
    m_tabs->addTab(title);
}

void TabbedPages::showPage(QWidget* page) {
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
}

}  // namespace facet::ui
