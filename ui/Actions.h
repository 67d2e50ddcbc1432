// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>
#include <vector>

class QAction;
class QUndoGroup;
class QWidget;

namespace facet::ui {

/// Everything that the person can do by menu, button or key: the one place where texts, icons and keys are told.
class Actions : public QObject {
    Q_OBJECT

 public:
    enum class Id {
        Open,
        Paste,
        NewFace,
        SaveAs,
        Export,
        SaveProject,
        ClosePhoto,
        PreviousPhoto,
        NextPhoto,
        Undo,
        Redo,
        CopyPhoto,
        CopyEdits,
        PasteEdits,
        ApplyToOthers,
        Batch,
        Learn,
        ResetAll,
        SavePreset,
        Fit,
        OriginalSize,
        ZoomIn,
        ZoomOut,
        PreviousFace,
        NextFace,
        MarkEyes,
        Outlines,
        PaintMask,
        ShowMask,
        AddToMask,
        EraseMask,
        RestoreMask,
        BrushSmaller,
        BrushLarger,
        BrushHarder,
        BrushSofter,
        ResetMask,
        CompareSplit,
        CompareSides,
        CompareDifference,
        Search,
        Film,
        SwitchTheme,
        FullScreen,
        Preferences,
        WhatIsThis,
        Keys,
        About,
        Quit
    };

    /// The actions' keys work in the whole window.
    explicit Actions(QWidget* window);

    QAction* operator[](Id id) const { return m_actions.at(id); }
    std::vector<QAction*> all() const;  ///< in the order of their ids
    /// What cannot be used says why in its tooltip.
    void setUsable(Id id, bool usable, const QString& whyNot);
    void followUndo(QUndoGroup& group);

 private:
    void setToolTip(QAction* action, const QString& text);

    std::map<Id, QAction*> m_actions;
};

}  // namespace facet::ui
