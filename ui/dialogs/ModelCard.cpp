// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ModelCard.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <array>
#include <utility>

namespace facet::ui {

namespace {

/// The entries that every card should have, in the order in which they are read.
constexpr std::array<std::pair<const char*, const char*>, 7> Known = {{
    {"description", QT_TRANSLATE_NOOP("ModelCard", "What it is")},
    {"limits", QT_TRANSLATE_NOOP("ModelCard", "Limits")},
    {"licence", QT_TRANSLATE_NOOP("ModelCard", "Licence")},
    {"training_data", QT_TRANSLATE_NOOP("ModelCard", "Training data")},
    {"origin", QT_TRANSLATE_NOOP("ModelCard", "Origin")},
    {"bits_per_dim", QT_TRANSLATE_NOOP("ModelCard", "Bits per dimension")},
    {"architecture", QT_TRANSLATE_NOOP("ModelCard", "Architecture")},
}};

/// The name stands over the card, and what is said of directions on the sliders' own cards.
bool isToldElsewhere(const QString& key) {
    return key == QLatin1String("name") || key == QLatin1String("directions");
}

QString spaced(QString key) {
    return key.replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString readable(const QJsonValue& value) {
    QStringList parts;
    if (value.isArray()) {
        for (const QJsonValue part : value.toArray()) {
            parts << readable(part);
        }
        return parts.join(QLatin1Char(' '));
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            parts << spaced(entry.key()) + QLatin1Char(' ') + readable(entry.value());
        }
        return parts.join(QStringLiteral(", "));
    }
    return value.toVariant().toString();
}

QString line(const QString& label, const QJsonValue& value) {
    return label + QStringLiteral(": ") + readable(value);
}

}  // namespace

QString modelCardOf(const EngineInfo& info) {
    QJsonObject card = QJsonDocument::fromJson(QByteArray::fromStdString(info.modelCard)).object();
    QStringList lines;
    for (const auto& [key, label] : Known) {
        const QJsonValue value = card.take(QLatin1String(key));
        if (!value.isUndefined()) {
            lines << line(QCoreApplication::translate("ModelCard", label), value);
        }
    }
    for (auto entry = card.begin(); entry != card.end(); ++entry) {
        if (!isToldElsewhere(entry.key())) {
            lines << line(spaced(entry.key()), entry.value());
        }
    }
    return lines.join(QStringLiteral("\n\n"));
}

}  // namespace facet::ui
