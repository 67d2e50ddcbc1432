// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets/PresetPanel.h"

#include "ui/EditSession.h"
#include "ui/PhotoDialogs.h"
#include "ui/jobs/Sentences.h"
#include "ui/presets/PresetStore.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/MessageBar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

/// Runs what may throw; what it throws is shown.
template <class Action>
void trying(MessageBar& messages, const Action& action) {
    try {
        action();
    } catch (...) {
        messages.showMessage(MessageBar::Kind::Warning, sentenceOf(std::current_exception()));
    }
}

}  // namespace

PresetPanel::PresetPanel(EditSession& session, PresetStore& presets, MessageBar& messages, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_presets(presets),
      m_messages(messages),
      m_list(new QListView(this)),
      m_empty(
          new QLabel(tr("Save what is done to this face as a preset, and give it to other faces with a click."), this)),
      m_save(new QPushButton(tr("Save preset"), this)),
      m_more(new QToolButton(this)) {
    m_list->setObjectName(QStringLiteral("presetList"));
    m_list->setAccessibleName(tr("Presets"));
    m_list->setModel(&presets);
    m_list->setWhatsThis(tr("A click gives the preset to the chosen face, in one step of undo."));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAcceptDrops(false);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(16, 8, 16, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    layout->addWidget(makeButtons());
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);

    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& at) { apply(at.row()); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& at) { apply(at.row()); });
    connect(m_list, &QListView::customContextMenuRequested, this, [this](const QPoint& position) {
        showMenu(m_list->indexAt(position), m_list->viewport()->mapToGlobal(position));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetPanel::refresh);
    auto* removal = new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(removal, &QShortcut::activated, this, [this] { remove(m_list->currentIndex().row()); });
    connect(&presets, &PresetStore::failed, this,
            [this](const QString& sentence) { m_messages.showMessage(MessageBar::Kind::Warning, sentence); });
    for (const auto changed : {&PresetStore::rowsInserted, &PresetStore::rowsRemoved}) {
        connect(&presets, changed, this, &PresetPanel::refresh);
    }
    connect(&session, &EditSession::recipeChanged, this, &PresetPanel::refresh);
    connect(&session, &EditSession::currentFaceChanged, this, &PresetPanel::refresh);
    refresh();
}

QWidget* PresetPanel::makeButtons() {
    auto* row = new QWidget(this);
    auto* load = new QPushButton(tr("Import…"), row);
    load->setToolTip(tr("Read presets from files"));
    m_save->setObjectName(QStringLiteral("savePreset"));
    connect(m_save, &QPushButton::clicked, this, &PresetPanel::saveCurrent);
    connect(load, &QPushButton::clicked, this, &PresetPanel::importFiles);
    m_more->setParent(row);
    m_more->setObjectName(QStringLiteral("presetMenu"));
    m_more->setAccessibleName(tr("What to do with the chosen preset"));
    m_more->setIcon(tintedIcon(QStringLiteral("menu")));
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::TabFocus);
    connect(m_more, &QToolButton::clicked, this,
            [this] { showMenu(m_list->currentIndex(), m_more->mapToGlobal(m_more->rect().bottomLeft())); });
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_save, 1);
    layout->addWidget(load, 1);
    layout->addWidget(m_more);
    return row;
}

void PresetPanel::saveCurrent() {
    trying(m_messages, [this] {
        const int row = m_presets.add(tr("New preset"), m_session.currentRecipe().forOtherPhotos());
        m_list->setCurrentIndex(m_presets.index(row));
        if (m_list->isVisible()) {
            m_list->edit(m_list->currentIndex());
        }
    });
}

void PresetPanel::apply(int row) {
    if (row >= 0 && row < m_presets.rowCount()) {
        m_session.setRecipe(m_presets.preset(row).recipe, m_presets.preset(row).name);
    }
}

void PresetPanel::remove(int row) {
    if (row < 0 || row >= m_presets.rowCount()) {
        return;
    }
    trying(m_messages, [this, row] {
        const PresetStore::Preset gone = m_presets.preset(row);
        m_presets.remove(row);
        m_messages.showMessage(MessageBar::Kind::Information, tr("The preset %1 is deleted.").arg(gone.name),
                               {{tr("Undo"), [this, gone] {
                                     trying(m_messages, [this, gone] { m_presets.add(gone.name, gone.recipe); });
                                 }}});
    });
}

void PresetPanel::showMenu(const QModelIndex& at, const QPoint& corner) {
    if (!at.isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Apply"), this, [this, at] { apply(at.row()); });
    menu->addAction(tr("Rename"), this, [this, at] { m_list->edit(at); });
    menu->addAction(tr("Export…"), this, [this, at] { exportRow(at.row()); });
    menu->addSeparator();
    menu->addAction(tr("Delete"), this, [this, at] { remove(at.row()); });
    menu->popup(corner);
}

void PresetPanel::refresh() {
    m_empty->setVisible(m_presets.rowCount() == 0);
    const bool edited = !m_session.currentRecipe().isIdentity();
    const bool chosen = m_list->currentIndex().isValid();
    m_more->setEnabled(chosen);
    m_more->setToolTip(chosen ? tr("Apply, rename, export or delete the chosen preset") : tr("Choose a preset first"));
    m_save->setEnabled(edited);
    m_save->setToolTip(edited ? tr("Keep what is done to this face under a name")
                              : tr("Move a slider first; there is nothing to save"));
}

void PresetPanel::importFiles() {
    askForPreset(this, [this](const std::vector<std::filesystem::path>& files) {
        for (const std::filesystem::path& file : files) {
            trying(m_messages, [this, &file] { m_presets.importFile(file); });
        }
    });
}

void PresetPanel::exportRow(int row) {
    askWhereToSavePreset(this, m_presets.preset(row).name, [this, row](const std::filesystem::path& file) {
        trying(m_messages, [this, row, &file] { m_presets.exportFile(row, file); });
    });
}

}  // namespace facet::ui
