// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QDialog>
#include <QImage>

#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QGridLayout;
class QLabel;

namespace facet::ui {

/// How good a slider is: what it reaches, what it changes along the way, and what it does to three faces.
class AttributeCard : public QDialog {
    Q_OBJECT

 public:
    /// `isMine`: the person taught it, and may rename, export and delete it.
    AttributeCard(const AttributeInfo& attribute, bool isMine, QWidget* parent);

    void setPicture(int face, int amount, const QImage& picture);
    void showSentence(const QString& sentence);

 Q_SIGNALS:
    void renameRequested();
    void exportRequested();
    void deleteRequested();

 private:
    QFormLayout* makeFigures(const AttributeInfo& attribute);
    QGridLayout* makeStrip();
    QDialogButtonBox* makeButtons(bool isMine);

    std::vector<QLabel*> m_pictures;  // row by row
    QLabel* m_sentence;
};

}  // namespace facet::ui
