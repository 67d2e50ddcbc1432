// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mix/MixControl.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/document/OpenPhotos.h"
#include "ui/jobs/Sentences.h"
#include "ui/mix/LikenessDialog.h"
#include "ui/mix/MixPanel.h"
#include "ui/widgets/MessageBar.h"

#include <QMenu>
#include <QMimeData>

#include <exception>
#include <utility>

namespace facet::ui {

namespace {

constexpr double FirstAmount = 0.5;

}  // namespace

MixControl::MixControl(const Parts& parts, MixPanel& panel, QWidget* window)
    : QObject(window), m_parts(parts), m_window(window) {
    panel.setMenuFiller([this](QMenu& menu) { fillMenu(menu); });
    connect(&panel, &MixPanel::dropped, this, &MixControl::take);
    connect(&panel, &MixPanel::pictureWanted, this, [this, &panel](const auto& face) { showPicture(panel, face); });
    connect(&parts.service, &EngineService::screenColoursChanged, &panel, &MixPanel::askForPicture);
}

void MixControl::showPicture(MixPanel& panel, const std::shared_ptr<const OtherFace>& face) {
    m_worker.enqueue([this, &panel, face, colours = m_parts.service.screenColours()] {
        QMetaObject::invokeMethod(
            this, [&panel, face, picture = shownPicture(face->picture, colours)] { panel.showPicture(*face, picture); },
            Qt::QueuedConnection);
    });
}

void MixControl::fillMenu(QMenu& menu) {
    const bool filled = m_parts.session.currentRecipe().mix.face != nullptr;
    menu.addAction(tr("Second face from a photo…"), this,
                   [this] { askForSecondFace(m_window, [this](const auto& path) { mixIn({photoFile(path)}); }); });
    addOpenPhotos(menu);
    menu.addSeparator();
    menu.addAction(tr("Take attributes of it…"), this, &MixControl::askForAttributes)->setEnabled(filled);
    QAction* out = menu.addAction(tr("Take it out"), this, [this] {
        m_parts.session.beginGesture();
        m_parts.session.setMix({});
    });
    out->setEnabled(filled);
}

void MixControl::addOpenPhotos(QMenu& menu) {
    QMenu* open = menu.addMenu(tr("From the open photos"));
    for (int row = 0; row < m_parts.photos.count(); ++row) {
        if (m_parts.photos.document(row).get() != &m_parts.session.document()) {
            const QModelIndex index = m_parts.photos.index(row);
            open->addAction(index.data(Qt::DecorationRole).value<QIcon>(), index.data().toString(), this,
                            [this, row] { mixIn(openPhoto(row)); });
        }
    }
    open->setEnabled(!open->isEmpty());
}

void MixControl::take(const QMimeData& data) {
    const int row = OpenPhotos::rowIn(data);
    if (row >= 0 && row < m_parts.photos.count()) {
        mixIn(openPhoto(row));
        return;
    }
    const std::vector<PhotoSource> photos = photosFrom(data);
    if (!photos.empty()) {
        mixIn({photos.front()});
    }
}

/// With the face that is chosen there, where one is.
SecondPhoto MixControl::openPhoto(int row) const {
    const Document& document = *m_parts.photos.document(row);
    SecondPhoto photo{document.source};
    if (document.current >= 0) {
        photo.place = document.faces[std::size_t(document.current)].placed.alignment;
    }
    return photo;
}

void MixControl::mixIn(const SecondPhoto& photo) {
    const auto engine = m_parts.service.loadedEngine();
    if (!engine) {
        return;
    }
    run([this, photo, engine]() -> std::function<void()> {
        return [this, face = std::make_shared<const OtherFace>(secondFaceIn(photo, *engine))] {
            const Mix& now = m_parts.session.currentRecipe().mix;
            m_parts.session.beginGesture();
            m_parts.session.setMix({face, now.isActive() ? now.amount : FirstAmount});
        };
    });
}

void MixControl::askForAttributes() {
    const auto engine = m_parts.service.loadedEngine();
    const auto other = m_parts.session.currentRecipe().mix.face;
    if (!engine || !other || !m_parts.session.isCurrentFaceReady()) {
        return;
    }
    const auto face = m_parts.session.encoded(m_parts.session.currentFace());
    run([this, engine, face, other]() -> std::function<void()> {
        return [this, other, amounts = engine->amountsTowards(*face, *other)] {
            auto* dialog = new LikenessDialog(*other, amounts, m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &LikenessDialog::chosen, this, [this, other](const Amounts& taken) {
                m_parts.session.setAmounts(taken, tr("Take attributes of %1").arg(QString::fromStdString(other->name)));
            });
            dialog->open();
        };
    });
}

void MixControl::run(const std::function<std::function<void()>()>& job) {
    const Document* document = &m_parts.session.document();
    const int face = m_parts.session.currentFace();
    m_worker.enqueue([this, job, document, face] {
        std::function<void()> finish;
        try {
            finish = [this, document, face, done = job()] {
                if (document == &m_parts.session.document() && face == m_parts.session.currentFace()) {
                    done();
                }
            };
        } catch (...) {
            finish = [this, sentence = sentenceOf(std::current_exception())] {
                m_parts.messages.showMessage(MessageBar::Kind::Warning, sentence);
            };
        }
        QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
    });
}

}  // namespace facet::ui
