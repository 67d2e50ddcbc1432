// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Actions.h"
#include "ui/ColourControl.h"
#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/ScreenProfile.h"
#include "ui/document/OpenPhotos.h"
#include "ui/learn/Lessons.h"

#include <QMainWindow>

#include <filesystem>
#include <memory>
#include <vector>

class QStackedWidget;

namespace facet::ui {

class AttributePanel;
class BatchControl;
class CompareControl;
class DropTarget;
class EyeMarking;
class FacePanel;
class FileFlow;
class FilmDock;
class LearnControl;
class MainToolBar;
class MaskBar;
class MaskControl;
class MessageBar;
class ModelControl;
class MixPanel;
class PhotoCanvas;
class PresetPanel;
class PresetStore;
class RecentFiles;
class Recovery;
class TabbedPages;
class StatusLine;
class TryOut;
class ViewControl;

/// What the window is built on.
struct WindowSetup {
    EngineFactory engine;
    std::filesystem::path example;  ///< offered in the empty window where the file exists
    std::filesystem::path data;     ///< the program's own folder: presets, edits that are not saved, learnt attributes
    Lessons lessons = {};           ///< without them nothing can be learnt
    ProfileSource screenProfile = iccProfileOf;
    QString fixedModel = {};  ///< the model that the program was started with; empty: the settings say which
};

/// Puts the parts together: who hears whom, and what lies where.
class MainWindow : public QMainWindow {
    Q_OBJECT

 public:
    explicit MainWindow(const WindowSetup& setup, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Photos, projects, folders of photos.
    void open(const std::vector<std::filesystem::path>& paths);

    EngineService& service() { return m_service; }
    EditSession& session() { return m_session; }
    OpenPhotos& photos() { return m_photos; }

 protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

 private:
    void buildCentre(const WindowSetup& setup);
    QWidget* buildStage(const WindowSetup& setup);
    void buildSide();
    void buildControls(const WindowSetup& setup);
    void connectActions();
    void connectService();
    void connectSession();
    void connectParts();

    void showPhoto();
    void showFaces();
    void showActivity();
    void showFailure(EngineService::Task task, const QString& sentence);
    void offerRecovery();
    void updateActions();
    void escape();
    void stepFace(int by);

    EngineService m_service;
    EditSession m_session;
    OpenPhotos m_photos;
    Actions m_actions;
    std::filesystem::path m_example;

    PresetStore* m_presets;
    QStackedWidget* m_pages;
    DropTarget* m_dropTarget;
    PhotoCanvas* m_canvas;
    TabbedPages* m_side;
    QWidget* m_editPage;
    FacePanel* m_facePanel;
    MixPanel* m_mixPanel;
    AttributePanel* m_attributePanel;
    PresetPanel* m_presetPanel;
    MessageBar* m_messages;
    StatusLine* m_status;
    RecentFiles* m_recent;
    MainToolBar* m_toolBar;
    FileFlow* m_files;
    FilmDock* m_film;
    ModelControl* m_model;
    BatchControl* m_batch;
    LearnControl* m_learn;
    EyeMarking* m_eyeMarking;
    CompareControl* m_compare;
    MaskBar* m_maskBar;
    MaskControl* m_mask;
    ViewControl* m_view;
    Recovery* m_recovery;
    std::unique_ptr<TryOut> m_tryOut;
};

}  // namespace facet::ui
