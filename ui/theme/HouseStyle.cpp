// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/HouseStyle.h"

#include "ui/theme/ControlPainting.h"
#include "ui/theme/Theme.h"

#include <QAbstractSpinBox>
#include <QLabel>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>

namespace facet::ui {

namespace {

void drawPushButton(const QStyleOption* option, QPainter* painter) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool enabled = option->state & QStyle::State_Enabled;
    if (enabled && button && button->features.testFlag(QStyleOptionButton::DefaultButton)) {
        const QColor accent = option->palette.color(QPalette::Highlight);
        fillRounded(painter, option->rect, option->state & QStyle::State_Sunken ? accent.darker(115) : accent, {});
        if (option->state & QStyle::State_HasFocus) {
            fillRounded(painter, QRectF(option->rect).adjusted(2, 2, -2, -2), {},
                        option->palette.color(QPalette::HighlightedText));
        }
        return;
    }
    const int percent = option->state & QStyle::State_Sunken ? 20 : option->state & QStyle::State_MouseOver ? 10 : 0;
    fillRounded(painter, option->rect, towardsText(option->palette, enabled ? percent : 0), {});
    if (option->state & QStyle::State_HasFocus) {
        drawFocus(painter, option->rect, option->palette.color(QPalette::Highlight));
    }
}

void drawToolButton(const QStyleOption* option, QPainter* painter) {
    if (!(option->state & QStyle::State_Enabled)) {
        return;
    }
    if (option->state & (QStyle::State_Sunken | QStyle::State_On)) {
        fillRounded(painter, option->rect, towardsText(option->palette, 14), {});
    } else if (option->state & QStyle::State_MouseOver) {
        fillRounded(painter, option->rect, option->palette.color(QPalette::Button), {});
    }
}

/// A word over a line; the chosen one's line is the accent.
void drawTab(const QStyleOptionTab* tab, QPainter* painter) {
    const bool chosen = tab->state & QStyle::State_Selected;
    const QRect line(tab->rect.left(), tab->rect.bottom() - 1, tab->rect.width(), 2);
    painter->fillRect(tab->rect.adjusted(0, tab->rect.height() - 1, 0, 0), Theme::separator(tab->palette));
    if (chosen) {
        painter->fillRect(line, tab->palette.color(QPalette::Highlight));
    } else if (tab->state & QStyle::State_MouseOver) {
        painter->fillRect(line, towardsText(tab->palette, 30));
    }
    if (tab->state & QStyle::State_HasFocus) {
        fillRounded(painter, QRectF(tab->rect).adjusted(4, 4, -4, -5), {}, tab->palette.color(QPalette::Highlight));
    }
    painter->setPen(chosen ? tab->palette.color(QPalette::WindowText) : Theme::quietText(tab->palette));
    painter->drawText(tab->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
}

/// As opposed to one of a list, say, which stands at its top.
bool isBesideField(const QLabel& label) {
    return label.buddy() && label.buddy()->sizeHint().height() < 3 * label.fontMetrics().height();
}

void drawScrollBar(const QStyleOptionSlider* option, QPainter* painter, const QRect& handle) {
    if (option->minimum == option->maximum) {
        return;
    }
    const bool active = option->state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(towardsText(option->palette, active ? 40 : 20));
    const double margin = option->rect.width() / 4.0;
    const QRectF bar = QRectF(handle).adjusted(margin, 2, -margin, -2);
    painter->drawRoundedRect(bar, bar.width() / 2, bar.width() / 2);
    painter->restore();
}

}  // namespace

HouseStyle::HouseStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void HouseStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (auto* label = qobject_cast<QLabel*>(widget); label && isBesideField(*label)) {
        label->setMinimumHeight(label->buddy()->sizeHint().height());  // so that their texts stand on one line
    }
}

void HouseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
    switch (element) {
        case PE_PanelButtonCommand:
            drawPushButton(option, painter);
            return;
        case PE_PanelButtonTool:
            drawToolButton(option, painter);
            return;
        case PE_PanelLineEdit:
            if (!widget || !qobject_cast<const QAbstractSpinBox*>(widget->parentWidget())) {
                drawField(option, painter);  // a spin box has drawn its own
            }
            return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            drawCheckBox(option, painter);
            return;
        case PE_FrameFocusRect:
            // What is switched on lies on a ground from which the accent does not stand out.
            drawFocus(painter, option->rect,
                      option->palette.color(option->state & State_On ? QPalette::WindowText : QPalette::Highlight));
            return;
        case PE_FrameStatusBarItem:
            return;
        case PE_IndicatorArrowDown:
            if (qobject_cast<const QToolButton*>(widget)) {
                QStyleOption beside = *option;  // the text, not under it
                beside.rect.moveCenter(QPoint(option->rect.center().x(), widget->rect().center().y()));
                QProxyStyle::drawPrimitive(element, &beside, painter, widget);
                return;
            }
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void HouseStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
    if (element == CE_ToolBar) {
        painter->fillRect(option->rect, option->palette.window());
        painter->fillRect(QRect(option->rect.bottomLeft(), option->rect.bottomRight()),
                          Theme::separator(option->palette));
        return;
    }
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option); tab && element == CE_TabBarTab) {
        drawTab(tab, painter);
        return;
    }
    if (element == CE_ProgressBarGroove) {
        return;  // drawn with what is done
    }
    const auto* progress = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (progress && element == CE_ProgressBarContents) {
        drawProgress(progress, painter);
        return;
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, Theme::separator(option->palette));
        return;
    }
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (element == CE_PushButtonLabel && button && button->features.testFlag(QStyleOptionButton::DefaultButton) &&
        option->state.testFlag(State_Enabled)) {
        QStyleOptionButton onAccent = *button;
        onAccent.palette.setColor(QPalette::ButtonText, option->palette.color(QPalette::HighlightedText));
        QProxyStyle::drawControl(element, &onAccent, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void HouseStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                    const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && slider && slider->orientation == Qt::Vertical) {
        painter->fillRect(option->rect, option->palette.window());
        drawScrollBar(slider, painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    if (control == CC_Slider && slider && slider->orientation == Qt::Horizontal) {
        drawSlider(slider, painter, subControlRect(control, option, SC_SliderHandle, widget));
        return;
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && control == CC_SpinBox) {
        drawSpinBox(spin, painter, subControlRect(control, option, SC_SpinBoxUp, widget),
                    subControlRect(control, option, SC_SpinBoxDown, widget));
        return;
    }
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (control == CC_ToolButton && button && button->toolButtonStyle == Qt::ToolButtonIconOnly) {
        QStyleOptionToolButton plain = *button;
        plain.features &= ~QStyleOptionToolButton::HasMenu;  // the icon says that there is a menu
        QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_ToolBarItemMargin:
        case PM_ToolBarItemSpacing:
        case PM_ToolBarFrameWidth:
            return 4;
        case PM_ToolBarIconSize:
        case PM_ButtonIconSize:
            return 22;
        case PM_FocusFrameHMargin:  // beside the texts of lists
            return 8;
        case PM_ScrollBarExtent:
            return 12;
        case PM_SplitterWidth:
            return 1;
        case PM_DefaultFrameWidth:
            return std::min(1, QProxyStyle::pixelMetric(metric, option, widget));
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* result) const {
    if (hint == SH_ToolTip_WakeUpDelay) {
        return 500;
    }
    // Nothing fades or slides: what moves is the photo.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons || hint == SH_Widget_Animation_Duration) {
        return 0;
    }
    return QProxyStyle::styleHint(hint, option, widget, result);
}

QRect HouseStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const bool wide = option->rect.width() > 8 * option->fontMetrics.height();  // not where a slider's value is typed
    return element == SE_LineEditContents && wide ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize HouseStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                   const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_PushButton) {
        size = {std::max(size.width() + 8, 88), std::max(size.height(), 32)};
    } else if (type == CT_ItemViewItem) {
        size.setHeight(std::max(size.height(), option->fontMetrics.height() + 12));
    } else if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox) {
        size.setHeight(std::max(size.height(), 32));
    } else if (type == CT_TabBarTab) {
        size.setHeight(std::max(size.height() + 8, 40));
    } else if (type == CT_ToolButton) {
        size = {std::max(size.width() + 4, 34), std::max(size.height(), 34)};
    }
    return size;
}

}  // namespace facet::ui
