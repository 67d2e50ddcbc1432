// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <filesystem>

class QMenu;

namespace facet::ui {

/// The photos and projects that were opened last, newest first, as a menu. The person can switch that off, which
/// forgets them.
class RecentFiles : public QObject {
    Q_OBJECT

 public:
    static constexpr int Most = 10;

    explicit RecentFiles(QWidget* parent);

    QMenu* menu() const { return m_menu; }
    void note(const std::filesystem::path& path);
    void clear();

 Q_SIGNALS:
    void chosen(std::filesystem::path path);

 private:
    void fill();

    QMenu* m_menu;
};

}  // namespace facet::ui
