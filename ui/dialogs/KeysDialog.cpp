// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/KeysDialog.h"

#include "ui/Actions.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace facet::ui {

namespace {

using Rows = std::vector<std::pair<QString, QString>>;

void addSection(QTreeWidget* tree, const QString& title, const Rows& rows) {
    auto* section = new QTreeWidgetItem(tree, {title});
    section->setFirstColumnSpanned(true);
    QFont bold = tree->font();
    bold.setBold(true);
    section->setFont(0, bold);
    for (const auto& [what, keys] : rows) {
        new QTreeWidgetItem(section, {what, keys});
    }
}

Rows rowsOf(const std::vector<QAction*>& actions) {
    Rows rows;
    for (const QAction* action : actions) {
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts()) {
            keys << sequence.toString(QKeySequence::NativeText);
        }
        if (!keys.isEmpty()) {
            rows.emplace_back(action->text(), keys.join(QStringLiteral(", ")));
        }
    }
    return rows;
}

}  // namespace

KeysDialog::KeysDialog(const Actions& actions, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setObjectName(QStringLiteral("keys"));
    auto* tree = new QTreeWidget(this);
    tree->setAccessibleName(tr("Keys"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    Rows everywhere = rowsOf(actions.all());
    everywhere.emplace_back(tr("What is this that has the focus?"),
                            QKeySequence(Qt::ShiftModifier | Qt::Key_F1).toString(QKeySequence::NativeText));
    addSection(tree, tr("Everywhere"), everywhere);
    addSection(tree, tr("Photo"),
               {{tr("Show the photo before the edit"), tr("hold B")},
                {tr("Move the photo, or the line between before and after"), tr("arrows; hold space and drag")},
                {tr("Zoom at the cursor"), tr("wheel")},
                {tr("Paint on the mask the other way: erase, or add"), tr("hold Ctrl")},
                {tr("Dismiss a message, put the brush away"), tr("Esc")},
                {tr("End a comparison, leave the full screen"), tr("Esc")}});
    addSection(tree, tr("Sliders"),
               {{tr("A step of 0.1"), tr("arrows, + and −")},
                {tr("A step of 1, a step of 0.01"), tr("with Shift, with Ctrl")},
                {tr("Type a value"), tr("Enter, F2")},
                {tr("Back to zero"), tr("Delete; double-click")},
                {tr("Make it a favourite"), QStringLiteral("*")},
                {tr("Lock it: the others do not move it"), QStringLiteral("L")}});
    tree->expandAll();
    tree->setItemsExpandable(false);
    tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
    const QAbstractItemView* view = tree;  // the header's own length is not known before it is shown
    const int scrollBar = tree->style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    tree->setMinimumWidth(view->sizeHintForColumn(0) + view->sizeHintForColumn(1) + scrollBar + 2 * tree->frameWidth());
    resize(minimumSizeHint().width(), 600);
}

}  // namespace facet::ui
