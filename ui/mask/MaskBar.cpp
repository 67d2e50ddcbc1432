// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mask/MaskBar.h"

#include "ui/Actions.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FoldingTexts.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace facet::ui {

namespace {

constexpr int SizeSteps = 100;

QToolButton* buttonFor(QAction* action, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    return button;
}

}  // namespace

MaskBar::MaskBar(const Actions& actions, QWidget* parent) : QWidget(parent) {
    using Id = Actions::Id;
    setObjectName(QStringLiteral("maskBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    QToolButton* const add = buttonFor(actions[Id::AddToMask], this);
    QToolButton* const erase = buttonFor(actions[Id::EraseMask], this);
    QToolButton* const restore = buttonFor(actions[Id::RestoreMask], this);
    QToolButton* const show = buttonFor(actions[Id::ShowMask], this);
    QToolButton* const reset = buttonFor(actions[Id::ResetMask], this);
    for (QToolButton* tool : {add, erase, restore}) {
        row->addWidget(tool);
    }
    row->addSpacing(8);
    m_size = addSlider(row, tr("Size"), "brushSize", tr("How large the brush is ([ and ])"));
    m_size->setRange(0, SizeSteps);
    m_feather = addSlider(row, tr("Feather"), "brushFeather", tr("How softly the brush fades ({ and })"));
    m_feather->setRange(0, 100);
    row->addStretch(1);
    row->addWidget(show);
    row->addWidget(reset);
    auto* done = new QToolButton(this);
    done->setObjectName(QStringLiteral("maskDone"));
    done->setText(tr("Done"));
    done->setToolTip(tr("Stop painting on the mask (Esc)"));
    done->setFocusPolicy(Qt::TabFocus);
    connect(done, &QToolButton::clicked, actions[Id::PaintMask], &QAction::trigger);
    row->addWidget(done);
    m_folding = new FoldingTexts(this, {reset, show, restore, erase, add});
    hide();
}

QSlider* MaskBar::addSlider(QHBoxLayout* row, const QString& label, const char* name, const QString& toolTip) {
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setObjectName(QString::fromLatin1(name));
    slider->setAccessibleName(label);
    slider->setToolTip(toolTip);
    slider->setWhatsThis(toolTip);
    slider->setMinimumWidth(64);
    slider->setMaximumWidth(140);
    connect(slider, &QSlider::valueChanged, this, &MaskBar::brushChanged);
    auto* text = new QLabel(label, this);
    text->setBuddy(slider);
    row->addWidget(text);
    row->addWidget(slider, 1);
    return slider;
}

QSize MaskBar::minimumSizeHint() const {
    return {m_folding->leastWidth(), QWidget::minimumSizeHint().height()};
}

int MaskBar::size() const {
    const double share = double(m_size->value()) / SizeSteps;
    return int(std::lround(MinSize * std::pow(double(MaxSize) / MinSize, share)));
}

double MaskBar::feather() const {
    return m_feather->value() / 100.0;
}

void MaskBar::setSize(int size) {
    m_size->setValue(
        int(std::lround(SizeSteps * std::log(double(size) / MinSize) / std::log(double(MaxSize) / MinSize))));
}

void MaskBar::setFeather(double feather) {
    m_feather->setValue(int(std::lround(100 * feather)));
}

void MaskBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, Theme::separator(palette()));
}

}  // namespace facet::ui
