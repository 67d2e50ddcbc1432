// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/KeyFrameEditor.h"

#include "ui/film/EasingCurve.h"
#include "ui/theme/TintedIcon.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>

namespace facet::ui {

namespace {

QDoubleSpinBox* secondsBox(double least, const QString& name, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(least, 600);
    box->setDecimals(1);
    box->setSingleStep(0.1);
    box->setSuffix(KeyFrameEditor::tr(" s"));
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

QComboBox* choice(const QString& name, const QStringList& items, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->addItems(items);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

}  // namespace

KeyFrameEditor::KeyFrameEditor(FilmModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_parts(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_hold(secondsBox(0, tr("How long this key frame stands"), this)),
      m_seconds(secondsBox(0.1, tr("How long the way to the next one takes"), this)),
      m_easing(choice(tr("How the way to the next one begins and ends"), {}, this)),
      m_remove(new QToolButton(this)),
      m_loop(choice(tr("What comes at the end"), {tr("Ends"), tr("Loop"), tr("Back and forth")}, this)),
      m_framing(choice(tr("What the film shows"), {tr("The faces"), tr("The first photo"), tr("Whole photos")}, this)),
      m_path(choice(tr("How faces become one another"), {tr("Straight"), tr("Round"), tr("Smooth")}, this)) {
    m_parts->setContentsMargins(0, 0, 0, 0);
    m_parts->setSpacing(8);
    m_parts->addLayout(buildKey());
    m_parts->addStretch(1);
    m_parts->addLayout(buildFilm());
    connect(&model, &FilmModel::changed, this, &KeyFrameEditor::refresh);
    connect(&model, &FilmModel::currentChanged, this, &KeyFrameEditor::refresh);
    refresh();
}

QSize KeyFrameEditor::minimumSizeHint() const {
    return {std::max(m_parts->itemAt(0)->sizeHint().width(), m_parts->itemAt(2)->sizeHint().width()),
            QWidget::minimumSizeHint().height()};
}

/// Beside each other where there is room, else under each other.
void KeyFrameEditor::resizeEvent(QResizeEvent* event) {
    const int beside =
        m_parts->itemAt(0)->sizeHint().width() + 2 * m_parts->spacing() + m_parts->itemAt(2)->sizeHint().width();
    m_parts->setDirection(beside <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

QHBoxLayout* KeyFrameEditor::buildKey() {
    m_hold->setObjectName(QStringLiteral("hold"));
    m_seconds->setObjectName(QStringLiteral("seconds"));
    m_hold->setPrefix(tr("stands ", "a key frame, then its seconds"));
    m_seconds->setPrefix(tr("way ", "to the next key frame, then its seconds"));
    m_easing->setObjectName(QStringLiteral("easing"));
    for (const film::Easing easing : {film::Easing::Linear, film::Easing::InOut, film::Easing::Even}) {
        m_easing->addItem(easingIcon(easing), easingName(easing));
    }
    m_remove->setObjectName(QStringLiteral("removeKey"));
    m_remove->setIcon(tintedIcon(QStringLiteral("remove")));
    m_remove->setAutoRaise(true);
    m_remove->setToolTip(tr("Take this key frame out of the film (Delete)"));
    m_remove->setAccessibleName(tr("Remove the key frame"));
    for (QDoubleSpinBox* box : {m_hold, m_seconds}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &KeyFrameEditor::apply);
    }
    connect(m_easing, &QComboBox::currentIndexChanged, this, &KeyFrameEditor::apply);
    connect(m_remove, &QToolButton::clicked, this, [this] { m_model.remove(m_model.current()); });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_hold);
    row->addWidget(m_seconds);
    row->addWidget(m_easing);
    row->addWidget(m_remove);
    row->addStretch(1);
    return row;
}

QHBoxLayout* KeyFrameEditor::buildFilm() {
    m_loop->setObjectName(QStringLiteral("loop"));
    m_framing->setObjectName(QStringLiteral("framing"));
    m_path->setObjectName(QStringLiteral("path"));
    connect(m_loop, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_model.setLoop(static_cast<film::Loop>(index)); });
    connect(m_framing, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_model.setFraming(static_cast<FilmFraming>(index)); });
    connect(m_path, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_model.setPath(static_cast<FilmPath>(index)); });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QComboBox* box : {m_framing, m_path, m_loop}) {
        row->addWidget(box);
    }
    row->addStretch(1);
    return row;
}

void KeyFrameEditor::refresh() {
    m_refreshing = true;
    const bool any = m_model.current() >= 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_hold, m_seconds, m_easing, m_remove}) {
        widget->setEnabled(any);
    }
    if (any) {
        const film::Stretch& stretch = m_model.at(m_model.current()).stretch;
        m_hold->setValue(stretch.hold);
        m_seconds->setValue(stretch.seconds);
        m_easing->setCurrentIndex(static_cast<int>(stretch.easing));
    }
    m_loop->setCurrentIndex(static_cast<int>(m_model.loop()));
    m_framing->setCurrentIndex(static_cast<int>(m_model.framing()));
    m_path->setCurrentIndex(static_cast<int>(m_model.path()));
    m_refreshing = false;
}

void KeyFrameEditor::apply() {
    if (!m_refreshing && m_model.current() >= 0) {
        m_model.setStretch(m_model.current(),
                           {m_hold->value(), m_seconds->value(), static_cast<film::Easing>(m_easing->currentIndex())});
    }
}

}  // namespace facet::ui
