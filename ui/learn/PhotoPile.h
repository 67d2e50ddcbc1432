// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QWidget>

#include <filesystem>
#include <vector>

namespace facet::ui {

/// A list of photos and folders that files can be dropped on: one side of what is to be learnt.
class PhotoPile : public QWidget {
    Q_OBJECT

 public:
    /// `open`: the photos that the window has open, offered by name.
    PhotoPile(const QString& title, const std::vector<std::filesystem::path>& open, QWidget* parent);

    void add(const std::vector<std::filesystem::path>& paths);
    std::vector<std::filesystem::path> paths() const;

 Q_SIGNALS:
    void changed();

 protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

 private:
    QWidget* makeButtons(const QString& title, const std::vector<std::filesystem::path>& open);
    void removeChosen();

    QListWidget* m_list;
};

}  // namespace facet::ui
