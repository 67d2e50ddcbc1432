// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Actions.h"
#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QMainWindow>

#include <filesystem>

class QSplitter;
class QStackedWidget;

namespace facet::ui {

class AttributePanel;
class DropTarget;
class EyeMarking;
class FacePanel;
class FileFlow;
class FilmDock;
class MainToolBar;
class MessageBar;
class PhotoCanvas;
class StatusLine;

/// Puts the parts together: who hears whom, and what lies where.
class MainWindow : public QMainWindow {
    Q_OBJECT

 public:
    /// `example` is offered in the empty window where the file exists.
    MainWindow(EngineFactory factory, std::filesystem::path example, QWidget* parent = nullptr);

    void open(const std::filesystem::path& photo);

    EngineService& service() { return m_service; }
    EditSession& session() { return m_session; }

 protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

 private:
    void buildCentre();
    void connectActions();
    void connectService();
    void connectSession();
    void connectParts();

    void showPhoto();
    void showFaces();
    void showActivity();
    void showFailure(EngineService::Task task, const QString& sentence);
    void updateActions();
    QString activity() const;
    QString whyNoSliders() const;
    bool holdKey(const QKeyEvent& event, bool down);
    void escape();
    void stepFace(int by);
    void setFullScreen(bool on);

    EngineService m_service;
    EditSession m_session;
    Actions m_actions;
    std::filesystem::path m_example;

    QStackedWidget* m_pages;
    DropTarget* m_dropTarget;
    PhotoCanvas* m_canvas;
    QWidget* m_side;
    FacePanel* m_facePanel;
    AttributePanel* m_attributePanel;
    MessageBar* m_messages;
    StatusLine* m_status;
    MainToolBar* m_toolBar;
    FileFlow* m_files;
    FilmDock* m_film;
    EyeMarking* m_eyeMarking;
};

}  // namespace facet::ui
