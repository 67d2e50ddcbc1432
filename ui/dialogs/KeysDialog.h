// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace facet::ui {

class Actions;

/// All keys, those of the actions as they are set and those that parts of the window understand.
class KeysDialog : public QDialog {
    Q_OBJECT

 public:
    KeysDialog(const Actions& actions, QWidget* parent);
};

}  // namespace facet::ui
