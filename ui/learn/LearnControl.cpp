// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/LearnControl.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"
#include "ui/PhotoDialogs.h"
#include "ui/document/OpenPhotos.h"
#include "ui/jobs/Sentences.h"
#include "ui/learn/AttributeCard.h"
#include "ui/learn/CardPictures.h"
#include "ui/learn/LearnDialog.h"
#include "ui/panels/AttributeNames.h"
#include "ui/widgets/MessageBar.h"

#include <QInputDialog>

#include <algorithm>
#include <utility>

namespace facet::ui {

LearnControl::LearnControl(const Parts& parts, Lessons lessons, LearntStore store, QWidget* window)
    : QObject(window), m_parts(parts), m_lessons(std::move(lessons)), m_store(std::move(store)), m_window(window) {
    connect(&parts.service, &EngineService::engineLoaded, this, &LearnControl::openWantedCard);
    connect(&parts.session, &EditSession::encodedChanged, this, &LearnControl::openWantedCard);
}

void LearnControl::openDialog() {
    if (!m_dialog) {
        m_store.makeFolder();
        m_dialog = new LearnDialog(
            {m_lessons, m_parts.photos.files(), [this](const std::string& name) { return isTaken(name); },
             [this](const std::string& name) { return m_store.fileOf(name); }},
            m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &LearnDialog::learnt, this, [this](const LearntAttribute& attribute) {
            m_cardWanted = attribute.name;
            m_parts.service.loadEngine();
        });
        const auto closed = [this] {
            if (const auto close = std::exchange(m_whenClosed, nullptr)) {
                close();
            }
        };
        connect(m_dialog, &QDialog::finished, this, closed, Qt::QueuedConnection);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

/// Null where the engine does not know it, or is not there.
const AttributeInfo* LearnControl::infoOf(const std::string& attribute) const {
    const EngineInfo* info = m_parts.service.info();
    if (!info) {
        return nullptr;
    }
    const auto found = std::find_if(info->attributes.begin(), info->attributes.end(),
                                    [&attribute](const AttributeInfo& a) { return a.name == attribute; });
    return found == info->attributes.end() ? nullptr : &*found;
}

/// Also by what was taught to another model, or cannot be read: nothing of the person's is written over.
bool LearnControl::isTaken(const std::string& attribute) const {
    return infoOf(attribute) || m_store.holds(attribute);
}

void LearnControl::openWantedCard() {
    const bool hasFace = m_parts.session.currentFace() >= 0;  // which is the first on the card
    if (infoOf(m_cardWanted) && (!hasFace || m_parts.session.isCurrentFaceReady())) {
        openCard(std::exchange(m_cardWanted, {}));
    }
}

void LearnControl::openCard(const std::string& attribute) {
    const AttributeInfo* found = infoOf(attribute);
    if (!found) {
        return;
    }
    delete m_card;
    m_card = new AttributeCard(*found, m_store.holds(attribute), m_window);
    m_card->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_card, &AttributeCard::renameRequested, this, [this, attribute] { askForName(attribute); });
    connect(m_card, &AttributeCard::exportRequested, this, [this, attribute] { askWhereToExport(attribute); });
    connect(m_card, &AttributeCard::deleteRequested, this, [this, attribute] { remove(attribute); });
    connect(&m_parts.service, &EngineService::screenColoursChanged, m_card, [this, attribute] {
        if (m_pictures) {
            m_pictures->stop();
            m_pictures->disconnect(m_card);
        }
        fillCard(attribute);
    });
    fillCard(attribute);
    m_card->show();
}

void LearnControl::fillCard(const std::string& attribute) {
    CardPictures::Subject chosen;
    if (m_parts.session.isCurrentFaceReady()) {
        chosen = {m_parts.session.photo(), m_parts.session.encoded(m_parts.session.currentFace())};
    }
    auto* pictures =
        new CardPictures(m_parts.service.loadedEngine(), attribute, chosen, m_parts.service.screenColours());
    m_pictures = pictures;
    pictures->setParent(this);  // it outlives its card until it has heard that it is to stop
    connect(m_card, &QObject::destroyed, pictures, &CardPictures::stop);
    connect(pictures, &CardPictures::ended, pictures, &QObject::deleteLater);
    connect(pictures, &CardPictures::ready, m_card, &AttributeCard::setPicture);
    connect(pictures, &CardPictures::failed, m_card, &AttributeCard::showSentence);
}

/// Steps of undo would name what there is no longer, so that is asked for only where no photo uses it.
bool LearnControl::isUsed(const std::string& attribute) const {
    for (int i = 0; i < m_parts.photos.count(); ++i) {
        const auto& faces = m_parts.photos.document(i)->faces;
        if (std::any_of(faces.begin(), faces.end(), [&attribute](const FaceState& face) {
                return face.recipe.amounts.count(attribute) > 0 || face.recipe.locked.count(attribute) > 0;
            })) {
            m_card->showSentence(tr("An open photo uses this slider. Set it to zero there first."));
            return true;
        }
    }
    return false;
}

void LearnControl::askForName(const std::string& attribute) {
    if (isUsed(attribute)) {
        return;
    }
    auto* dialog = new QInputDialog(m_card);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(QString::fromStdString(attribute));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, attribute](const QString& name) { rename(attribute, name.trimmed().toStdString()); });
    dialog->open();
}

void LearnControl::rename(const std::string& attribute, const std::string& name) {
    if (name.empty() || isTaken(name)) {
        m_card->showSentence(tr("There is a slider of this name, or it has none; choose another."));
        return;
    }
    trying([&] {
        m_lessons.rename(m_store.fileOf(attribute), name);
        std::filesystem::rename(m_store.fileOf(attribute), m_store.fileOf(name));
        m_cardWanted = name;
        m_parts.service.loadEngine();
    });
}

void LearnControl::askWhereToExport(const std::string& attribute) {
    askWhereToSaveAttribute(m_card, QString::fromStdString(attribute), [this, attribute](const auto& target) {
        trying([&] { m_store.exportTo(attribute, target); });
    });
}

void LearnControl::remove(const std::string& attribute) {
    if (isUsed(attribute)) {
        return;
    }
    trying([&] {
        const QByteArray removed = m_store.remove(attribute);
        m_card->close();
        m_parts.service.loadEngine();
        m_parts.messages.showMessage(MessageBar::Kind::Information,
                                     tr("The slider %1 is deleted.").arg(attributeLabel(attribute)),
                                     {{tr("Undo"), [this, attribute, removed] { restore(attribute, removed); }}});
    });
}

void LearnControl::restore(const std::string& attribute, const QByteArray& removed) {
    try {
        m_store.restore(attribute, removed);
        m_parts.service.loadEngine();
    } catch (...) {
        m_parts.messages.showMessage(MessageBar::Kind::Warning, sentenceOf(std::current_exception()));
    }
}

template <class Action>
void LearnControl::trying(const Action& action) {
    try {
        action();
    } catch (...) {
        m_card->showSentence(sentenceOf(std::current_exception()));
    }
}

bool LearnControl::mayClose(const std::function<void()>& close) {
    if (!m_dialog || !m_dialog->isBusy()) {
        return true;
    }
    m_whenClosed = close;
    m_dialog->reject();
    return false;
}

}  // namespace facet::ui
