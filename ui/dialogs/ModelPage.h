// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace facet::ui {

class ElidedLabel;

/// The preferences' page of the model: which one computes, its card, and the way to another one.
class ModelPage : public QWidget {
    Q_OBJECT

 public:
    explicit ModelPage(QWidget* parent);

    void setEngine(const EngineInfo& info);
    void setPath(const QString& path);      ///< where the model lies; empty: the bundled one
    void setFixed(const QString& because);  ///< why no other one can be chosen; empty: one can
    void setBusy(bool busy);
    void setSentence(const QString& sentence);  ///< why the chosen one was refused; empty: nothing is wrong

 Q_SIGNALS:
    void chosen(QString path);  ///< a file or a folder; empty: the bundled one

 private:
    QPushButton* addButton(const char* name, const QString& text);
    void ask(bool folder);
    void refresh();

    QLabel* m_name;
    QLabel* m_facts;
    ElidedLabel* m_path;
    QPlainTextEdit* m_card;
    QLabel* m_sentence;
    QPushButton* m_file;
    QPushButton* m_folder;
    QPushButton* m_bundled;
    QString m_from;
    QString m_fixed;
    bool m_busy = false;
};

}  // namespace facet::ui
