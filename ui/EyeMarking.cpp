// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EyeMarking.h"

#include "engine/Error.h"
#include "ui/EditSession.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/widgets/MessageBar.h"

#include <algorithm>

namespace facet::ui {

EyeMarking::EyeMarking(EditSession& session, PhotoCanvas& canvas, MessageBar& messages, QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas), m_messages(messages) {
    connect(&canvas, &PhotoCanvas::eyeMarked, this,
            [this] { m_messages.showMessage(MessageBar::Kind::Information, tr("Now click the other eye.")); });
    connect(&canvas, &PhotoCanvas::markingEnded, &messages, &MessageBar::dismiss);
    connect(&canvas, &PhotoCanvas::eyesMarked, this, &EyeMarking::place);
    connect(&canvas, &PhotoCanvas::eyesMoved, this, &EyeMarking::place);
    connect(&messages, &MessageBar::dismissedByPerson, &canvas, &PhotoCanvas::stopMarkingEyes);
}

void EyeMarking::start() {
    m_messages.showMessage(MessageBar::Kind::Information, tr("Click the middle of one eye. Esc gives up."));
    m_canvas.startMarkingEyes();
}

void EyeMarking::offer() {
    m_messages.showMessage(MessageBar::Kind::Information,
                           tr("No face was found in this photo. It may be turned away, tilted or very small."),
                           {{tr("Mark the eyes by hand"), [this] { start(); }}});
}

void EyeMarking::place(Point one, Point other) {
    try {
        m_session.placeFace(std::max(0, m_session.currentFace()), one, other);
    } catch (const Error&) {
        m_messages.showMessage(MessageBar::Kind::Warning, tr("The two eyes are too close together to be edited."),
                               {{tr("Mark again"), [this] { start(); }}});
    }
}

}  // namespace facet::ui
