// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"

#include "ui/EyeMarking.h"
#include "ui/FileFlow.h"
#include "ui/MainToolBar.h"
#include "ui/PhotoInput.h"
#include "ui/PreviewLoop.h"
#include "ui/SessionSync.h"
#include "ui/StatusLine.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/film/FilmDock.h"
#include "ui/panels/AttributePanel.h"
#include "ui/panels/FacePanel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DropTarget.h"
#include "ui/widgets/MessageBar.h"

#include <QAction>
#include <QCloseEvent>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace facet::ui {

namespace {

using Id = Actions::Id;

constexpr int SideWidth = 344;
constexpr double ZoomStep = 1.25;

}  // namespace

MainWindow::MainWindow(EngineFactory factory, std::filesystem::path example, QWidget* parent)
    : QMainWindow(parent), m_service(std::move(factory)), m_actions(this), m_example(std::move(example)) {
    setAcceptDrops(true);
    setWindowTitle(tr("Facet"));
    resize(1200, 740);
    buildCentre();
    m_toolBar = new MainToolBar(m_actions, this);
    addToolBar(m_toolBar);
    m_status = new StatusLine(m_session, this);
    setStatusBar(m_status);
    m_files = new FileFlow(m_session, m_service, *m_messages, this);
    m_film = new FilmDock(m_session, m_service, *m_messages, this);
    m_film->hide();
    addDockWidget(Qt::BottomDockWidgetArea, m_film);
    m_eyeMarking = new EyeMarking(m_session, *m_canvas, *m_messages, this);
    connectActions();
    connectService();
    connectSession();
    connectParts();
    showActivity();
}

void MainWindow::open(const std::filesystem::path& photo) {
    m_files->open(photoFile(photo));
}

void MainWindow::buildCentre() {
    m_pages = new QStackedWidget(this);
    m_dropTarget = new DropTarget(m_pages);
    m_dropTarget->setExampleOffered(std::filesystem::exists(m_example));
    m_canvas = new PhotoCanvas(m_pages);
    m_pages->addWidget(m_dropTarget);
    m_pages->addWidget(m_canvas);
    m_messages = new MessageBar(m_pages);

    m_side = new QWidget(this);
    m_facePanel = new FacePanel(
        m_session, {m_actions[Id::PreviousFace], m_actions[Id::NextFace], m_actions[Id::MarkEyes]}, m_side);
    m_attributePanel = new AttributePanel(m_session, m_side);
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    side->addWidget(m_facePanel);
    side->addWidget(m_attributePanel, 1);
    m_side->setMinimumWidth(280);
    m_side->hide();

    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pages);
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({1280 - SideWidth, SideWidth});
    setCentralWidget(splitter);
}

void MainWindow::connectActions() {
    const auto on = [this](Id id, auto handler) { connect(m_actions[id], &QAction::triggered, this, handler); };
    on(Id::Open, [this] { m_files->askForPhoto(); });
    on(Id::Paste, [this] { m_files->paste(); });
    on(Id::SaveAs, [this] { m_files->askWhereToSave(); });
    on(Id::Fit, [this] { m_canvas->fit(); });
    on(Id::OriginalSize, [this] { m_canvas->zoomTo(1); });
    on(Id::ZoomIn, [this] { m_canvas->zoomTo(m_canvas->view().zoom() * ZoomStep); });
    on(Id::ZoomOut, [this] { m_canvas->zoomTo(m_canvas->view().zoom() / ZoomStep); });
    on(Id::PreviousFace, [this] { stepFace(-1); });
    on(Id::NextFace, [this] { stepFace(1); });
    on(Id::MarkEyes, [this] { m_eyeMarking->start(); });
    on(Id::Outlines, [this](bool shown) { m_canvas->setOutlinesShown(shown); });
    on(Id::Film, [this](bool shown) { m_film->setVisible(shown); });
    connect(m_film, &QDockWidget::visibilityChanged, m_actions[Id::Film], &QAction::setChecked);
    on(Id::Search, [this] { m_attributePanel->focusSearch(); });
    on(Id::SwitchTheme,
       [] { Theme::apply(Theme::current() == Theme::Scheme::Dark ? Theme::Scheme::Light : Theme::Scheme::Dark); });
    on(Id::FullScreen, [this](bool full) { setFullScreen(full); });
    on(Id::Quit, [this] { close(); });
    m_actions.followUndo(m_session.undoStack());
}

void MainWindow::connectService() {
    connect(&m_service, &EngineService::engineLoaded, this, [this](const std::shared_ptr<const EngineInfo>& info) {
        m_attributePanel->setAttributes(info->attributes);
        m_status->setEngine(*info);
    });
    connect(&m_service, &EngineService::runningChanged, this, &MainWindow::showActivity);
    connect(&m_service, &EngineService::failed, this, &MainWindow::showFailure);
    connect(&m_service, &EngineService::openTimed, m_status, &StatusLine::setOpenTime);
    connect(&m_service, &EngineService::previewReady, this, [this](const PreviewPtr& preview) {
        m_status->setFrameTime(preview->milliseconds);
        m_facePanel->setEditLimited(preview->limited);
    });
    auto* sync = new SessionSync(m_session, m_service, this);
    connect(sync, &SessionSync::noFaceFound, m_eyeMarking, &EyeMarking::offer);
}

void MainWindow::connectSession() {
    connect(&m_session, &EditSession::photoChanged, this, &MainWindow::showPhoto);
    connect(&m_session, &EditSession::facesChanged, this, &MainWindow::showFaces);
    connect(&m_session, &EditSession::currentFaceChanged, this, &MainWindow::showFaces);
    connect(&m_session, &EditSession::encodedChanged, this, &MainWindow::showActivity);
    connect(&m_session.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
    new PreviewLoop(m_session, m_service, *m_canvas, this);
}

void MainWindow::connectParts() {
    connect(m_dropTarget, &DropTarget::openRequested, m_files, &FileFlow::askForPhoto);
    connect(m_dropTarget, &DropTarget::exampleRequested, this, [this] { open(m_example); });
    connect(m_canvas, &PhotoCanvas::faceClicked, &m_session, &EditSession::setCurrentFace);
    connect(m_canvas, &PhotoCanvas::viewChanged, m_status, [this] { m_status->setZoom(m_canvas->view().zoom()); });
    // While a slider is dragged nothing lies over the face that it changes.
    const auto setOutlines = [this](bool shown) {
        m_canvas->setOutlinesShown(shown && m_actions[Id::Outlines]->isChecked());
    };
    connect(m_attributePanel, &AttributePanel::dragStarted, m_canvas, [setOutlines] { setOutlines(false); });
    connect(m_attributePanel, &AttributePanel::dragEnded, m_canvas, [setOutlines] { setOutlines(true); });
    connect(m_toolBar, &MainToolBar::beforeHeld, m_canvas, &PhotoCanvas::setBeforeShown);
}

void MainWindow::showPhoto() {
    m_canvas->setPhoto(m_session.photo());
    m_pages->setCurrentWidget(m_canvas);
    m_messages->raise();
    m_side->show();
    m_canvas->setFocus();
    m_facePanel->setEditLimited(false);
    setWindowTitle(tr("%1[*] – Facet").arg(m_session.photo()->source.name));
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
    const QString text = activity();
    m_status->setActivity(text);
    m_facePanel->setActivity(m_session.isCurrentFaceReady() ? QString() : text);
    m_attributePanel->setBlockedBecause(whyNoSliders());
    updateActions();
}

void MainWindow::showFailure(EngineService::Task, const QString& sentence) {
    std::vector<MessageBar::Choice> choices;
    if (!m_service.info() && !m_service.isRunning(EngineService::Task::LoadModel)) {
        choices.push_back({tr("Try again"), [this] { m_service.loadEngine(); }});
    }
    m_messages->showMessage(MessageBar::Kind::Warning, sentence, choices);
}

void MainWindow::updateActions() {
    const bool photo = m_session.photo() != nullptr;
    const QString noPhoto = tr("Open a photo first");
    m_actions.setUsable(Id::SaveAs, photo, noPhoto);
    for (const Id id : {Id::Fit, Id::OriginalSize, Id::ZoomIn, Id::ZoomOut, Id::MarkEyes, Id::Search, Id::Outlines}) {
        m_actions.setUsable(id, photo, noPhoto);
    }
    const bool several = m_session.faceCount() > 1;
    const QString oneFace = photo ? tr("There is no other face in this photo") : noPhoto;
    m_actions.setUsable(Id::PreviousFace, several, oneFace);
    m_actions.setUsable(Id::NextFace, several, oneFace);
    m_toolBar->setPhotoShown(photo);
}

QString MainWindow::activity() const {
    using Task = EngineService::Task;
    const std::pair<Task, QString> texts[] = {{Task::ReadPhoto, tr("Reading the photo…")},
                                              {Task::Save, tr("Saving…")},
                                              {Task::LoadModel, tr("Loading the model…")},
                                              {Task::FindFaces, tr("Finding faces…")},
                                              {Task::EncodeFace, tr("Reading the face…")}};
    for (const auto& [task, text] : texts) {
        if (m_service.isRunning(task)) {
            return text;
        }
    }
    return {};
}

QString MainWindow::whyNoSliders() const {
    if (m_session.isCurrentFaceReady()) {
        return {};
    }
    const QString busy = activity();
    return busy.isEmpty() ? tr("There is no face to edit; mark the eyes by hand") : busy;
}

void MainWindow::stepFace(int by) {
    const int count = m_session.faceCount();
    if (count > 1) {
        m_session.setCurrentFace((m_session.currentFace() + by + count) % count);
    }
}

void MainWindow::setFullScreen(bool on) {
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (mayBePhoto(*event->mimeData())) {
        event->acceptProposedAction();
        m_dropTarget->setHighlighted(true);
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    m_dropTarget->setHighlighted(false);
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_dropTarget->setHighlighted(false);
    if (const auto source = photoFrom(*event->mimeData())) {
        event->acceptProposedAction();
        m_files->open(*source);
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        escape();
    } else if (!holdKey(*event, true)) {
        QMainWindow::keyPressEvent(event);
    }
}

void MainWindow::keyReleaseEvent(QKeyEvent* event) {
    if (!holdKey(*event, false)) {
        QMainWindow::keyReleaseEvent(event);
    }
}

bool MainWindow::holdKey(const QKeyEvent& event, bool down) {
    if (event.key() != Qt::Key_B && event.key() != Qt::Key_Space) {
        return false;
    }
    if (event.isAutoRepeat()) {
        return true;
    }
    if (event.key() == Qt::Key_B) {
        m_canvas->setBeforeShown(down);
    } else {
        m_canvas->setPanKeyHeld(down);
    }
    return true;
}

/// Undoes the last thing that came over the photo: a message, then the full screen.
void MainWindow::escape() {
    if (m_messages->isVisible()) {
        m_messages->giveUp();
    } else if (isFullScreen()) {
        setFullScreen(false);
    }
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange && !isActiveWindow()) {
        // The release of a held key goes to another window.
        m_canvas->setBeforeShown(false);
        m_canvas->setPanKeyHeld(false);
    } else if (event->type() == QEvent::WindowStateChange) {
        m_actions[Id::FullScreen]->setChecked(isFullScreen());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    event->setAccepted(m_film->mayClose([this] { close(); }) && m_files->mayClose());
}

}  // namespace facet::ui
