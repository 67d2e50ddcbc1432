// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EmptyHint.h"

#include <QAbstractItemView>
#include <QEvent>

namespace facet::ui {

EmptyHint::EmptyHint(const QString& text, QAbstractItemView& list) : QLabel(text, list.viewport()), m_list(list) {
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setMargin(8);
    setForegroundRole(QPalette::PlaceholderText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    list.setAccessibleDescription(text);
    list.viewport()->installEventFilter(this);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(list.model(), change, this, &EmptyHint::follow);
    }
    connect(list.model(), &QAbstractItemModel::modelReset, this, &EmptyHint::follow);
    follow();
}

bool EmptyHint::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        follow();
    }
    return QLabel::eventFilter(watched, event);
}

void EmptyHint::follow() {
    setGeometry(m_list.viewport()->rect());
    setVisible(m_list.model()->rowCount() == 0);
}

}  // namespace facet::ui
