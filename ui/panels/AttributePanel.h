// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace facet::ui {

class EditSession;
class ParameterSlider;
class SectionHeader;

/// The sliders of all attributes, grouped and searchable, of the chosen face.
class AttributePanel : public QWidget {
    Q_OBJECT

 public:
    explicit AttributePanel(EditSession& session, QWidget* parent = nullptr);

    void setAttributes(const std::vector<AttributeInfo>& attributes);
    /// Why nothing can be moved now; empty: the sliders work.
    void setBlockedBecause(const QString& reason);
    void focusSearch();
    /// The amounts that the chosen face bears.
    void setTrusted(const std::string& name, double low, double high);

 Q_SIGNALS:
    void dragStarted();
    void dragEnded();
    void cardRequested(std::string name);  ///< how good is it?
    void learnRequested();                 ///< a new one is to be learnt

 private:
    struct Group {
        SectionHeader* header;
        QWidget* body;
        std::vector<std::string> names;
    };

    void buildHeader();
    QWidget* makeScrollArea();
    Group& groupNamed(const std::string& name);
    void addSlider(const AttributeInfo& attribute);
    void orderTabs();
    void showRecipe();
    void filter();
    void toggleFavourite(const std::string& name);
    bool isWanted(const std::string& name, bool groupMatches) const;

    EditSession& m_session;
    QWidget* m_header;
    QLineEdit* m_search;
    QToolButton* m_onlyFavourites;
    QPushButton* m_reset;
    QPushButton* m_learn;
    QLabel* m_nothingFound;
    QWidget* m_list;
    QVBoxLayout* m_layout;
    std::map<std::string, ParameterSlider*> m_sliders;
    std::vector<std::pair<std::string, Group>> m_groups;  // in the engine's order
    QString m_blocked;
};

}  // namespace facet::ui
