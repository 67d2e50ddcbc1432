// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>

class QAction;
class QUndoStack;
class QWidget;

namespace facet::ui {

/// Everything that the person can do by menu, button or key: the one place where texts, icons and keys are told.
class Actions : public QObject {
    Q_OBJECT

 public:
    enum class Id {
        Open,
        Paste,
        SaveAs,
        Undo,
        Redo,
        Fit,
        OriginalSize,
        ZoomIn,
        ZoomOut,
        PreviousFace,
        NextFace,
        MarkEyes,
        Outlines,
        Search,
        Film,
        SwitchTheme,
        FullScreen,
        Quit
    };

    /// The actions' keys work in the whole window.
    explicit Actions(QWidget* window);

    QAction* operator[](Id id) const { return m_actions.at(id); }
    /// What cannot be used says why in its tooltip.
    void setUsable(Id id, bool usable, const QString& whyNot);
    void followUndo(QUndoStack& stack);

 private:
    void setToolTip(QAction* action, const QString& text);

    std::map<Id, QAction*> m_actions;
};

}  // namespace facet::ui
