// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Actions.h"

#include "ui/theme/TintedIcon.h"

#include <QAction>
#include <QCoreApplication>
#include <QUndoStack>
#include <QWidget>

namespace facet::ui {

namespace {

struct Entry {
    Actions::Id id;
    const char* text;
    const char* toolTip;
    const char* icon;
    const char* keys;  // separated by "; "
};

using Id = Actions::Id;

constexpr Entry Table[] = {
    {Id::Open, QT_TRANSLATE_NOOP("Actions", "Open…"), QT_TRANSLATE_NOOP("Actions", "Open a photo"), "open", "Ctrl+O"},
    {Id::Paste, QT_TRANSLATE_NOOP("Actions", "Paste"),
     QT_TRANSLATE_NOOP("Actions", "Open the picture on the clipboard"), "", "Ctrl+V"},
    {Id::SaveAs, QT_TRANSLATE_NOOP("Actions", "Save as…"),
     QT_TRANSLATE_NOOP("Actions", "Save the edited photo in a file of its own"), "save-as", "Ctrl+S; Ctrl+Shift+S"},
    {Id::Undo, QT_TRANSLATE_NOOP("Actions", "Undo"), QT_TRANSLATE_NOOP("Actions", "Undo"), "undo", "Ctrl+Z"},
    {Id::Redo, QT_TRANSLATE_NOOP("Actions", "Redo"), QT_TRANSLATE_NOOP("Actions", "Redo"), "redo",
     "Ctrl+Shift+Z; Ctrl+Y"},
    {Id::Fit, QT_TRANSLATE_NOOP("Actions", "Fit"), QT_TRANSLATE_NOOP("Actions", "Show the whole photo"), "fit", "1"},
    {Id::OriginalSize, QT_TRANSLATE_NOOP("Actions", "1:1"),
     QT_TRANSLATE_NOOP("Actions", "Show one pixel of the photo as one of the screen"), "original-size", "2"},
    {Id::ZoomIn, QT_TRANSLATE_NOOP("Actions", "Zoom in"), QT_TRANSLATE_NOOP("Actions", "Zoom in"), "",
     "Ctrl++; Ctrl+="},
    {Id::ZoomOut, QT_TRANSLATE_NOOP("Actions", "Zoom out"), QT_TRANSLATE_NOOP("Actions", "Zoom out"), "", "Ctrl+-"},
    {Id::PreviousFace, QT_TRANSLATE_NOOP("Actions", "Previous face"), QT_TRANSLATE_NOOP("Actions", "Previous face"),
     "previous", "Shift+N"},
    {Id::NextFace, QT_TRANSLATE_NOOP("Actions", "Next face"), QT_TRANSLATE_NOOP("Actions", "Next face"), "next", "N"},
    {Id::MarkEyes, QT_TRANSLATE_NOOP("Actions", "Mark the eyes by hand"),
     QT_TRANSLATE_NOOP("Actions", "Place this face by clicking its two eyes"), "mark-eyes", "M"},
    {Id::Outlines, QT_TRANSLATE_NOOP("Actions", "Outline the faces"), QT_TRANSLATE_NOOP("Actions", "Outline the faces"),
     "", "O"},
    {Id::Search, QT_TRANSLATE_NOOP("Actions", "Search attributes"), QT_TRANSLATE_NOOP("Actions", "Search attributes"),
     "search", "Ctrl+F"},
    {Id::Film, QT_TRANSLATE_NOOP("Actions", "Film"), QT_TRANSLATE_NOOP("Actions", "Make a film from face to face"),
     "film", "Ctrl+I"},
    {Id::SwitchTheme, QT_TRANSLATE_NOOP("Actions", "Switch between dark and light"),
     QT_TRANSLATE_NOOP("Actions", "Switch between dark and light"), "theme", ""},
    {Id::FullScreen, QT_TRANSLATE_NOOP("Actions", "Full screen"), QT_TRANSLATE_NOOP("Actions", "Full screen"),
     "full-screen", "F11; F"},
    {Id::Quit, QT_TRANSLATE_NOOP("Actions", "Quit"), QT_TRANSLATE_NOOP("Actions", "Quit"), "", "Ctrl+Q"},
};

QString translated(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

}  // namespace

Actions::Actions(QWidget* window) : QObject(window) {
    for (const Entry& entry : Table) {
        auto* action = new QAction(translated(entry.text), window);
        if (*entry.icon) {
            action->setIcon(tintedIcon(QString::fromLatin1(entry.icon)));
        }
        action->setShortcuts(QKeySequence::listFromString(QString::fromLatin1(entry.keys)));
        action->setWhatsThis(translated(entry.toolTip));
        setToolTip(action, action->whatsThis());
        window->addAction(action);
        m_actions[entry.id] = action;
    }
    m_actions[Id::Outlines]->setCheckable(true);
    m_actions[Id::Outlines]->setChecked(true);
    m_actions[Id::FullScreen]->setCheckable(true);
    m_actions[Id::Film]->setCheckable(true);
}

void Actions::setUsable(Id id, bool usable, const QString& whyNot) {
    QAction* action = m_actions.at(id);
    action->setEnabled(usable);
    setToolTip(action, usable ? action->whatsThis() : whyNot);
}

void Actions::followUndo(QUndoStack& stack) {
    QAction* undo = m_actions.at(Id::Undo);
    QAction* redo = m_actions.at(Id::Redo);
    connect(undo, &QAction::triggered, &stack, &QUndoStack::undo);
    connect(redo, &QAction::triggered, &stack, &QUndoStack::redo);
    const auto refresh = [this, undo, redo, &stack] {
        undo->setWhatsThis(tr("Undo: %1").arg(stack.undoText()));
        redo->setWhatsThis(tr("Redo: %1").arg(stack.redoText()));
        setUsable(Id::Undo, stack.canUndo(), tr("Nothing to undo"));
        setUsable(Id::Redo, stack.canRedo(), tr("Nothing to redo"));
    };
    connect(&stack, &QUndoStack::indexChanged, this, refresh);
    connect(&stack, &QUndoStack::undoTextChanged, this, refresh);
    refresh();
}

void Actions::setToolTip(QAction* action, const QString& text) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
}

}  // namespace facet::ui
