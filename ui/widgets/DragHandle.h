// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include <filesystem>

namespace facet::ui {

/// What is dragged from here to another program is a file. It is asked for as soon as the button is pressed, and the
/// drag begins when it is there and the mouse has moved.
class DragHandle : public QToolButton {
    Q_OBJECT

 public:
    explicit DragHandle(QWidget* parent);

    /// The file that was wanted, and what to draw at the cursor.
    void setFile(const std::filesystem::path& file, const QPixmap& picture);

 Q_SIGNALS:
    void fileWanted();

 protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

 private:
    void dragWhenReady();

    QPoint m_pressedAt;
    bool m_pulled = false;
    std::filesystem::path m_file;
    QPixmap m_picture;
};

}  // namespace facet::ui
