// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"
#include "ui/film/FilmService.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <QPointer>

#include <functional>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace facet::ui {

class EditSession;
class EngineService;
class FilmPreview;
class KeyFrameStrip;
class MessageBar;
class NewFaceDialog;

/// Films in the window: the strip of key frames, the preview, and the export that runs on while the person edits.
class FilmDock : public QDockWidget {
    Q_OBJECT

 public:
    FilmDock(EditSession& session, EngineService& engine, MessageBar& messages, QWidget* parent);

    FilmModel& model() { return m_model; }
    FilmService& service() { return m_service; }

    /// True where no film is being written; otherwise the person is asked, and `close` is called when that is settled.
    bool mayClose(const std::function<void()>& close);

 private:
    QWidget* buildContent();
    QHBoxLayout* buildButtons();
    void connectService();
    void addPhotos();
    void addEdit();
    void drawFaces();
    void followScreen();
    void refresh();
    void startExport(const FilmPlan& plan, const FilmOutput& output);
    void showProgress(double share);
    void showExported(const QString& path);

    EditSession& m_session;
    EngineService& m_engine;
    MessageBar& m_messages;
    FilmModel m_model;
    FilmService m_service;
    KeyFrameStrip* m_strip = nullptr;
    QPushButton* m_addEdit = nullptr;
    QPushButton* m_export = nullptr;
    QPointer<NewFaceDialog> m_faces;
    int m_samples = 0;  ///< that have been chosen
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QElapsedTimer m_sinceExport;
    std::function<void()> m_whenEnded;
};

}  // namespace facet::ui
