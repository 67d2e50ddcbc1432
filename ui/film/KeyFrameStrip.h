// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"

#include <QPoint>
#include <QWidget>

#include <filesystem>
#include <optional>

namespace facet::ui {

/// The film's key frames in a row, the ways between them as small curves with their durations.
///
/// Click chooses, dragging reorders, photos drop in between; Left and Right choose, with Ctrl they move, Delete
/// removes.
class KeyFrameStrip : public QWidget {
    Q_OBJECT

 public:
    explicit KeyFrameStrip(FilmModel& model, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    /// Where key `index` is drawn.
    QRect tile(int index) const;

 Q_SIGNALS:
    void photoDropped(std::filesystem::path photo, int index);

 protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

 private:
    int nameHeight() const;
    int tileAt(const QPoint& place) const;  // −1: none
    int gapAt(const QPoint& place) const;   // 0 … count: before which key
    void showGap(std::optional<int> gap);
    void describe();
    void paintKey(QPainter& painter, int index) const;
    void paintWay(QPainter& painter, int index) const;

    FilmModel& m_model;
    QPoint m_pressed;
    int m_dragged = -1;
    std::optional<int> m_gap;  // where what is dragged would go
};

}  // namespace facet::ui
