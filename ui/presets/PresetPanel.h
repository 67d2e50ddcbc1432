// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QModelIndex;
class QPushButton;
class QToolButton;

namespace facet::ui {

class EditSession;
class MessageBar;
class PresetStore;

/// The presets: a click gives one to the chosen face, in one step of undo.
class PresetPanel : public QWidget {
    Q_OBJECT

 public:
    PresetPanel(EditSession& session, PresetStore& presets, MessageBar& messages, QWidget* parent);

    /// Saves what is done to the chosen face, and lets the person type a name.
    void saveCurrent();

 private:
    QWidget* makeButtons();
    void apply(int row);
    void remove(int row);
    void showMenu(const QModelIndex& at, const QPoint& corner);
    void refresh();
    void importFiles();
    void exportRow(int row);

    EditSession& m_session;
    PresetStore& m_presets;
    MessageBar& m_messages;
    QListView* m_list;
    QLabel* m_empty;
    QPushButton* m_save;
    QToolButton* m_more;
};

}  // namespace facet::ui
