// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/ShownLevels.h"
#include "ui/jobs/Worker.h"

#include <QImage>
#include <QObject>

#include <memory>
#include <utility>

namespace facet::ui {

/// Makes small pictures of photos, in the colours of the screen, one after another on a thread of its own. Files that
/// cannot be read have none; opening them says why.
class ThumbnailLoader : public QObject {
    Q_OBJECT

 public:
    explicit ThumbnailLoader(QObject* parent);

    void load(const PhotoSource& source, const std::shared_ptr<const Image>& pixels);    ///< null: of the file
    void setScreenColours(ScreenColoursPtr colours) { m_colours = std::move(colours); }  ///< from now on

 Q_SIGNALS:
    void loaded(facet::ui::PhotoSource source, QImage picture);

 private:
    ScreenColoursPtr m_colours;
    Worker m_worker;  // the last member: it uses the others
};

}  // namespace facet::ui
