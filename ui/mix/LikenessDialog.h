// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <QDialog>

#include <string>

class QListWidget;

namespace facet::ui {

/// In what two faces differ, as a list of which a person takes what the one is to have of the other.
class LikenessDialog : public QDialog {
    Q_OBJECT

 public:
    /// `amounts`: how far each slider would have to go.
    LikenessDialog(const OtherFace& other, const Amounts& amounts, QWidget* parent);

 Q_SIGNALS:
    void chosen(facet::Amounts amounts);

 private:
    void fill(const Amounts& amounts);
    Amounts checked() const;

    QListWidget* m_list;
};

}  // namespace facet::ui
