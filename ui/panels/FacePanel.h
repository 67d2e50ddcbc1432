// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;

namespace facet::ui {

class EditSession;

/// Which face is edited, what is to be said about it, and the ways to another one.
class FacePanel : public QWidget {
    Q_OBJECT

 public:
    struct FaceActions {
        QAction* previous;
        QAction* next;
        QAction* markEyes;
    };

    FacePanel(EditSession& session, const FaceActions& actions, QWidget* parent = nullptr);

    /// What is going on, in place of the face's title; empty: nothing is.
    void setActivity(const QString& activity);
    void setEditLimited(bool limited);

 private:
    void refresh();
    QString title() const;
    QString warnings() const;

    EditSession& m_session;
    QLabel* m_title;
    QLabel* m_warnings;
    QWidget* m_steps;
    QString m_activity;
    bool m_limited = false;
};

}  // namespace facet::ui
