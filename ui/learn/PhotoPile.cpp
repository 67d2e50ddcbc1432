// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/PhotoPile.h"

#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

/// Says what belongs into it as long as it is empty.
class PileList : public QListWidget {
 public:
    using QListWidget::QListWidget;

 protected:
    void paintEvent(QPaintEvent* event) override {
        QListWidget::paintEvent(event);
        if (count() == 0) {
            QPainter painter(viewport());
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                             PhotoPile::tr("Drop photos or a folder here"));
        }
    }
};

}  // namespace

PhotoPile::PhotoPile(const QString& title, const std::vector<std::filesystem::path>& open, QWidget* parent)
    : QWidget(parent), m_list(new PileList(this)) {
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
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void PhotoPile::dropEvent(QDropEvent* event) {
    std::vector<std::filesystem::path> paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths.push_back(toPath(url.toLocalFile()));
        }
    }
    event->acceptProposedAction();
    add(paths);
}

}  // namespace facet::ui
