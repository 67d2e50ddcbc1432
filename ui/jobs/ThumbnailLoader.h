// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/Worker.h"

#include <QImage>
#include <QObject>

#include <filesystem>

namespace facet::ui {

/// Reads small pictures of files that are not opened yet, one after another, on a thread of its own. Files that cannot
/// be read have none; opening them says why.
class ThumbnailLoader : public QObject {
    Q_OBJECT

 public:
    explicit ThumbnailLoader(QObject* parent);

    void load(const std::filesystem::path& path);

 Q_SIGNALS:
    void loaded(std::filesystem::path path, QImage picture);

 private:
    Worker m_worker;  // the last member: it uses the others
};

}  // namespace facet::ui
