// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/AttributeNames.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

// Marks the texts for translation; the engine's names stay the keys.
struct Named {
    const char* name;
    const char* label;
};

constexpr Named AttributeTable[] = {
    {"smile", QT_TRANSLATE_NOOP("Attribute", "Smile")},
    {"mouth-open", QT_TRANSLATE_NOOP("Attribute", "Mouth open")},
    {"glasses", QT_TRANSLATE_NOOP("Attribute", "Glasses")},
    {"blond-hair", QT_TRANSLATE_NOOP("Attribute", "Blond hair")},
    {"black-hair", QT_TRANSLATE_NOOP("Attribute", "Black hair")},
    {"brown-hair", QT_TRANSLATE_NOOP("Attribute", "Brown hair")},
    {"gray-hair", QT_TRANSLATE_NOOP("Attribute", "Gray hair")},
    {"bangs", QT_TRANSLATE_NOOP("Attribute", "Bangs")},
    {"wavy-hair", QT_TRANSLATE_NOOP("Attribute", "Wavy hair")},
    {"straight-hair", QT_TRANSLATE_NOOP("Attribute", "Straight hair")},
    {"bald", QT_TRANSLATE_NOOP("Attribute", "Bald")},
    {"receding-hairline", QT_TRANSLATE_NOOP("Attribute", "Receding hairline")},
    {"hat", QT_TRANSLATE_NOOP("Attribute", "Hat")},
    {"beard", QT_TRANSLATE_NOOP("Attribute", "Beard")},
    {"mustache", QT_TRANSLATE_NOOP("Attribute", "Mustache")},
    {"goatee", QT_TRANSLATE_NOOP("Attribute", "Goatee")},
    {"sideburns", QT_TRANSLATE_NOOP("Attribute", "Sideburns")},
    {"stubble", QT_TRANSLATE_NOOP("Attribute", "Stubble")},
    {"age", QT_TRANSLATE_NOOP("Attribute", "Age")},
    {"masculine", QT_TRANSLATE_NOOP("Attribute", "Masculine")},
    {"makeup", QT_TRANSLATE_NOOP("Attribute", "Makeup")},
    {"lipstick", QT_TRANSLATE_NOOP("Attribute", "Lipstick")},
    {"rosy-cheeks", QT_TRANSLATE_NOOP("Attribute", "Rosy cheeks")},
    {"thick-eyebrows", QT_TRANSLATE_NOOP("Attribute", "Thick eyebrows")},
    {"arched-eyebrows", QT_TRANSLATE_NOOP("Attribute", "Arched eyebrows")},
    {"narrow-eyes", QT_TRANSLATE_NOOP("Attribute", "Narrow eyes")},
    {"eye-bags", QT_TRANSLATE_NOOP("Attribute", "Eye bags")},
    {"high-cheekbones", QT_TRANSLATE_NOOP("Attribute", "High cheekbones")},
    {"earrings", QT_TRANSLATE_NOOP("Attribute", "Earrings")},
};

constexpr Named GroupTable[] = {
    {"Expression", QT_TRANSLATE_NOOP("AttributeGroup", "Expression")},
    {"Hair", QT_TRANSLATE_NOOP("AttributeGroup", "Hair")},
    {"Beard", QT_TRANSLATE_NOOP("AttributeGroup", "Beard")},
    {"Age and sex", QT_TRANSLATE_NOOP("AttributeGroup", "Age and sex")},
    {"Eyes and brows", QT_TRANSLATE_NOOP("AttributeGroup", "Eyes and brows")},
    {"Makeup", QT_TRANSLATE_NOOP("AttributeGroup", "Makeup")},
    {"Wearing", QT_TRANSLATE_NOOP("AttributeGroup", "Wearing")},
    {"Mine", QT_TRANSLATE_NOOP("AttributeGroup", "Mine")},
};

constexpr Named WarningTable[] = {
    {"small", QT_TRANSLATE_NOOP("FaceWarning", "This face is small; edits will look soft.")},
    {"turned", QT_TRANSLATE_NOOP("FaceWarning", "This face is turned away; edits may look wrong.")},
    {"cut off", QT_TRANSLATE_NOOP("FaceWarning", "This face is cut off by the photo's border.")},
    {"dark", QT_TRANSLATE_NOOP("FaceWarning", "This face is dark; edits may be weak.")},
    {"bright", QT_TRANSLATE_NOOP("FaceWarning", "This face is overexposed; edits may be weak.")},
};

template <std::size_t n>
QString translated(const char* context, const Named (&table)[n], const std::string& name) {
    const auto* found =
        std::find_if(std::begin(table), std::end(table), [&name](const Named& entry) { return entry.name == name; });
    return found == std::end(table) ? QString() : QCoreApplication::translate(context, found->label);
}

QString readable(const std::string& name) {
    QString text = QString::fromStdString(name);
    text.replace(QLatin1Char('-'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' '));
    return text.left(1).toUpper() + text.mid(1);
}

}  // namespace

QString attributeLabel(const std::string& name) {
    const QString known = translated("Attribute", AttributeTable, name);
    return known.isEmpty() ? readable(name) : known;
}

QString groupLabel(const std::string& group) {
    const QString known = translated("AttributeGroup", GroupTable, group);
    return known.isEmpty() ? readable(group) : known;
}

QString attributeQuality(const AttributeInfo& attribute) {
    if (attribute.with > 0) {
        return QCoreApplication::translate("Attribute",
                                           "Learnt from %1 photos with it and %2 without; its card shows what it does.")
            .arg(attribute.with)
            .arg(attribute.without);
    }
    if (attribute.hit <= 0) {
        return {};
    }
    return QCoreApplication::translate("Attribute",
                                       "At +1 it shows in %1 % of faces; it changes the sex, age, glasses or "
                                       "smile of up to %2 % along the way.")
        .arg(std::lround(attribute.hit * 100))
        .arg(std::lround(attribute.leak * 100));
}

QString warningSentence(const std::string& warning) {
    const QString known = translated("FaceWarning", WarningTable, warning);
    return known.isEmpty() ? readable(warning) : known;
}

}  // namespace facet::ui
