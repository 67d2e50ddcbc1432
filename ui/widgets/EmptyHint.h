// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QAbstractItemView;

namespace facet::ui {

/// Says in the middle of a list what belongs there, as long as it is empty. The list must have its model.
class EmptyHint : public QLabel {
    Q_OBJECT

 public:
    EmptyHint(const QString& text, QAbstractItemView& list);

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void follow();

    QAbstractItemView& m_list;
};

}  // namespace facet::ui
