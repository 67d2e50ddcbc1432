// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace facet::ui {

/// A line edit that opens over a value, and closes with Return, Esc or when the focus goes elsewhere.
class ValueEditor : public QLineEdit {
    Q_OBJECT

 public:
    ValueEditor(const QString& text, QWidget* parent);

    /// What is typed, in the locale's or the program's notation; nothing where it is no finite number.
    std::optional<double> value() const;

 Q_SIGNALS:
    void closed(bool accepted);

 protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

}  // namespace facet::ui
