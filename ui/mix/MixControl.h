// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/Worker.h"
#include "ui/mix/MixedPhoto.h"

#include <QObject>

class QMenu;

namespace facet::ui {

class EditSession;
class EngineService;
class MessageBar;
class MixPanel;
class OpenPhotos;

/// The second face of the chosen one: where it comes from, and what of it is taken.
class MixControl : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        EditSession& session;
        EngineService& service;
        const OpenPhotos& photos;
        MessageBar& messages;
    };

    MixControl(const Parts& parts, MixPanel& panel, QWidget* window);

 private:
    void fillMenu(QMenu& menu);
    void addOpenPhotos(QMenu& menu);
    void showPicture(MixPanel& panel, const std::shared_ptr<const OtherFace>& face);
    void take(const QMimeData& data);
    void mixIn(const SecondPhoto& photo);
    void askForAttributes();
    SecondPhoto openPhoto(int row) const;
    /// What the job returns runs on the ui thread, if the face that it was meant for is still chosen; what it throws
    /// becomes a sentence.
    void run(const std::function<std::function<void()>()>& job);

    Parts m_parts;
    QWidget* m_window;
    Worker m_worker;  // the last member: its thread uses the others
};

}  // namespace facet::ui
