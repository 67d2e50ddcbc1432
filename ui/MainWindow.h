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

namespace facet::ui {

class AttributePanel;
class BatchControl;
class CompareControl;
class EyeMarking;
class FacePanel;
class FileFlow;
class FilmDock;
class LearnControl;
class MainToolBar;
class MaskControl;
class MessageBar;
class ModelControl;
class MixPanel;
class PhotoCanvas;
class PhotoStage;
class PresetPanel;
class PresetStore;
class RecentFiles;
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
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

 private:
    void buildCentre(const WindowSetup& setup);
    void buildSide();
    void buildControls(const WindowSetup& setup);
    void connectActions();
    void connectService();
    void connectSession();
    void connectParts();

    void showPhoto();
    void showFaces();
    void showActivity();
    void escape();
    void stepFace(int by);

    EngineService m_service;
    EditSession m_session;
    OpenPhotos m_photos;
    Actions m_actions;
    std::filesystem::path m_example;

    PresetStore* m_presets;
    PhotoStage* m_stage;
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
    MaskControl* m_mask;
    ViewControl* m_view;
    std::unique_ptr<TryOut> m_tryOut;
};

}  // namespace facet::ui
