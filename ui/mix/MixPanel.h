// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <QWidget>

#include <functional>

class QMenu;
class QMimeData;
class QSlider;
class QSpinBox;
class QToolButton;

namespace facet::ui {

class EditSession;
class ElidedLabel;

/// The slot for a second face, over the sliders: empty, or that face with how far the chosen one goes to it.
class MixPanel : public QWidget {
    Q_OBJECT

 public:
    explicit MixPanel(EditSession& session, QWidget* parent = nullptr);

    /// Fills the slot's menu whenever it opens.
    void setMenuFiller(const std::function<void(QMenu&)>& fill);
    /// Why there is no slot to be filled now; empty: it works.
    void setBlockedBecause(const QString& reason);
    /// As the screen shows it: what pictureWanted() asked for. Nothing where the slot has gone on to another face.
    void showPicture(const OtherFace& face, const QImage& picture);
    void askForPicture();

 Q_SIGNALS:
    void dropped(const QMimeData& data);
    void pictureWanted(std::shared_ptr<const facet::OtherFace> face);

 protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

 private:
    void buildAmount();
    void edit(int percent);
    void showRecipe();
    void setHighlighted(bool highlighted);

    EditSession& m_session;
    QToolButton* m_slot;
    ElidedLabel* m_name;
    QSlider* m_slider;
    QSpinBox* m_percent;
    std::shared_ptr<const OtherFace> m_shown;
    QString m_blocked;
    bool m_highlighted = false;
};

}  // namespace facet::ui
