// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditCommands.h"

#include <utility>

namespace facet::ui {

RecipeCommand::RecipeCommand(EditSession& session, Document& document, int face, EditRecipe after, int gesture,
                             const QString& text)
    : QUndoCommand(text),
      m_session(session),
      m_document(document),
      m_face(face),
      m_before(document.faces.at(std::size_t(face)).recipe),
      m_after(std::move(after)),
      m_gesture(gesture) {}

void RecipeCommand::redo() {
    m_session.applyRecipe(m_document, m_face, m_after);
}

void RecipeCommand::undo() {
    m_session.applyRecipe(m_document, m_face, m_before);
}

bool RecipeCommand::mergeWith(const QUndoCommand* other) {
    const auto& newer = static_cast<const RecipeCommand&>(*other);  // QUndoStack has compared the ids
    if (m_gesture == 0 || newer.m_gesture != m_gesture || newer.m_face != m_face) {
        return false;
    }
    m_after = newer.m_after;
    setText(newer.text() + QLatin1Char('\n') + newer.actionText());
    setObsolete(m_after == m_before);
    return true;
}

PlaceFaceCommand::PlaceFaceCommand(EditSession& session, Document& document, int face, const PlacedFace& after,
                                   const QString& text)
    : QUndoCommand(text), m_session(session), m_document(document), m_face(face), m_after(after) {
    if (face < static_cast<int>(document.faces.size())) {
        m_before = document.faces[std::size_t(face)].placed;
    }
}

void PlaceFaceCommand::redo() {
    m_session.applyPlace(m_document, m_face, m_after);
}

void PlaceFaceCommand::undo() {
    m_session.applyPlace(m_document, m_face, m_before);
}

}  // namespace facet::ui
