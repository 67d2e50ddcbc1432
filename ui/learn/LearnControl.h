// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learn/LearntStore.h"
#include "ui/learn/Lessons.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <string>

class QWidget;

namespace facet {
struct AttributeInfo;
}

namespace facet::ui {

class AttributeCard;
class CardPictures;
class EditSession;
class EngineService;
class LearnDialog;
class MessageBar;
class OpenPhotos;

/// Teaches the window new sliders and shows how good each is; what it has learnt is kept between sessions.
class LearnControl : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        const EditSession& session;
        EngineService& service;
        const OpenPhotos& photos;
        MessageBar& messages;
    };

    LearnControl(const Parts& parts, Lessons lessons, LearntStore store, QWidget* window);

    void openDialog();
    void openCard(const std::string& attribute);
    /// False while something is being learnt: that is given up, and `close` called then.
    bool mayClose(const std::function<void()>& close);

 private:
    const AttributeInfo* infoOf(const std::string& attribute) const;
    bool isTaken(const std::string& attribute) const;
    void openWantedCard();
    void fillCard(const std::string& attribute);
    void askForName(const std::string& attribute);
    void rename(const std::string& attribute, const std::string& name);
    void askWhereToExport(const std::string& attribute);
    void remove(const std::string& attribute);
    void restore(const std::string& attribute, const QByteArray& removed);
    bool isUsed(const std::string& attribute) const;  // with a sentence about it
    template <class Action>
    void trying(const Action& action);

    Parts m_parts;
    Lessons m_lessons;
    LearntStore m_store;
    QWidget* m_window;
    QPointer<LearnDialog> m_dialog;
    QPointer<AttributeCard> m_card;
    QPointer<CardPictures> m_pictures;  ///< being made for the card
    std::string m_cardWanted;           ///< as soon as the engine knows it
    std::function<void()> m_whenClosed;
};

}  // namespace facet::ui
