// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace facet::ui {

/// What the window shows before there is a photo: where to drop one, and two other ways to get one.
class DropTarget : public QWidget {
    Q_OBJECT

 public:
    explicit DropTarget(QWidget* parent = nullptr);

    void setExampleOffered(bool offered);
    void setHighlighted(bool highlighted);  ///< something that can be opened is being dragged over the window

 Q_SIGNALS:
    void openRequested();
    void exampleRequested();

 protected:
    void paintEvent(QPaintEvent* event) override;

 private:
    QPushButton* m_example;
    QWidget* m_content;
    bool m_highlighted = false;
};

}  // namespace facet::ui
