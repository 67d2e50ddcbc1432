// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Geometry.h"

#include <QObject>

namespace facet::ui {

class EditSession;
class MessageBar;
class PhotoCanvas;

/// Leads the person through marking the eyes by hand: for a face that was not found, or was found badly.
class EyeMarking : public QObject {
    Q_OBJECT

 public:
    EyeMarking(EditSession& session, PhotoCanvas& canvas, MessageBar& messages, QObject* parent);

    /// Corrects the chosen face; where there is none, marks a new one.
    void start();
    /// Says that no face was found and offers to start.
    void offer();

 private:
    void place(Point one, Point other);

    EditSession& m_session;
    PhotoCanvas& m_canvas;
    MessageBar& m_messages;
};

}  // namespace facet::ui
