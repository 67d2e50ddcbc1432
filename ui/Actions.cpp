// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Actions.h"

#include "ui/theme/TintedIcon.h"

#include <QAction>
#include <QCoreApplication>
#include <QUndoGroup>
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
    {Id::Open, QT_TRANSLATE_NOOP("Actions", "Open…"), QT_TRANSLATE_NOOP("Actions", "Open photos or a project"), "open",
     "Ctrl+O"},
    {Id::Paste, QT_TRANSLATE_NOOP("Actions", "Paste"),
     QT_TRANSLATE_NOOP("Actions", "Open the picture on the clipboard"), "", "Ctrl+V"},
    {Id::NewFace, QT_TRANSLATE_NOOP("Actions", "New face…"),
     QT_TRANSLATE_NOOP("Actions", "Draw a face of nobody from the model"), "", "Ctrl+N"},
    {Id::SaveAs, QT_TRANSLATE_NOOP("Actions", "Save as…"),
     QT_TRANSLATE_NOOP("Actions", "Save the edited photo in a file of its own"), "save-as", "Ctrl+S"},
    {Id::Export, QT_TRANSLATE_NOOP("Actions", "Export…"),
     QT_TRANSLATE_NOOP("Actions", "Save the edited photo in a format, quality and size of your choice"), "", "Ctrl+E"},
    {Id::SaveProject, QT_TRANSLATE_NOOP("Actions", "Save project"),
     QT_TRANSLATE_NOOP("Actions", "Keep the edits in a project file, to go on with them later"), "", "Ctrl+Shift+S"},
    {Id::ClosePhoto, QT_TRANSLATE_NOOP("Actions", "Close photo"), QT_TRANSLATE_NOOP("Actions", "Close this photo"), "",
     "Ctrl+W"},
    {Id::PreviousPhoto, QT_TRANSLATE_NOOP("Actions", "Previous photo"),
     QT_TRANSLATE_NOOP("Actions", "Show the previous open photo"), "", "Ctrl+PgUp"},
    {Id::NextPhoto, QT_TRANSLATE_NOOP("Actions", "Next photo"),
     QT_TRANSLATE_NOOP("Actions", "Show the next open photo"), "", "Ctrl+PgDown"},
    {Id::Undo, QT_TRANSLATE_NOOP("Actions", "Undo"), QT_TRANSLATE_NOOP("Actions", "Undo"), "undo", "Ctrl+Z"},
    {Id::Redo, QT_TRANSLATE_NOOP("Actions", "Redo"), QT_TRANSLATE_NOOP("Actions", "Redo"), "redo",
     "Ctrl+Shift+Z; Ctrl+Y"},
    {Id::CopyPhoto, QT_TRANSLATE_NOOP("Actions", "Copy photo"),
     QT_TRANSLATE_NOOP("Actions", "Copy the edited photo to the clipboard"), "", "Ctrl+C"},
    {Id::CopyEdits, QT_TRANSLATE_NOOP("Actions", "Copy edits"),
     QT_TRANSLATE_NOOP("Actions", "Copy what is done to this face"), "", "Ctrl+Shift+C"},
    {Id::PasteEdits, QT_TRANSLATE_NOOP("Actions", "Paste edits"),
     QT_TRANSLATE_NOOP("Actions", "Do to this face what was copied from another"), "", "Ctrl+Shift+V"},
    {Id::ApplyToOthers, QT_TRANSLATE_NOOP("Actions", "Apply to all open photos"),
     QT_TRANSLATE_NOOP("Actions", "Do the same to the chosen face of every other open photo"), "", "Ctrl+Shift+A"},
    {Id::Batch, QT_TRANSLATE_NOOP("Actions", "Edit many photos…"),
     QT_TRANSLATE_NOOP("Actions", "Do the same to a folder of photos"), "", "Ctrl+B"},
    {Id::Learn, QT_TRANSLATE_NOOP("Actions", "Learn a slider…"),
     QT_TRANSLATE_NOOP("Actions", "Learn a slider of your own from photos"), "", "Ctrl+L"},
    {Id::ResetAll, QT_TRANSLATE_NOOP("Actions", "Reset all"),
     QT_TRANSLATE_NOOP("Actions", "Set all sliders of this face to zero"), "", "Ctrl+R"},
    {Id::SavePreset, QT_TRANSLATE_NOOP("Actions", "Save preset"),
     QT_TRANSLATE_NOOP("Actions", "Keep what is done to this face under a name"), "", "Ctrl+Shift+P"},
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
    {Id::PaintMask, QT_TRANSLATE_NOOP("Actions", "Mask"),
     QT_TRANSLATE_NOOP("Actions", "Paint where the edit may touch the photo"), "brush", "K"},
    {Id::ShowMask, QT_TRANSLATE_NOOP("Actions", "Show mask"),
     QT_TRANSLATE_NOOP("Actions", "Colour what the edit may touch"), "mask", "Shift+K"},
    {Id::AddToMask, QT_TRANSLATE_NOOP("Actions", "Add"),
     QT_TRANSLATE_NOOP("Actions", "Let the edit through where the brush goes"), "add", ""},
    {Id::EraseMask, QT_TRANSLATE_NOOP("Actions", "Erase"),
     QT_TRANSLATE_NOOP("Actions",
                       "Keep the photo's own pixels where the brush goes; so does the brush while Ctrl is held"),
     "eraser", "X"},
    {Id::RestoreMask, QT_TRANSLATE_NOOP("Actions", "Automatic"),
     QT_TRANSLATE_NOOP("Actions", "Back to the mask that was found by itself where the brush goes"), "undo", "Shift+X"},
    {Id::BrushSmaller, QT_TRANSLATE_NOOP("Actions", "Smaller brush"), QT_TRANSLATE_NOOP("Actions", "Smaller brush"), "",
     "["},
    {Id::BrushLarger, QT_TRANSLATE_NOOP("Actions", "Larger brush"), QT_TRANSLATE_NOOP("Actions", "Larger brush"), "",
     "]"},
    {Id::BrushHarder, QT_TRANSLATE_NOOP("Actions", "Harder brush"), QT_TRANSLATE_NOOP("Actions", "Harder brush"), "",
     "{"},
    {Id::BrushSofter, QT_TRANSLATE_NOOP("Actions", "Softer brush"), QT_TRANSLATE_NOOP("Actions", "Softer brush"), "",
     "}"},
    {Id::ResetMask, QT_TRANSLATE_NOOP("Actions", "Reset mask"),
     QT_TRANSLATE_NOOP("Actions", "Back to the mask that was found by itself"), "reset", ""},
    {Id::CompareSplit, QT_TRANSLATE_NOOP("Actions", "Split line"),
     QT_TRANSLATE_NOOP("Actions", "Before and after on the two sides of a line that can be dragged"), "", "S"},
    {Id::CompareSides, QT_TRANSLATE_NOOP("Actions", "Side by side"),
     QT_TRANSLATE_NOOP("Actions", "Before and after beside each other"), "", "Y"},
    {Id::CompareDifference, QT_TRANSLATE_NOOP("Actions", "Difference"),
     QT_TRANSLATE_NOOP("Actions", "Which pixels the edit changes, and how much"), "", "D"},
    {Id::Search, QT_TRANSLATE_NOOP("Actions", "Search attributes"), QT_TRANSLATE_NOOP("Actions", "Search attributes"),
     "search", "Ctrl+F"},
    {Id::Film, QT_TRANSLATE_NOOP("Actions", "Film"), QT_TRANSLATE_NOOP("Actions", "Make a film from face to face"),
     "film", "Ctrl+I"},
    {Id::SwitchTheme, QT_TRANSLATE_NOOP("Actions", "Switch between dark and light"),
     QT_TRANSLATE_NOOP("Actions", "Switch between dark and light"), "theme", ""},
    {Id::FullScreen, QT_TRANSLATE_NOOP("Actions", "Full screen"), QT_TRANSLATE_NOOP("Actions", "Full screen"),
     "full-screen", "F11; F"},
    {Id::Preferences, QT_TRANSLATE_NOOP("Actions", "Preferences"), QT_TRANSLATE_NOOP("Actions", "Preferences"), "",
     "Ctrl+,"},
    {Id::WhatIsThis, QT_TRANSLATE_NOOP("Actions", "What is this?"),
     QT_TRANSLATE_NOOP("Actions", "Click on anything in the window to be told what it is for"), "", ""},
    {Id::Keys, QT_TRANSLATE_NOOP("Actions", "Keys"), QT_TRANSLATE_NOOP("Actions", "All keys of the program"), "", "F1"},
    {Id::About, QT_TRANSLATE_NOOP("Actions", "About Facet"),
     QT_TRANSLATE_NOOP("Actions", "Versions, device, model and licences"), "", ""},
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
    for (const Id id : {Id::Outlines, Id::CompareSplit, Id::CompareSides, Id::CompareDifference, Id::FullScreen,
                        Id::PaintMask, Id::ShowMask, Id::AddToMask, Id::EraseMask, Id::RestoreMask}) {
        m_actions[id]->setCheckable(true);
    }
    m_actions[Id::Outlines]->setChecked(true);
    m_actions[Id::Film]->setCheckable(true);
}

std::vector<QAction*> Actions::all() const {
    std::vector<QAction*> actions;
    for (const auto& [id, action] : m_actions) {
        actions.push_back(action);
    }
    return actions;
}

void Actions::setUsable(Id id, bool usable, const QString& whyNot) {
    QAction* action = m_actions.at(id);
    action->setEnabled(usable);
    setToolTip(action, usable ? action->whatsThis() : whyNot);
}

void Actions::followUndo(QUndoGroup& group) {
    QAction* undo = m_actions.at(Id::Undo);
    QAction* redo = m_actions.at(Id::Redo);
    connect(undo, &QAction::triggered, &group, &QUndoGroup::undo);
    connect(redo, &QAction::triggered, &group, &QUndoGroup::redo);
    const auto refresh = [this, undo, redo, &group] {
        undo->setWhatsThis(tr("Undo: %1").arg(group.undoText()));
        redo->setWhatsThis(tr("Redo: %1").arg(group.redoText()));
        setUsable(Id::Undo, group.canUndo(), tr("Nothing to undo"));
        setUsable(Id::Redo, group.canRedo(), tr("Nothing to redo"));
    };
    connect(&group, &QUndoGroup::indexChanged, this, refresh);
    connect(&group, &QUndoGroup::undoTextChanged, this, refresh);
    refresh();
}

void Actions::setToolTip(QAction* action, const QString& text) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
}

}  // namespace facet::ui
