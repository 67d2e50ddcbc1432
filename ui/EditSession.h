// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/Preview.h"
#include "ui/document/Document.h"

#include <QObject>
#include <QUndoGroup>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace facet::ui {

/// The photo that is shown: its faces, what is done to each of them, and the way back.
///
/// Every change that the person makes goes through the document's undo stack. The session knows nothing of the engine;
/// SessionSync brings the results in, OpenPhotos says which document is shown.
class EditSession : public QObject {
    Q_OBJECT

 public:
    explicit EditSession(QObject* parent = nullptr);

    /// Shows another document; null, null: none.
    void show(const DocumentPtr& document, const OpenedPhotoPtr& photo);
    void setFaces(const std::vector<Face>& faces);
    /// Ignored unless it is an encoding of the place where the face lies now.
    void setEncoded(int face, const std::shared_ptr<const EncodedFace>& encoded);
    void setCurrentFace(int face);

    /// From here to the next call, changes of one face merge into one step of undo.
    void beginGesture();
    void setAmount(const std::string& name, double amount, const QString& label);
    void setLocked(const std::string& name, bool locked, const QString& label);
    /// The face that is mixed in, and how far; in a gesture changes merge like those of setAmount().
    void setMix(const Mix& mix);
    /// Several amounts in one step; the others stay.
    void setAmounts(const Amounts& amounts, const QString& label);
    void resetAmounts();  ///< locks stay, and the second face, at 0
    /// What the person has added to the mask of the chosen face and taken from it; null: nothing.
    void setCorrections(const std::shared_ptr<const Image>& corrections, const QString& label);
    /// Gives the chosen face a recipe that comes from elsewhere, in one step. Masks made by hand belong to one face:
    /// the recipe's does not come along, the face's own stays.
    void setRecipe(const EditRecipe& recipe, const QString& label);
    /// The same for the chosen face of a document that is not shown, or for its first one once its faces are known.
    void setRecipeOf(Document& document, const EditRecipe& recipe, const QString& label);
    /// Places a face by its eyes, in either order. Throws Error(Usage) where they are too close together.
    void placeFace(int face, Point oneEye, Point otherEye);

    const OpenedPhotoPtr& photo() const { return m_photo; }
    Document& document() const { return *m_document; }
    int faceCount() const { return static_cast<int>(m_document->faces.size()); }
    int currentFace() const { return m_document->current; }  ///< −1: none
    const PlacedFace& placedFace(int face) const { return state(face).placed; }
    const EditRecipe& recipe(int face) const { return state(face).recipe; }
    EditRecipe currentRecipe() const;  ///< that of the chosen face; the identity where there is none
    const std::shared_ptr<const EncodedFace>& encoded(int face) const { return state(face).encoded; }
    bool isCurrentFaceReady() const { return currentFace() >= 0 && encoded(currentFace()); }

    std::vector<EditedFace> editedFaces() const;  ///< those whose recipe changes something, encoded
    bool areEditsEncoded() const;                 ///< false while editedFaces() lacks one
    QUndoStack& undoStack() { return m_document->undo; }
    QUndoGroup& undoGroup() { return m_undoGroup; }  ///< follows the shown document
    bool hasUnsavedEdits() const { return m_document->hasUnsavedEdits(); }

 Q_SIGNALS:
    void photoChanged();
    void facesChanged();  ///< how many there are, or where one lies
    void currentFaceChanged();
    void encodedChanged(int face);
    void recipeChanged(int face);

 private:
    friend class RecipeCommand;
    friend class PlaceFaceCommand;
    void applyRecipe(Document& document, int face, const EditRecipe& recipe);
    void applyPlace(Document& document, int face,
                    const std::optional<PlacedFace>& place);  ///< none: takes the last face away
    const FaceState& state(int face) const { return m_document->faces.at(std::size_t(face)); }

    QUndoGroup m_undoGroup;
    DocumentPtr m_document;
    OpenedPhotoPtr m_photo;
    int m_gesture = 0;
};

}  // namespace facet::ui
