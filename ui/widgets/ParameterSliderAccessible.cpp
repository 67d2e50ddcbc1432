// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterSlider.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace facet::ui {

namespace {

class ParameterSliderInterface : public QAccessibleWidget, public QAccessibleValueInterface {
 public:
    explicit ParameterSliderInterface(ParameterSlider* slider)
        : QAccessibleWidget(slider, QAccessible::Slider, slider->label()) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface) {
            return static_cast<QAccessibleValueInterface*>(this);
        }
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? slider().valueText() : QAccessibleWidget::text(kind);
    }

    QVariant currentValue() const override { return slider().amount(); }
    void setCurrentValue(const QVariant& value) override {
        Q_EMIT slider().gestureStarted();
        slider().editAmount(value.toDouble());
    }
    QVariant maximumValue() const override { return slider().limit(); }
    QVariant minimumValue() const override { return -slider().limit(); }
    QVariant minimumStepSize() const override { return 0.01; }

 private:
    ParameterSlider& slider() const { return *static_cast<ParameterSlider*>(object()); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* slider = qobject_cast<ParameterSlider*>(object);
    return slider ? new ParameterSliderInterface(slider) : nullptr;
}

}  // namespace

void installParameterSliderAccessibility() {
    QAccessible::installFactory(makeInterface);
}

}  // namespace facet::ui
