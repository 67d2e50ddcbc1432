// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"

#include "ui/Activity.h"
#include "ui/CompareControl.h"
#include "ui/DragOut.h"
#include "ui/EditTransfer.h"
#include "ui/EyeMarking.h"
#include "ui/FileFlow.h"
#include "ui/MainToolBar.h"
#include "ui/ModelControl.h"
#include "ui/PhotoStage.h"
#include "ui/PreviewLoop.h"
#include "ui/RecoveryOffer.h"
#include "ui/SessionSync.h"
#include "ui/Settings.h"
#include "ui/StatusLine.h"
#include "ui/TrustMarks.h"
#include "ui/TryOut.h"
#include "ui/UsableActions.h"
#include "ui/ViewControl.h"
#include "ui/WindowDrop.h"
#include "ui/batch/BatchControl.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/dialogs/DialogControl.h"
#include "ui/document/RecentFiles.h"
#include "ui/document/Recovery.h"
#include "ui/film/FilmDock.h"
#include "ui/jobs/Sentences.h"
#include "ui/jobs/ThumbnailLoader.h"
#include "ui/learn/LearnControl.h"
#include "ui/mask/MaskControl.h"
#include "ui/mix/MixControl.h"
#include "ui/mix/MixPanel.h"
#include "ui/panels/AttributePanel.h"
#include "ui/panels/FacePanel.h"
#include "ui/panels/HistoryPanel.h"
#include "ui/presets/PresetPanel.h"
#include "ui/presets/PresetStore.h"
#include "ui/widgets/DropTarget.h"
#include "ui/widgets/Filmstrip.h"
#include "ui/widgets/MessageBar.h"
#include "ui/widgets/TabbedPages.h"

#include <QAction>
#include <QCloseEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

using Id = Actions::Id;

/// Of the panels: names, tracks and amounts beside each other, in letters of any size.
int sideWidth(const QFontMetrics& letters) {
    return 18 * letters.height() + 90;
}

}  // namespace

MainWindow::MainWindow(const WindowSetup& setup, QWidget* parent)
    : QMainWindow(parent),
      m_service(setup.engine),
      m_photos(m_session, m_service, nullptr),
      m_actions(this),
      m_example(setup.example) {
    setWindowTitle(tr("Facet"));
    resize(1200, 740);
    restoreGeometry(Settings().windowGeometry());
    buildCentre(setup);
    buildControls(setup);
    connectActions();
    connectService();
    connectSession();
    connectParts();
    showActivity();
}

MainWindow::~MainWindow() = default;

void MainWindow::open(const std::vector<std::filesystem::path>& paths) {
    m_files->open(paths);
}

void MainWindow::buildCentre(const WindowSetup& setup) {
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    m_stage = new PhotoStage(m_photos, m_actions, this);
    m_canvas = &m_stage->canvas();
    m_messages = &m_stage->messages();
    m_stage->dropTarget().setExampleOffered(std::filesystem::exists(setup.example));
    splitter->addWidget(m_stage);
    m_presets = new PresetStore(setup.data / "presets", this);
    m_side = new TabbedPages(QStringLiteral("sideTabs"), tr("Panels"), this);
    buildSide();
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    const int side = sideWidth(fontMetrics());
    splitter->setSizes({1280 - side, side});
    setCentralWidget(splitter);
}

void MainWindow::buildSide() {
    m_editPage = new QWidget(m_side);
    m_facePanel = new FacePanel(
        m_session, {m_actions[Id::PreviousFace], m_actions[Id::NextFace], m_actions[Id::MarkEyes]}, m_editPage);
    m_mixPanel = new MixPanel(m_session, m_editPage);
    m_attributePanel = new AttributePanel(m_session, m_editPage);
    auto* column = new QVBoxLayout(m_editPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_facePanel);
    column->addWidget(m_mixPanel);
    column->addWidget(m_attributePanel, 1);
    m_presetPanel = new PresetPanel(m_session, *m_presets, *m_messages, m_side);
    m_side->addPage(tr("Edit"), m_editPage);
    m_side->addPage(tr("Presets"), m_presetPanel);
    m_side->addPage(tr("History"), new HistoryPanel(m_session.undoGroup(), m_side));
    m_side->setMinimumWidth(sideWidth(fontMetrics()) - 60);
    m_side->hide();
}

void MainWindow::buildControls(const WindowSetup& setup) {
    m_recent = new RecentFiles(this);
    m_toolBar = new MainToolBar(m_actions, m_recent->menu(), this);
    addToolBar(m_toolBar);
    m_status = new StatusLine(m_session, this);
    setStatusBar(m_status);
    m_files = new FileFlow({m_session, m_service, m_photos, *m_recent, *m_messages}, m_actions, this);
    new WindowDrop(*m_files, m_stage->dropTarget(), this);
    new DragOut(m_session, m_service, m_toolBar->dragHandle(), this);
    m_film = new FilmDock(m_session, m_service, *m_messages, this);
    m_film->hide();
    addDockWidget(Qt::BottomDockWidgetArea, m_film);
    m_eyeMarking = new EyeMarking(m_session, *m_canvas, *m_messages, this);
    m_compare = new CompareControl(m_actions, *m_canvas, this);
    m_mask = new MaskControl(m_session, m_actions, *m_canvas, m_stage->maskBar(), this);
    m_view = new ViewControl(m_actions, *m_canvas, this);
    auto* recovery = new Recovery(m_photos, setup.data / "recovery", this);
    new RecoveryOffer(*recovery, m_photos, *m_messages, this);
    auto* colours = new ColourControl({m_service, *m_canvas, *m_messages}, setup.screenProfile, this);
    m_model = new ModelControl({m_service, m_photos, *m_messages}, setup.fixedModel, this);
    new DialogControl(m_actions, {m_service, m_photos, *m_recent, *colours, *m_model}, this);
    m_batch = new BatchControl(m_actions, m_session, m_service, m_photos, this);
    m_learn = new LearnControl({m_session, m_service, m_photos, *m_messages}, setup.lessons,
                               LearntStore(learntFolder(setup.data)), this);
    new MixControl({m_session, m_service, m_photos, *m_messages}, *m_mixPanel, this);
    new EditTransfer(m_session, m_photos, *m_messages, m_actions, this);
    new UsableActions(m_actions, m_session, m_service, m_photos, this);
    auto* thumbnails = new ThumbnailLoader(this);
    connect(&m_photos, &OpenPhotos::thumbnailWanted, thumbnails, &ThumbnailLoader::load);
    connect(thumbnails, &ThumbnailLoader::loaded, &m_photos, &OpenPhotos::setThumbnail);
    connect(colours, &ColourControl::coloursChanged, thumbnails, &ThumbnailLoader::setScreenColours);
    connect(colours, &ColourControl::coloursChanged, &m_photos, &OpenPhotos::renewThumbnails);
}

void MainWindow::connectActions() {
    const auto on = [this](Id id, auto handler) { connect(m_actions[id], &QAction::triggered, this, handler); };
    on(Id::PreviousFace, [this] { stepFace(-1); });
    on(Id::NextFace, [this] { stepFace(1); });
    on(Id::MarkEyes, [this] { m_eyeMarking->start(); });
    on(Id::Film, [this](bool shown) { m_film->setVisible(shown); });
    connect(m_film, &QDockWidget::visibilityChanged, m_actions[Id::Film], &QAction::setChecked);
    on(Id::Search, [this] {
        m_side->showPage(m_editPage);
        m_attributePanel->focusSearch();
    });
    on(Id::SavePreset, [this] {
        m_side->showPage(m_presetPanel);
        m_presetPanel->saveCurrent();
    });
    on(Id::Learn, [this] { m_learn->openDialog(); });
    on(Id::Quit, [this] { close(); });
    m_actions.followUndo(m_session.undoGroup());
}

void MainWindow::connectService() {
    connect(&m_service, &EngineService::engineLoaded, this, [this](const std::shared_ptr<const EngineInfo>& info) {
        m_attributePanel->setAttributes(info->attributes);
        m_status->setEngine(*info);
    });
    connect(&m_service, &EngineService::deviceChanged, this, [this](const std::shared_ptr<const EngineInfo>& info) {
        m_status->setEngine(*info);
        m_messages->showMessage(MessageBar::Kind::Warning, deviceReasonOf(*info));
    });
    connect(&m_service, &EngineService::runningChanged, this, &MainWindow::showActivity);
    connect(&m_service, &EngineService::openTimed, m_status, &StatusLine::setOpenTime);
    connect(&m_service, &EngineService::previewReady, m_status,
            [this](const PreviewPtr& preview) { m_status->setFrameTime(preview->milliseconds); });
    auto* sync = new SessionSync(m_session, m_service, this);
    connect(sync, &SessionSync::noFaceFound, m_eyeMarking, &EyeMarking::offer);
    auto* trust = new TrustMarks(m_session, m_service, this);
    connect(trust, &TrustMarks::rangeChanged, m_attributePanel, &AttributePanel::setTrusted);
    m_tryOut = std::make_unique<TryOut>(m_session, m_service, *m_attributePanel);
    connect(trust, &TrustMarks::limitedChanged, m_facePanel, &FacePanel::setEditLimited);
}

void MainWindow::connectSession() {
    connect(&m_session, &EditSession::photoChanged, this, &MainWindow::showPhoto);
    connect(&m_session, &EditSession::facesChanged, this, &MainWindow::showFaces);
    connect(&m_session, &EditSession::currentFaceChanged, this, &MainWindow::showFaces);
    connect(&m_session, &EditSession::encodedChanged, this, &MainWindow::showActivity);
    connect(&m_session.undoGroup(), &QUndoGroup::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
    new PreviewLoop(m_session, m_service, *m_canvas, this);
}

void MainWindow::connectParts() {
    connect(&m_stage->dropTarget(), &DropTarget::openRequested, m_files, &FileFlow::askForPhotos);
    connect(&m_stage->dropTarget(), &DropTarget::exampleRequested, this, [this] { open({m_example}); });
    connect(&m_stage->filmstrip(), &Filmstrip::closeRequested, this, [this](int index) { m_files->closePhoto(index); });
    connect(m_canvas, &PhotoCanvas::faceClicked, &m_session, &EditSession::setCurrentFace);
    connect(m_canvas, &PhotoCanvas::viewChanged, m_status,
            [this] { m_status->setZoom(m_session.photo() ? m_canvas->view().zoom() : 0); });
    // While a slider is dragged nothing lies over the face that it changes.
    const auto setOutlines = [this](bool shown) {
        m_canvas->setOutlinesShown(shown && m_actions[Id::Outlines]->isChecked());
    };
    connect(m_attributePanel, &AttributePanel::dragStarted, m_canvas, [setOutlines] { setOutlines(false); });
    connect(m_attributePanel, &AttributePanel::dragEnded, m_canvas, [setOutlines] { setOutlines(true); });
    connect(m_attributePanel, &AttributePanel::cardRequested, m_learn, &LearnControl::openCard);
    connect(m_attributePanel, &AttributePanel::learnRequested, m_learn, &LearnControl::openDialog);
    connect(m_toolBar, &MainToolBar::beforeHeld, m_canvas, &PhotoCanvas::setBeforeShown);
}

void MainWindow::showPhoto() {
    const OpenedPhotoPtr& photo = m_session.photo();
    m_canvas->setPhoto(photo);
    m_stage->setPhotoShown(photo != nullptr);
    m_toolBar->setPhotoShown(photo != nullptr);
    m_side->setVisible(photo != nullptr);
    setWindowModified(m_session.hasUnsavedEdits());
    if (!photo) {
        setWindowTitle(tr("Facet"));
        return;
    }
    m_canvas->setFocus();
    setWindowTitle(tr("%1[*] – Facet").arg(photo->source.name));
}

void MainWindow::showFaces() {
    std::vector<Face> faces;
    faces.reserve(std::size_t(m_session.faceCount()));
    for (int i = 0; i < m_session.faceCount(); ++i) {
        faces.push_back(m_session.placedFace(i).face);
    }
    m_canvas->setFaces(faces, m_session.currentFace());
    showActivity();
}

void MainWindow::showActivity() {
    const QString text = activityOf(m_service);
    m_status->setActivity(text);
    m_facePanel->setActivity(m_session.isCurrentFaceReady() ? QString() : text);
    m_attributePanel->setBlockedBecause(whyNoSliders(m_service, m_session));
    m_mixPanel->setBlockedBecause(whyNoSliders(m_service, m_session));
}

void MainWindow::stepFace(int by) {
    const int count = m_session.faceCount();
    if (count > 1) {
        m_session.setCurrentFace((m_session.currentFace() + by + count) % count);
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        escape();
    } else if (!m_view->holdKey(*event, true)) {
        QMainWindow::keyPressEvent(event);
    }
}

void MainWindow::keyReleaseEvent(QKeyEvent* event) {
    if (!m_view->holdKey(*event, false)) {
        QMainWindow::keyReleaseEvent(event);
    }
}

/// Undoes the last thing that came over the photo: a message, the brush, a comparison, then the full screen.
void MainWindow::escape() {
    if (m_messages->isVisible()) {
        m_messages->giveUp();
    } else if (!m_mask->end() && !m_compare->end()) {
        m_view->leaveFullScreen();
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const auto again = [this] { close(); };
    event->setAccepted(m_film->mayClose(again) && m_batch->mayClose(again) && m_learn->mayClose(again) &&
                       m_files->mayClose());
    if (event->isAccepted()) {
        Settings().setWindowGeometry(saveGeometry());
    }
}

}  // namespace facet::ui
