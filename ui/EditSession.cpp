// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditSession.h"

#include "engine/Error.h"
#include "ui/EditCommands.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

namespace {

/// The box that a face finder would draw around a face with these eyes.
Rect boxAround(const Alignment& alignment) {
    const Point corners[] = {alignment.toPhoto({0.2, 0.25}), alignment.toPhoto({0.8, 0.25}),
                             alignment.toPhoto({0.8, 0.85}), alignment.toPhoto({0.2, 0.85})};
    const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x, corners[3].x});
    const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y, corners[3].y});
    return {left, top, right - left, bottom - top};
}

}  // namespace

EditSession::EditSession(QObject* parent) : QObject(parent) {}

void EditSession::setPhoto(const OpenedPhotoPtr& photo) {
    m_photo = photo;
    m_undo.clear();
    m_faces.clear();
    m_current = -1;
    Q_EMIT photoChanged();
    Q_EMIT facesChanged();
    Q_EMIT currentFaceChanged();
}

void EditSession::setFaces(const std::vector<Face>& faces) {
    m_undo.clear();
    m_faces.clear();
    for (const Face& face : faces) {
        try {
            m_faces.push_back({{face, Alignment::fromEyes(face.leftEye, face.rightEye)}, {}, nullptr});
        } catch (const Error&) {
            continue;  // eyes on one spot: nothing that could be edited
        }
    }
    m_current = m_faces.empty() ? -1 : 0;
    Q_EMIT facesChanged();
    Q_EMIT currentFaceChanged();
}

void EditSession::setEncoded(int face, const std::shared_ptr<const EncodedFace>& encoded) {
    if (face >= faceCount() || encoded->alignment() != placedFace(face).alignment) {
        return;
    }
    m_faces[std::size_t(face)].encoded = encoded;
    Q_EMIT encodedChanged(face);
}

void EditSession::setCurrentFace(int face) {
    if (face == m_current || face < 0 || face >= faceCount()) {
        return;
    }
    m_current = face;
    Q_EMIT currentFaceChanged();
}

void EditSession::beginGesture() {
    ++m_gesture;
}

void EditSession::setAmount(const std::string& name, double amount, const QString& label) {
    if (m_current < 0) {
        return;
    }
    EditRecipe after = recipe(m_current);
    if (amount == 0) {
        after.amounts.erase(name);
    } else {
        after.amounts[name] = amount;
    }
    if (after != recipe(m_current)) {
        m_undo.push(new RecipeCommand(*this, m_current, std::move(after), m_gesture, label));
    }
}

void EditSession::resetAmounts() {
    if (m_current < 0 || recipe(m_current).isIdentity()) {
        return;
    }
    EditRecipe after = recipe(m_current);
    after.amounts.clear();
    m_undo.push(new RecipeCommand(*this, m_current, std::move(after), 0, tr("Reset all")));
}

void EditSession::placeFace(int face, Point oneEye, Point otherEye) {
    const auto [left, right] = oneEye.x <= otherEye.x ? std::pair(oneEye, otherEye) : std::pair(otherEye, oneEye);
    PlacedFace placed;
    placed.alignment = Alignment::fromEyes(left, right);
    placed.face = {face, boxAround(placed.alignment), left, right, 1, {}};
    m_undo.push(new PlaceFaceCommand(*this, face, placed, tr("Mark the eyes")));
}

std::vector<EditedFace> EditSession::editedFaces() const {
    std::vector<EditedFace> edited;
    for (const FaceState& face : m_faces) {
        if (face.encoded && !face.recipe.isIdentity()) {
            edited.push_back({face.encoded, face.recipe});
        }
    }
    return edited;
}

void EditSession::applyRecipe(int face, const EditRecipe& recipe) {
    setCurrentFace(face);  // whoever undoes a step wants to see what it did
    m_faces[std::size_t(face)].recipe = recipe;
    Q_EMIT recipeChanged(face);
}

void EditSession::applyPlace(int face, const std::optional<PlacedFace>& place) {
    if (!place) {
        m_faces.pop_back();
    } else if (face == faceCount()) {
        m_faces.push_back({*place, {}, nullptr});
    } else {
        m_faces[std::size_t(face)].placed = *place;
        m_faces[std::size_t(face)].encoded = nullptr;
    }
    m_current = std::min(face, faceCount() - 1);
    Q_EMIT facesChanged();
    Q_EMIT currentFaceChanged();
}

}  // namespace facet::ui
