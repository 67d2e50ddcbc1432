// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace facet::ui {

class IconLabel;

/// A sentence inside the window, with what can be done about it. Never modal; the cross dismisses it.
class MessageBar : public QFrame {
    Q_OBJECT

 public:
    enum class Kind { Information, Warning };
    struct Choice {
        QString label;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Replaces what is shown. The first choice is the default one; each choice dismisses the bar.
    void showMessage(Kind kind, const QString& sentence, const std::vector<Choice>& choices = {});
    void dismiss();
    void giveUp();  ///< the person dismisses it
    QString sentence() const;

    /// Lies over the lower edge of its parent, so that the photo does not jump when it comes and goes.
    void place();

 Q_SIGNALS:
    void dismissedByPerson();  ///< by the cross or Esc, without a choice

 protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    void addChoice(const Choice& choice, bool isDefault);

    IconLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_choices;
    std::vector<QPushButton*> m_buttons;
};

}  // namespace facet::ui
