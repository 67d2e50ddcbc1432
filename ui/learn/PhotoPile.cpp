// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/PhotoPile.h"

#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/widgets/EmptyHint.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace facet::ui {

PhotoPile::PhotoPile(const QString& title, const std::vector<std::filesystem::path>& open, QWidget* parent)
    : QWidget(parent), m_list(new QListWidget(this)) {
    new EmptyHint(tr("Drop photos or a folder here"), *m_list);
    setAcceptDrops(true);
    m_list->setAccessibleName(title);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setAcceptDrops(false);  // the pile takes what is dropped
    auto* removal = new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(removal, &QShortcut::activated, this, &PhotoPile::removeChosen);
    auto* label = new QLabel(title, this);
    label->setBuddy(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(label);
    column->addWidget(m_list, 1);
    column->addWidget(makeButtons(title, open));
}

QWidget* PhotoPile::makeButtons(const QString& title, const std::vector<std::filesystem::path>& open) {
    auto* row = new QWidget(this);
    auto* menu = new QMenu(row);
    menu->addAction(tr("Folder…"), this,
                    [this] { askForFolder(this, [this](const std::filesystem::path& folder) { add({folder}); }); });
    menu->addAction(tr("Photos…"), this, [this] {
        askForPhotos(this, [this](const std::vector<std::filesystem::path>& photos) { add(photos); });
    });
    QMenu* opened = menu->addMenu(tr("Open photos"));
    opened->setEnabled(!open.empty());
    for (const auto& path : open) {
        opened->addAction(fromPath(path.filename()), this, [this, path] { add({path}); });
    }
    auto* more = new QPushButton(tr("Add"), row);
    more->setMenu(menu);
    more->setAutoDefault(false);
    auto* remove = new QPushButton(tr("Remove"), row);
    remove->setAutoDefault(false);
    for (QPushButton* button : {more, remove}) {
        button->setAccessibleName(QStringLiteral("%1: %2").arg(title, button->text()));
    }
    connect(remove, &QPushButton::clicked, this, &PhotoPile::removeChosen);
    const auto refresh = [this, remove] { remove->setEnabled(!m_list->selectedItems().isEmpty()); };
    connect(m_list, &QListWidget::itemSelectionChanged, remove, refresh);
    refresh();
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(more);
    layout->addWidget(remove);
    layout->addStretch();
    return row;
}

void PhotoPile::add(const std::vector<std::filesystem::path>& paths) {
    for (const auto& path : paths) {
        const QString name = fromPath(path);
        if (m_list->findItems(name, Qt::MatchExactly).isEmpty()) {
            m_list->addItem(name);
        }
    }
    Q_EMIT changed();
}

std::vector<std::filesystem::path> PhotoPile::paths() const {
    std::vector<std::filesystem::path> result;
    result.reserve(std::size_t(m_list->count()));
    for (int row = 0; row < m_list->count(); ++row) {
        result.push_back(toPath(m_list->item(row)->text()));
    }
    return result;
}

void PhotoPile::removeChosen() {
    qDeleteAll(m_list->selectedItems());
    Q_EMIT changed();
}

void PhotoPile::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesIn(*event->mimeData()).empty()) {
        event->acceptProposedAction();
    }
}

void PhotoPile::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    add(filesIn(*event->mimeData()));
}

}  // namespace facet::ui
