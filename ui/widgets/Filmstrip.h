// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace facet::ui {

class OpenPhotos;

/// The open photos as a row of small pictures: a click shows one, a drag does not. Hidden while there is only one.
class Filmstrip : public QListView {
    Q_OBJECT

 public:
    Filmstrip(OpenPhotos& photos, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

 Q_SIGNALS:
    void closeRequested(int index);

 protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void startDrag(Qt::DropActions actions) override;

 private:
    void follow();

    OpenPhotos& m_photos;
    bool m_pressing = false;
};

}  // namespace facet::ui
