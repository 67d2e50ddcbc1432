// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mix/MixPanel.h"

#include "ui/EditSession.h"
#include "ui/mix/MixedPhoto.h"
#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"
#include "ui/widgets/ElidedLabel.h"

#include <QDragEnterEvent>
#include <QGridLayout>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

#include <cmath>

namespace facet::ui {

namespace {

constexpr int Side = 44;
constexpr int PlusSide = 22;

}  // namespace

MixPanel::MixPanel(EditSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_slot(new QToolButton(this)),
      m_name(new ElidedLabel(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_percent(new QSpinBox(this)) {
    setObjectName(QStringLiteral("mix"));
    setAcceptDrops(true);
    m_slot->setObjectName(QStringLiteral("mixSlot"));
    m_slot->setAccessibleName(tr("The second face"));
    m_slot->setAutoRaise(true);
    m_slot->setFocusPolicy(Qt::TabFocus);
    m_slot->setFixedSize(Side, Side);
    m_slot->setPopupMode(QToolButton::InstantPopup);
    m_name->setObjectName(QStringLiteral("mixName"));
    buildAmount();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 4, 16, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_slot, 0, 0, 2, 1);
    grid->addWidget(m_name, 0, 1, 1, 2);
    grid->addWidget(m_slider, 1, 1);
    grid->addWidget(m_percent, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);  // where the slot is empty its sentence stands in the middle
    connect(&session, &EditSession::recipeChanged, this, &MixPanel::showRecipe);
    connect(&session, &EditSession::currentFaceChanged, this, &MixPanel::showRecipe);
    askForPicture();
    showRecipe();
}

void MixPanel::buildAmount() {
    m_slider->setObjectName(QStringLiteral("mixAmount"));
    m_slider->setAccessibleName(tr("How far to the second face"));
    m_slider->setRange(0, 100);
    m_slider->setPageStep(10);
    m_percent->setObjectName(QStringLiteral("mixPercent"));
    m_percent->setAccessibleName(m_slider->accessibleName());
    m_percent->setRange(0, 100);
    m_percent->setSuffix(tr(" %"));
    m_percent->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_percent->setKeyboardTracking(false);
    m_percent->setAlignment(Qt::AlignRight);
    connect(m_slider, &QSlider::sliderPressed, &m_session, &EditSession::beginGesture);
    connect(m_slider, &QSlider::valueChanged, this, [this](int percent) {
        if (!m_slider->isSliderDown()) {
            m_session.beginGesture();
        }
        edit(percent);
    });
    connect(m_percent, &QSpinBox::valueChanged, this, [this](int percent) {
        m_session.beginGesture();
        edit(percent);
    });
}

void MixPanel::edit(int percent) {
    m_session.setMix({m_session.currentRecipe().mix.face, percent / 100.0});
}

void MixPanel::setMenuFiller(const std::function<void(QMenu&)>& fill) {
    auto* menu = new QMenu(m_slot);
    connect(menu, &QMenu::aboutToShow, menu, [menu, fill] {
        menu->clear();
        fill(*menu);
    });
    m_slot->setMenu(menu);
}

void MixPanel::setBlockedBecause(const QString& reason) {
    m_blocked = reason;
    showRecipe();
}

void MixPanel::showRecipe() {
    const Mix mix = m_session.currentRecipe().mix;
    const bool usable = m_blocked.isEmpty();
    const int percent = int(std::lround(mix.amount * 100));
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietPercent(m_percent);
    m_slider->setValue(percent);
    m_percent->setValue(percent);
    m_slider->setVisible(mix.face != nullptr);
    m_percent->setVisible(mix.face != nullptr);
    m_name->setText(mix.face ? QString::fromStdString(mix.face->name) : tr("Drop a second face here to mix it in"));
    m_name->setForegroundRole(mix.face ? QPalette::WindowText : QPalette::PlaceholderText);
    for (QWidget* part :
         {static_cast<QWidget*>(m_slot), static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_percent)}) {
        part->setEnabled(usable);
        part->setToolTip(usable ? tr("0 %: the face as it is; 100 %: what the model knows of the second face")
                                : m_blocked);
    }
    if (usable) {
        m_slot->setToolTip(tr("Choose a second face, or what to take from it"));
    }
    if (mix.face != m_shown) {
        m_shown = mix.face;
        askForPicture();
    }
}

void MixPanel::askForPicture() {
    if (m_shown) {
        Q_EMIT pictureWanted(m_shown);
    } else {
        m_slot->setIconSize({PlusSide, PlusSide});
        m_slot->setIcon(tintedIcon(QStringLiteral("add")));
    }
}

void MixPanel::showPicture(const OtherFace& face, const QImage& picture) {
    if (&face == m_shown.get()) {
        m_slot->setIconSize({Side - 4, Side - 4});
        m_slot->setIcon(QIcon(QPixmap::fromImage(picture)));
    }
}

void MixPanel::setHighlighted(bool highlighted) {
    m_highlighted = highlighted;
    update();
}

void MixPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (m_blocked.isEmpty() && mayBeSecondFace(*event->mimeData())) {
        event->acceptProposedAction();
        setHighlighted(true);
    }
}

void MixPanel::dragLeaveEvent(QDragLeaveEvent*) {
    setHighlighted(false);
}

void MixPanel::dropEvent(QDropEvent* event) {
    setHighlighted(false);
    event->acceptProposedAction();
    Q_EMIT dropped(*event->mimeData());
}

/// A dashed frame around an empty slot, as around the window's own target.
void MixPanel::paintEvent(QPaintEvent*) {
    if (m_shown && !m_highlighted) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = m_highlighted ? palette().color(QPalette::Highlight) : Theme::quietText(palette());
    painter.setPen(QPen(line, 1, Qt::DashLine));
    painter.drawRoundedRect(QRectF(m_slot->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

}  // namespace facet::ui
