// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/RecentFiles.h"

#include "ui/PhotoInput.h"
#include "ui/Settings.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>

namespace facet::ui {

RecentFiles::RecentFiles(QWidget* parent) : QObject(parent), m_menu(new QMenu(tr("Open recent"), parent)) {
    m_menu->setObjectName(QStringLiteral("recentFiles"));
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &RecentFiles::fill);
    fill();
}

void RecentFiles::note(const std::filesystem::path& path) {
    Settings settings;
    if (path.empty() || !settings.areRecentFilesKept()) {
        return;
    }
    const QString file = QFileInfo(fromPath(path)).absoluteFilePath();
    QStringList files = settings.recentFiles();
    files.removeAll(file);
    files.prepend(file);
    settings.setRecentFiles(files.mid(0, Most));
    fill();
}

void RecentFiles::clear() {
    Settings().setRecentFiles({});
    fill();
}

void RecentFiles::fill() {
    m_menu->clear();
    const Settings settings;
    if (settings.areRecentFilesKept()) {
        for (const QString& file : settings.recentFiles()) {
            QString name = QFileInfo(file).fileName();
            QAction* action = m_menu->addAction(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
            action->setToolTip(QDir::toNativeSeparators(file));
            action->setEnabled(QFileInfo::exists(file));
            connect(action, &QAction::triggered, this, [this, file] { Q_EMIT chosen(toPath(file)); });
        }
    }
    if (m_menu->isEmpty()) {
        const QString why =
            settings.areRecentFilesKept() ? tr("Nothing has been opened yet") : tr("Switched off in the preferences");
        m_menu->addAction(why)->setEnabled(false);
        return;
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Clear this list"), this, &RecentFiles::clear);
}

}  // namespace facet::ui
