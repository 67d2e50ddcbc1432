// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/AttributePanel.h"

#include "ui/EditSession.h"
#include "ui/Settings.h"
#include "ui/panels/AttributeNames.h"
#include "ui/panels/SliderMenu.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/ParameterSlider.h"
#include "ui/widgets/SectionHeader.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace facet::ui {

AttributePanel::AttributePanel(EditSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_header(new QWidget(this)),
      m_search(new QLineEdit(m_header)),
      m_onlyFavourites(new QToolButton(m_header)),
      m_reset(new QPushButton(tr("Reset all"), m_header)),
      m_nothingFound(new QLabel(this)),
      m_list(new QWidget(this)),
      m_layout(new QVBoxLayout(m_list)) {
    m_learn = new QPushButton(tr("Learn a slider of your own…"), m_list);
    buildHeader();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_nothingFound);
    layout->addWidget(makeScrollArea(), 1);
    m_header->hide();
    m_nothingFound->setObjectName(QStringLiteral("nothingFound"));
    m_nothingFound->setForegroundRole(QPalette::PlaceholderText);
    m_nothingFound->setContentsMargins(16, 8, 16, 8);
    m_nothingFound->setWordWrap(true);
    m_nothingFound->hide();

    connect(&session, &EditSession::recipeChanged, this, &AttributePanel::showRecipe);
    connect(&session, &EditSession::currentFaceChanged, this, &AttributePanel::showRecipe);
    showRecipe();
}

void AttributePanel::buildHeader() {
    m_search->setAcceptDrops(false);  // a photo that is dropped here is meant for the window
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setWhatsThis(tr("Shows the sliders alone whose names have these letters."));
    m_search->setPlaceholderText(tr("Search attributes"));
    m_search->setAccessibleName(tr("Search attributes"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(tintedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &AttributePanel::filter);
    m_onlyFavourites->setObjectName(QStringLiteral("onlyFavourites"));
    m_onlyFavourites->setIcon(tintedIcon(QStringLiteral("star")));
    m_onlyFavourites->setCheckable(true);
    m_onlyFavourites->setAutoRaise(true);
    m_onlyFavourites->setFocusPolicy(Qt::TabFocus);
    m_onlyFavourites->setAccessibleName(tr("Only favourites"));
    m_onlyFavourites->setToolTip(tr("Show favourites alone; the star before a name makes one"));
    connect(m_onlyFavourites, &QToolButton::toggled, this, &AttributePanel::filter);
    m_reset->setObjectName(QStringLiteral("resetAll"));
    connect(m_reset, &QPushButton::clicked, &m_session, &EditSession::resetAmounts);
    auto* layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_onlyFavourites);
    layout->addWidget(m_reset);
}

QWidget* AttributePanel::makeScrollArea() {
    m_layout->setContentsMargins(4, 0, 4, 16);
    m_layout->setSpacing(0);
    m_learn->setObjectName(QStringLiteral("learnSlider"));
    m_learn->setWhatsThis(tr("Makes a slider from photos that have something and photos that do not."));
    m_learn->setFlat(true);
    connect(m_learn, &QPushButton::clicked, this, &AttributePanel::learnRequested);
    m_layout->addWidget(m_learn);
    m_layout->addStretch();
    auto* area = new QScrollArea(this);
    area->setWidget(m_list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // the sliders keep their width when groups open
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void AttributePanel::setAttributes(const std::vector<AttributeInfo>& attributes) {
    for (const auto& [name, group] : m_groups) {
        delete group.header;
        delete group.body;
    }
    m_groups.clear();
    m_sliders.clear();
    for (const AttributeInfo& attribute : attributes) {
        addSlider(attribute);
    }
    orderTabs();
    showRecipe();
    filter();
}

/// Sliders come when the model does: without a word they would be behind all else that the window has.
void AttributePanel::orderTabs() {
    QWidget* last = m_reset;
    const auto append = [&last](QWidget* next) {
        setTabOrder(last, next);
        last = next;
    };
    for (const auto& [name, group] : m_groups) {
        append(group.header);
        for (const std::string& attribute : group.names) {
            append(m_sliders.at(attribute));
        }
    }
    append(m_learn);
}

void AttributePanel::setBlockedBecause(const QString& reason) {
    m_blocked = reason;
    showRecipe();
}

void AttributePanel::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

AttributePanel::Group& AttributePanel::groupNamed(const std::string& name) {
    const auto known =
        std::find_if(m_groups.begin(), m_groups.end(), [&](const auto& entry) { return entry.first == name; });
    if (known != m_groups.end()) {
        return known->second;
    }
    auto* header = new SectionHeader(groupLabel(name), m_list);
    auto* body = new QWidget(m_list);
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 8);
    rows->setSpacing(0);
    connect(header, &QAbstractButton::toggled, this, &AttributePanel::filter);
    m_layout->insertWidget(m_layout->indexOf(m_learn), header);
    m_layout->insertWidget(m_layout->indexOf(m_learn), body);
    m_groups.push_back({name, {header, body, {}}});
    return m_groups.back().second;
}

void AttributePanel::addSlider(const AttributeInfo& attribute) {
    const QString label = attributeLabel(attribute.name);
    Group& group = groupNamed(attribute.group);
    auto* slider = new ParameterSlider(label, EditRecipe::MaxAmount, group.body);
    slider->setObjectName(QString::fromStdString(attribute.name));
    slider->setProperty("quality", attributeQuality(attribute));
    group.body->layout()->addWidget(slider);
    group.names.push_back(attribute.name);
    m_sliders[attribute.name] = slider;
    connect(slider, &ParameterSlider::gestureStarted, &m_session, &EditSession::beginGesture);
    connect(slider, &ParameterSlider::amountEdited, &m_session,
            [this, name = attribute.name, label](double amount) { m_session.setAmount(name, amount, label); });
    slider->setFavourite(Settings().favourites().contains(slider->objectName()));
    connect(slider, &ParameterSlider::favouriteToggled, this, [this, name = attribute.name] { toggleFavourite(name); });
    connect(slider, &ParameterSlider::lockToggled, this,
            [this, slider, name = attribute.name, label] { m_session.setLocked(name, !slider->isLocked(), label); });
    slider->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(slider, &QWidget::customContextMenuRequested, this,
            [this, slider, name = attribute.name](const QPoint& at) {
                showSliderMenu(*slider, slider->mapToGlobal(at), [this, name] { Q_EMIT cardRequested(name); });
            });
    connect(slider, &QAbstractSlider::sliderPressed, this, &AttributePanel::dragStarted);
    connect(slider, &QAbstractSlider::sliderReleased, this, &AttributePanel::dragEnded);
}

void AttributePanel::setTrusted(const std::string& name, double low, double high) {
    const auto slider = m_sliders.find(name);
    if (slider != m_sliders.end()) {
        slider->second->setTrusted(low, high);
    }
}

void AttributePanel::toggleFavourite(const std::string& name) {
    ParameterSlider* slider = m_sliders.at(name);
    slider->setFavourite(!slider->isFavourite());
    QStringList favourites;
    for (const auto& [known, of] : m_sliders) {
        if (of->isFavourite()) {
            favourites << QString::fromStdString(known);
        }
    }
    Settings().setFavourites(favourites);
    filter();
}

void AttributePanel::showRecipe() {
    const bool blocked = !m_blocked.isEmpty();
    const EditRecipe recipe = m_session.currentRecipe();
    const Amounts& amounts = recipe.amounts;
    for (const auto& [name, slider] : m_sliders) {
        const auto moved = amounts.find(name);
        slider->setAmount(moved == amounts.end() ? 0 : moved->second);
        slider->setLocked(recipe.locked.count(name) > 0);
        slider->setEnabled(!blocked);
        slider->setToolTip(blocked ? m_blocked : slider->property("quality").toString());
    }
    for (const auto& [name, group] : m_groups) {
        group.header->setMovedCount(int(std::count_if(group.names.begin(), group.names.end(),
                                                      [&amounts](const auto& of) { return amounts.count(of) > 0; })));
    }
    const bool isReset = amounts.empty() && !recipe.mix.isActive();
    m_reset->setEnabled(!isReset);
    m_reset->setToolTip(isReset ? tr("All sliders are at zero") : tr("Set all sliders of this face to zero"));
}

bool AttributePanel::isWanted(const std::string& name, bool groupMatches) const {
    const ParameterSlider* slider = m_sliders.at(name);
    if (m_onlyFavourites->isChecked() && !slider->isFavourite()) {
        return false;
    }
    return groupMatches || slider->label().contains(m_search->text().trimmed(), Qt::CaseInsensitive);
}

void AttributePanel::filter() {
    const QString wanted = m_search->text().trimmed();
    const bool all = wanted.isEmpty() && !m_onlyFavourites->isChecked();
    bool found = false;
    for (const auto& [groupName, group] : m_groups) {
        const bool groupMatches = group.header->text().contains(wanted, Qt::CaseInsensitive);
        bool any = false;
        for (const std::string& name : group.names) {
            const bool shown = isWanted(name, groupMatches);
            m_sliders.at(name)->setVisible(shown);
            any = any || shown;
        }
        group.header->setVisible(any);
        group.body->setVisible(any && (group.header->isChecked() || !all));
        found = found || any;
    }
    m_nothingFound->setText(m_sliders.empty()   ? tr("This model has no attributes yet.")
                            : !wanted.isEmpty() ? tr("No attribute has this name.")
                                                : tr("There are no favourites yet. The star before a name makes one."));
    m_nothingFound->setVisible(!found);
    m_header->setVisible(!m_sliders.empty());
    m_learn->setVisible(all && !m_sliders.empty());
}

}  // namespace facet::ui
