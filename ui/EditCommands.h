// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EditSession.h"

#include <QUndoCommand>

#include <optional>

namespace facet::ui {

/// A change of one face's recipe. Changes of one gesture (a drag, a held key) merge into one step.
class RecipeCommand : public QUndoCommand {
 public:
    /// Gesture 0 never merges.
    RecipeCommand(EditSession& session, Document& document, int face, EditRecipe after, int gesture,
                  const QString& text);

    void redo() override;
    void undo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

 private:
    EditSession& m_session;
    Document& m_document;  ///< it owns the stack that owns this
    int m_face;
    EditRecipe m_before;
    EditRecipe m_after;
    int m_gesture;
};

/// A face placed by hand: a new one at the end, or another place for one that was found.
class PlaceFaceCommand : public QUndoCommand {
 public:
    PlaceFaceCommand(EditSession& session, Document& document, int face, const PlacedFace& after, const QString& text);

    void redo() override;
    void undo() override;

 private:
    EditSession& m_session;
    Document& m_document;  ///< it owns the stack that owns this
    int m_face;
    std::optional<PlacedFace> m_before;  ///< none for a new face
    PlacedFace m_after;
};

}  // namespace facet::ui
