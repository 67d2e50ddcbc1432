// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace facet::ui {

/// What's This for every widget of the program, its dialogs too: its own text, else what its tooltip says, else what
/// screen readers hear, else its parent's. Shift+F1 tells of the widget that has the focus.
class WhatIsThis : public QObject {
    Q_OBJECT

 public:
    explicit WhatIsThis(QObject* parent);

    /// Lets the person click on what is to be explained.
    static void start();

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace facet::ui
