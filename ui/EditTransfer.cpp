// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditTransfer.h"

#include "engine/Error.h"
#include "engine/RecipeText.h"
#include "ui/Actions.h"
#include "ui/EditSession.h"
#include "ui/document/OpenPhotos.h"
#include "ui/widgets/MessageBar.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace facet::ui {

EditTransfer::EditTransfer(EditSession& session, OpenPhotos& photos, MessageBar& messages, const Actions& actions,
                           QObject* parent)
    : QObject(parent), m_session(session), m_photos(photos), m_messages(messages) {
    using Id = Actions::Id;
    connect(actions[Id::CopyEdits], &QAction::triggered, this, &EditTransfer::copy);
    connect(actions[Id::PasteEdits], &QAction::triggered, this, &EditTransfer::paste);
    connect(actions[Id::ApplyToOthers], &QAction::triggered, this, &EditTransfer::applyToOthers);
    connect(actions[Id::ResetAll], &QAction::triggered, &session, &EditSession::resetAmounts);
}

void EditTransfer::copy() {
    // As text it is also what `facet edit --recipe` reads.
    QGuiApplication::clipboard()->setText(QString::fromStdString(textOf(m_session.currentRecipe())));
    m_messages.showMessage(MessageBar::Kind::Information, tr("The edits of this face are copied."));
}

void EditTransfer::paste() {
    if (const auto recipe = recipeIn(QGuiApplication::clipboard()->mimeData())) {
        m_session.setRecipe(*recipe, tr("Paste edits"));
        return;
    }
    m_messages.showMessage(MessageBar::Kind::Information, tr("There are no edits on the clipboard; copy some first."));
}

void EditTransfer::applyToOthers() {
    const EditRecipe recipe = m_session.currentRecipe();
    int others = 0;
    for (int i = 0; i < m_photos.count(); ++i) {
        Document& document = *m_photos.document(i);
        if (&document != &m_session.document()) {
            m_session.setRecipeOf(document, recipe, tr("Apply edits"));
            ++others;
        }
    }
    m_messages.showMessage(MessageBar::Kind::Information,
                           tr("The edits are applied to %n other photos.", nullptr, others));
}

std::optional<EditRecipe> EditTransfer::recipeIn(const QMimeData* data) {
    if (!data || !data->hasText()) {
        return std::nullopt;
    }
    try {
        return recipeFromText(data->text().toStdString());
    } catch (const Error&) {
        return std::nullopt;  // any other text
    }
}

}  // namespace facet::ui
