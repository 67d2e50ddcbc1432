// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/Preview.h"

#include <QObject>
#include <QUndoStack>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace facet::ui {

/// A face and the crop in which the model sees it.
struct PlacedFace {
    Face face;
    Alignment alignment;
};

/// The photo that is being edited: its faces, what is done to each of them, and the way back.
///
/// Every change that the person makes goes through the undo stack. The session knows nothing of the engine;
/// SessionSync brings the results in.
class EditSession : public QObject {
    Q_OBJECT

 public:
    explicit EditSession(QObject* parent = nullptr);

    void setPhoto(const OpenedPhotoPtr& photo);  ///< forgets everything about the last one
    void setFaces(const std::vector<Face>& faces);
    /// Ignored unless it is an encoding of the place where the face lies now.
    void setEncoded(int face, const std::shared_ptr<const EncodedFace>& encoded);
    void setCurrentFace(int face);

    /// From here to the next call, changes of one face merge into one step of undo.
    void beginGesture();
    void setAmount(const std::string& name, double amount, const QString& label);
    void resetAmounts();
    /// Places a face by its eyes, in either order. Throws Error(Usage) where they are too close together.
    void placeFace(int face, Point oneEye, Point otherEye);

    const OpenedPhotoPtr& photo() const { return m_photo; }
    int faceCount() const { return static_cast<int>(m_faces.size()); }
    int currentFace() const { return m_current; }  ///< −1: none
    const PlacedFace& placedFace(int face) const { return m_faces.at(std::size_t(face)).placed; }
    const EditRecipe& recipe(int face) const { return m_faces.at(std::size_t(face)).recipe; }
    const std::shared_ptr<const EncodedFace>& encoded(int face) const { return m_faces.at(std::size_t(face)).encoded; }
    bool isCurrentFaceReady() const { return m_current >= 0 && encoded(m_current); }

    std::vector<EditedFace> editedFaces() const;  ///< those whose recipe changes something, encoded
    QUndoStack& undoStack() { return m_undo; }
    bool hasUnsavedEdits() const { return !m_undo.isClean(); }

 Q_SIGNALS:
    void photoChanged();
    void facesChanged();  ///< how many there are, or where one lies
    void currentFaceChanged();
    void encodedChanged(int face);
    void recipeChanged(int face);

 private:
    friend class RecipeCommand;
    friend class PlaceFaceCommand;
    void applyRecipe(int face, const EditRecipe& recipe);
    void applyPlace(int face, const std::optional<PlacedFace>& place);  ///< none: takes the last face away

    struct FaceState {
        PlacedFace placed;
        EditRecipe recipe;
        std::shared_ptr<const EncodedFace> encoded;
    };

    OpenedPhotoPtr m_photo;
    std::vector<FaceState> m_faces;
    int m_current = -1;
    int m_gesture = 0;
    QUndoStack m_undo;
};

}  // namespace facet::ui
