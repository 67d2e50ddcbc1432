// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace facet::ui {

/// The title of a group, which opens and closes it. Checked = open.
class SectionHeader : public QAbstractButton {
    Q_OBJECT

 public:
    explicit SectionHeader(const QString& title, QWidget* parent = nullptr);

    /// How many of the group's sliders are moved: shown, so that a closed group hides no edit.
    void setMovedCount(int count);

    QSize sizeHint() const override;

 protected:
    void paintEvent(QPaintEvent* event) override;

 private:
    int m_movedCount = 0;
};

}  // namespace facet::ui
