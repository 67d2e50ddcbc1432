// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QImage>

#include <vector>

class QLabel;

namespace facet::ui {

/// Two small pictures with what they show, and a sentence: floats beside a slider, never takes the focus.
class TryOutPopup : public QFrame {
    Q_OBJECT

 public:
    explicit TryOutPopup(QWidget* parent);

    /// At −1 and at +1.
    void showBeside(const QWidget& slider, const std::vector<QImage>& pictures, const QString& sentence);

 private:
    QLabel* m_pictures[2];
    QLabel* m_sentence;
};

}  // namespace facet::ui
