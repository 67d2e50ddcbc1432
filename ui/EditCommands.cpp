// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditCommands.h"

#include <utility>

namespace facet::ui {

RecipeCommand::RecipeCommand(EditSession& session, int face, EditRecipe after, int gesture, const QString& text)
    : QUndoCommand(text),
      m_session(session),
      m_face(face),
      m_before(session.recipe(face)),
      m_after(std::move(after)),
      m_gesture(gesture) {}

void RecipeCommand::redo() {
    m_session.applyRecipe(m_face, m_after);
}

void RecipeCommand::undo() {
    m_session.applyRecipe(m_face, m_before);
}

bool RecipeCommand::mergeWith(const QUndoCommand* other) {
    const auto& newer = static_cast<const RecipeCommand&>(*other);  // QUndoStack has compared the ids
    if (m_gesture == 0 || newer.m_gesture != m_gesture || newer.m_face != m_face) {
        return false;
    }
    m_after = newer.m_after;
    setObsolete(m_after == m_before);
    return true;
}

PlaceFaceCommand::PlaceFaceCommand(EditSession& session, int face, const PlacedFace& after, const QString& text)
    : QUndoCommand(text), m_session(session), m_face(face), m_after(after) {
    if (face < session.faceCount()) {
        m_before = session.placedFace(face);
    }
}

void PlaceFaceCommand::redo() {
    m_session.applyPlace(m_face, m_after);
}

void PlaceFaceCommand::undo() {
    m_session.applyPlace(m_face, m_before);
}

}  // namespace facet::ui
