// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <QObject>

#include <optional>

class QMimeData;

namespace facet::ui {

class Actions;
class EditSession;
class MessageBar;
class OpenPhotos;

/// Carries edits from one face to others: by the clipboard, and to all open photos at once.
class EditTransfer : public QObject {
    Q_OBJECT

 public:
    EditTransfer(EditSession& session, OpenPhotos& photos, MessageBar& messages, const Actions& actions,
                 QObject* parent);

    /// The recipe among clipboard data; nothing where there is none.
    static std::optional<EditRecipe> recipeIn(const QMimeData* data);

 private:
    void copy();
    void paste();
    void applyToOthers();

    EditSession& m_session;
    OpenPhotos& m_photos;
    MessageBar& m_messages;
};

}  // namespace facet::ui
