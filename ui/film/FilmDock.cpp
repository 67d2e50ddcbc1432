// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/FilmDock.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/film/ExportDialog.h"
#include "ui/film/FilmPreview.h"
#include "ui/film/KeyFrameEditor.h"
#include "ui/film/KeyFrameStrip.h"
#include "ui/samples/NewFaceDialog.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/MessageBar.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace facet::ui {

namespace {

QPushButton* button(const char* name, const QString& text, const QString& icon, QWidget* parent) {
    auto* button = new QPushButton(icon.isEmpty() ? QIcon() : tintedIcon(icon), text, parent);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

}  // namespace

FilmDock::FilmDock(EditSession& session, EngineService& engine, MessageBar& messages, QWidget* parent)
    : QDockWidget(tr("Film"), parent), m_session(session), m_engine(engine), m_messages(messages), m_service([&engine] {
          return engine.loadedEngine();
      }) {
    setObjectName(QStringLiteral("filmDock"));
    setFeatures(NoDockWidgetFeatures);
    setTitleBarWidget(new QWidget(this));  // none: the tool bar says what this is, and closes it
    setAllowedAreas(Qt::BottomDockWidgetArea);
    setWhatsThis(
        tr("A film that goes from face to face, small on the left as it will be. Photos, edits and faces of "
           "nobody become its key frames; Export writes it."));
    setWidget(buildContent());
    connectService();
    connect(&engine, &EngineService::screenColoursChanged, this, &FilmDock::followScreen);
    connect(m_strip, &KeyFrameStrip::photoDropped, this,
            [this](const auto& photo, int index) { m_service.makePhotoKey(photoFile(photo), index); });
    connect(&m_model, &FilmModel::changed, this, &FilmDock::refresh);
    connect(&session, &EditSession::photoChanged, this, &FilmDock::refresh);
    connect(&session, &EditSession::currentFaceChanged, this, &FilmDock::refresh);
    refresh();
}

QWidget* FilmDock::buildContent() {
    auto* content = new QWidget(this);
    auto* preview = new FilmPreview(m_model, m_service, content);
    preview->setFixedWidth(260);
    connect(this, &QDockWidget::visibilityChanged, preview, [preview](bool visible) {
        if (!visible) {
            preview->setPlaying(false);
        }
    });
    m_strip = new KeyFrameStrip(m_model);
    auto* scroll = new QScrollArea(content);
    scroll->setWidget(m_strip);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addLayout(buildButtons());
    right->addWidget(scroll, 1);
    right->addWidget(new KeyFrameEditor(m_model, content));
    auto* layout = new QHBoxLayout(content);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(16);
    layout->addWidget(preview);
    layout->addLayout(right, 1);
    return content;
}

QHBoxLayout* FilmDock::buildButtons() {
    auto* addPhotos = button("addPhotos", tr("Photos…"), QStringLiteral("add"), this);
    addPhotos->setToolTip(tr("Add photos; each becomes a key frame"));
    m_addEdit = button("addEdit", tr("This edit"), QStringLiteral("add"), this);
    auto* addSample = button("addSample", tr("Somebody new"), QStringLiteral("add"), this);
    addSample->setToolTip(tr("Choose among faces that the model makes up"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("exportProgress"));
    m_progress->setRange(0, 1000);
    m_progress->setMaximumWidth(280);
    m_cancel = button("cancelExport", tr("Cancel"), {}, this);
    m_export = button("export", tr("Export…"), QStringLiteral("save-as"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QWidget* widget : {addPhotos, m_addEdit, addSample}) {
        row->addWidget(widget);
    }
    row->addStretch(1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_export);
    connect(addPhotos, &QPushButton::clicked, this, &FilmDock::addPhotos);
    connect(m_addEdit, &QPushButton::clicked, this, &FilmDock::addEdit);
    connect(addSample, &QPushButton::clicked, this, &FilmDock::drawFaces);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_service.cancelExport(); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        auto* dialog = new ExportDialog(m_model, m_service, this);
        connect(dialog, &ExportDialog::chosen, this, &FilmDock::startExport);
        dialog->open();
    });
    return row;
}

void FilmDock::connectService() {
    connect(&m_service, &FilmService::keyReady, this,
            [this](const KeyFrame& key, int index) { m_model.insert(index, key); });
    connect(&m_service, &FilmService::thumbnailReady, &m_model, &FilmModel::setThumbnail);
    connect(&m_service, &FilmService::failed, this,
            [this](const QString& sentence) { m_messages.showMessage(MessageBar::Kind::Warning, sentence); });
    connect(&m_service, &FilmService::exportProgressed, this, &FilmDock::showProgress);
    connect(&m_service, &FilmService::exported, this, &FilmDock::showExported);
    connect(&m_service, &FilmService::exportEnded, this, [this] {
        refresh();
        if (const auto next = std::exchange(m_whenEnded, nullptr)) {
            next();
        }
    });
}

void FilmDock::addPhotos() {
    askForPhotos(this, [this](const std::vector<std::filesystem::path>& photos) {
        int index = m_model.count();
        for (const PhotoSource& photo : photosFrom(photos)) {
            m_service.makePhotoKey(photo, index++);
        }
    });
}

void FilmDock::addEdit() {
    const OpenedPhotoPtr& photo = m_session.photo();
    const int face = m_session.currentFace();
    const std::shared_ptr<const Image> picture(photo, &photo->image());
    m_service.makeEditKey(
        {picture, m_session.placedFace(face).alignment, m_session.recipe(face), photo->source.name.toStdString()},
        m_model.count());
}

void FilmDock::drawFaces() {
    if (!m_faces || !m_faces->isVisible()) {
        const auto engine = m_engine.loadedEngine();
        if (!engine) {
            m_messages.showMessage(MessageBar::Kind::Warning, tr("The model is not loaded yet."));
            return;
        }
        m_faces = new NewFaceDialog(engine, m_engine.screenColours(), tr("Click one to make it a key frame."), this);
        m_faces->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_faces, &NewFaceDialog::chosen, this, [this](const Image& face) {
            const auto whole = Alignment::wholePicture(face.width(), face.height());
            const std::string name = tr("Sample %1").arg(++m_samples).toStdString();
            m_service.makeEditKey({std::make_shared<const Image>(face), whole, {}, name}, m_model.count());
        });
    }
    m_faces->show();
    m_faces->raise();
    m_faces->activateWindow();
}

void FilmDock::followScreen() {
    m_service.setScreenColours(m_engine.screenColours());
    for (int i = 0; i < m_model.count(); ++i) {
        m_service.renewThumbnail(m_model.at(i).still);
    }
}

void FilmDock::refresh() {
    const bool face = m_session.currentFace() >= 0;
    m_addEdit->setEnabled(face);
    m_addEdit->setToolTip(face ? tr("Add the face as it is edited now") : tr("Open a photo first"));
    const bool exporting = m_service.isExporting();
    m_progress->setVisible(exporting);
    m_cancel->setVisible(exporting);
    m_export->setVisible(!exporting);
    m_export->setEnabled(m_model.isFilm());
    m_export->setToolTip(m_model.isFilm() ? tr("Make the film") : tr("A film needs at least two key frames"));
}

void FilmDock::startExport(const FilmPlan& plan, const FilmOutput& output) {
    m_sinceExport.start();
    m_service.startExport(plan, output);
    showProgress(0);
    refresh();
}

void FilmDock::showProgress(double share) {
    constexpr double WorthAGuess = 0.02;
    m_progress->setValue(static_cast<int>(std::lround(share * m_progress->maximum())));
    if (share < WorthAGuess) {
        m_progress->setFormat(tr("%p %"));
        return;
    }
    const double left = static_cast<double>(m_sinceExport.elapsed()) / 1000 * (1 - share) / share;
    m_progress->setFormat(tr("%p %, %1 s left").arg(std::ceil(left)));
}

void FilmDock::showExported(const QString& path) {
    const QString folder = QFileInfo(path).absolutePath();
    m_messages.showMessage(
        MessageBar::Kind::Information, tr("The film is saved as %1").arg(QDir::toNativeSeparators(path)),
        {{tr("Show in folder"), [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); }}});
}

bool FilmDock::mayClose(const std::function<void()>& close) {
    if (!m_service.isExporting()) {
        return true;
    }
    m_messages.showMessage(MessageBar::Kind::Warning, tr("A film is being written."),
                           {{tr("Close when it is done"), [this, close] { m_whenEnded = close; }},
                            {tr("Cancel it and close"), [this, close] {
                                 m_whenEnded = close;
                                 m_service.cancelExport();
                             }}});
    return false;
}

}  // namespace facet::ui
