// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditSession.h"

#include "engine/Error.h"
#include "ui/EditCommands.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
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

EditSession::EditSession(QObject* parent) : QObject(parent) {
    show(nullptr, nullptr);
}

void EditSession::show(const DocumentPtr& document, const OpenedPhotoPtr& photo) {
    const DocumentPtr last = std::exchange(m_document, document ? document : std::make_shared<Document>(PhotoSource{}));
    m_photo = photo;
    m_undoGroup.addStack(&m_document->undo);
    m_undoGroup.setActiveStack(&m_document->undo);
    Q_EMIT photoChanged();
    Q_EMIT facesChanged();
    Q_EMIT currentFaceChanged();
}

void EditSession::setFaces(const std::vector<Face>& faces) {
    m_document->undo.clear();
    m_document->faces.clear();
    m_document->facesKnown = true;
    for (const Face& face : faces) {
        try {
            m_document->faces.push_back({{face, Alignment::fromEyes(face.leftEye, face.rightEye)}, {}, nullptr});
        } catch (const Error&) {
            continue;  // eyes on one spot: nothing that could be edited
        }
    }
    m_document->current = m_document->faces.empty() ? -1 : 0;
    Q_EMIT facesChanged();
    Q_EMIT currentFaceChanged();
    if (const auto waiting = std::exchange(m_document->waiting, std::nullopt)) {
        setRecipe(*waiting, tr("Apply edits"));
    }
}

void EditSession::setEncoded(int face, const std::shared_ptr<const EncodedFace>& encoded) {
    if (face >= faceCount() || encoded->alignment() != placedFace(face).alignment) {
        return;
    }
    m_document->faces[std::size_t(face)].encoded = encoded;
    Q_EMIT encodedChanged(face);
}

void EditSession::setCurrentFace(int face) {
    if (face == currentFace() || face < 0 || face >= faceCount()) {
        return;
    }
    m_document->current = face;
    Q_EMIT currentFaceChanged();
}

void EditSession::beginGesture() {
    ++m_gesture;
}

void EditSession::setAmount(const std::string& name, double amount, const QString& label) {
    if (currentFace() < 0) {
        return;
    }
    EditRecipe after = currentRecipe();
    if (amount == 0) {
        after.amounts.erase(name);
    } else {
        after.amounts[name] = amount;
    }
    if (after != currentRecipe()) {
        // The history shows the amount, the undo button the name alone.
        const QString number = QStringLiteral("%1%2").arg(amount < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                                                          QLocale().toString(std::abs(amount), 'f', 2));
        const QString text = QStringLiteral("%1 %2\n%1").arg(label, number);
        m_document->undo.push(new RecipeCommand(*this, *m_document, currentFace(), std::move(after), m_gesture, text));
    }
}

void EditSession::setLocked(const std::string& name, bool locked, const QString& label) {
    EditRecipe after = currentRecipe();
    if (locked) {
        after.locked.insert(name);
    } else {
        after.locked.erase(name);
    }
    setRecipe(after, (locked ? tr("Lock %1") : tr("Unlock %1")).arg(label));
}

void EditSession::setMix(const Mix& mix) {
    EditRecipe after = currentRecipe();
    after.mix = mix.face ? mix : Mix{};
    if (currentFace() < 0 || after == currentRecipe()) {
        return;
    }
    const QString label = tr("Mix");
    const QString text =
        mix.face ? QStringLiteral("%1 %2 %\n%1").arg(label, QLocale().toString(std::lround(mix.amount * 100)))
                 : tr("Take the second face out");
    m_document->undo.push(new RecipeCommand(*this, *m_document, currentFace(), std::move(after), m_gesture, text));
}

void EditSession::setAmounts(const Amounts& amounts, const QString& label) {
    EditRecipe after = currentRecipe();
    for (const auto& [name, amount] : amounts) {
        after.amounts[name] = amount;
    }
    setRecipe(after, label);
}

void EditSession::resetAmounts() {
    EditRecipe after = currentRecipe();
    after.amounts.clear();
    after.mix.amount = 0;
    setRecipe(after, tr("Reset all"));
}

void EditSession::setCorrections(const std::shared_ptr<const Image>& corrections, const QString& label) {
    EditRecipe after = currentRecipe();
    after.mask = corrections ? MaskMode::Corrected : MaskMode::Auto;
    after.painted = {corrections};
    if (currentFace() >= 0 && after != currentRecipe()) {
        m_document->undo.push(new RecipeCommand(*this, *m_document, currentFace(), std::move(after), m_gesture, label));
    }
}

void EditSession::setRecipe(const EditRecipe& recipe, const QString& label) {
    setRecipeOf(*m_document, recipe, label);
}

void EditSession::setRecipeOf(Document& document, const EditRecipe& recipe, const QString& label) {
    EditRecipe after = recipe.forOtherPhotos();
    if (!document.facesKnown) {
        document.waiting = after;
        return;
    }
    if (document.current < 0) {
        return;
    }
    const EditRecipe& own = document.faces[std::size_t(document.current)].recipe;
    if (own.isMaskByHand()) {
        after.mask = own.mask;
        after.painted = own.painted;
    }
    if (after != own) {
        document.undo.push(new RecipeCommand(*this, document, document.current, after, 0, label));
    }
}

EditRecipe EditSession::currentRecipe() const {
    return currentFace() < 0 ? EditRecipe() : recipe(currentFace());
}

void EditSession::placeFace(int face, Point oneEye, Point otherEye) {
    const auto [left, right] = oneEye.x <= otherEye.x ? std::pair(oneEye, otherEye) : std::pair(otherEye, oneEye);
    PlacedFace placed;
    placed.alignment = Alignment::fromEyes(left, right);
    placed.face = {face, boxAround(placed.alignment), left, right, 1, {}};
    m_document->undo.push(new PlaceFaceCommand(*this, *m_document, face, placed, tr("Mark the eyes")));
}

std::vector<EditedFace> EditSession::editedFaces() const {
    std::vector<EditedFace> edited;
    for (int i = 0; i < faceCount(); ++i) {
        if (encoded(i) && !recipe(i).isIdentity()) {
            edited.push_back({encoded(i), recipe(i), i});
        }
    }
    return edited;
}

bool EditSession::areEditsEncoded() const {
    return std::all_of(m_document->faces.begin(), m_document->faces.end(),
                       [](const FaceState& face) { return face.encoded || face.recipe.isIdentity(); });
}

void EditSession::applyRecipe(Document& document, int face, const EditRecipe& recipe) {
    document.faces[std::size_t(face)].recipe = recipe;
    if (&document == m_document.get()) {
        setCurrentFace(face);  // whoever undoes a step wants to see what it did
        Q_EMIT recipeChanged(face);
    }
}

void EditSession::applyPlace(Document& document, int face, const std::optional<PlacedFace>& place) {
    std::vector<FaceState>& faces = document.faces;
    if (!place) {
        faces.pop_back();
    } else if (face == static_cast<int>(faces.size())) {
        faces.push_back({*place, {}, nullptr});
    } else {
        faces[std::size_t(face)].placed = *place;
        faces[std::size_t(face)].encoded = nullptr;
    }
    document.current = std::min(face, static_cast<int>(faces.size()) - 1);
    document.facesKnown = true;
    if (&document == m_document.get()) {
        Q_EMIT facesChanged();
        Q_EMIT currentFaceChanged();
    }
}

}  // namespace facet::ui
