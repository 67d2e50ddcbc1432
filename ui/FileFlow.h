// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QObject>

#include <functional>

class QWidget;

namespace facet::ui {

class MessageBar;

/// How photos come in and go out: opening, pasting, saving, and the question about edits that are not saved.
class FileFlow : public QObject {
    Q_OBJECT

 public:
    FileFlow(EditSession& session, EngineService& service, MessageBar& messages, QWidget* window);

    void askForPhoto();
    void open(const PhotoSource& source);
    void paste();
    void askWhereToSave(const std::function<void()>& whenSaved = {});

    /// True where the window may close now; otherwise the person is asked, or a file is still being written, and the
    /// window is closed when that is settled.
    bool mayClose();

 private:
    void save(const std::filesystem::path& path);
    void showSaved(const QString& path);
    void askAboutEdits(const QString& question, const QString& proceedLabel, const std::function<void()>& proceed);

    EditSession& m_session;
    EngineService& m_service;
    MessageBar& m_messages;
    QWidget* m_window;
    std::function<void()> m_whenSaved;
    int m_savedIndex = -1;  ///< the undo stack's index at which the file that is being written was asked for
    bool m_closeConfirmed = false;
};

}  // namespace facet::ui
