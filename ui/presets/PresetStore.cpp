// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets/PresetStore.h"

#include "engine/Error.h"
#include "engine/RecipeText.h"
#include "ui/PhotoInput.h"
#include "ui/jobs/Sentences.h"
#include "ui/panels/AttributeNames.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace facet::ui {

namespace {

bool comesBefore(const PresetStore::Preset& one, const PresetStore::Preset& other) {
    return QString::localeAwareCompare(one.name, other.name) < 0;
}

/// "Smile +0.80, Age −0.50"
QString summary(const EditRecipe& recipe) {
    QStringList parts;
    for (const auto& [name, amount] : recipe.amounts) {
        const QString sign = amount < 0 ? QStringLiteral("−") : QStringLiteral("+");
        parts << attributeLabel(name) + QLatin1Char(' ') + sign + QLocale().toString(std::abs(amount), 'f', 2);
    }
    if (recipe.mix.isActive()) {
        parts << PresetStore::tr("%1 % of %2")
                     .arg(QLocale().toString(std::lround(recipe.mix.amount * 100)),
                          QString::fromStdString(recipe.mix.face->name));
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace

PresetStore::PresetStore(std::filesystem::path folder, QObject* parent)
    : QAbstractListModel(parent), m_folder(std::move(folder)) {
    for (const QString& name : QDir(fromPath(m_folder)).entryList({QStringLiteral("*.json")}, QDir::Files)) {
        try {
            m_presets.push_back(read(m_folder / toPath(name)));
        } catch (const Error&) {
            continue;
        }
    }
    std::sort(m_presets.begin(), m_presets.end(), comesBefore);
}

int PresetStore::add(const QString& name, const EditRecipe& recipe) {
    QDir().mkpath(fromPath(m_folder));
    const QString file = QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral(".json");
    Preset preset{freeName(name), recipe, m_folder / toPath(file)};
    write(preset, preset.file);
    return insert(std::move(preset));
}

void PresetStore::rename(int row, const QString& name) {
    Preset renamed = preset(row);
    if (name.trimmed().isEmpty() || name.trimmed() == renamed.name) {
        return;
    }
    renamed.name = freeName(name);
    write(renamed, renamed.file);
    m_presets[std::size_t(row)] = std::move(renamed);
    Q_EMIT dataChanged(index(row), index(row));
    sortIn(row);
}

/// Moves a renamed preset to its place among the others; a reset of the model would close the editor that renamed it.
void PresetStore::sortIn(int row) {
    const auto before = [this, row](int other) { return other != row && comesBefore(preset(other), preset(row)); };
    int place = 0;
    for (int other = 0; other < rowCount(); ++other) {
        place += int(before(other));
    }
    if (place == row) {
        return;
    }
    beginMoveRows({}, row, row, {}, place > row ? place + 1 : place);
    const auto first = m_presets.begin();
    if (place > row) {
        std::rotate(first + row, first + row + 1, first + place + 1);
    } else {
        std::rotate(first + place, first + row, first + row + 1);
    }
    endMoveRows();
}

void PresetStore::remove(int row) {
    if (!QFile::remove(fromPath(preset(row).file))) {
        throw Error(ErrorKind::Output, "the preset's file " + preset(row).file.string() + " cannot be removed");
    }
    beginRemoveRows({}, row, row);
    m_presets.erase(m_presets.begin() + row);
    endRemoveRows();
}

int PresetStore::importFile(const std::filesystem::path& file) {
    const Preset preset = read(file);
    return add(preset.name, preset.recipe);
}

void PresetStore::exportFile(int row, const std::filesystem::path& file) const {
    write(preset(row), file);
}

int PresetStore::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_presets.size());
}

QVariant PresetStore::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return preset(index.row()).name;
        case Qt::ToolTipRole:
            return summary(preset(index.row()).recipe);
        default:
            return {};
    }
}

bool PresetStore::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole) {
        return false;
    }
    try {
        rename(index.row(), value.toString());
        return true;
    } catch (...) {
        Q_EMIT failed(sentenceOf(std::current_exception()));
        return false;
    }
}

Qt::ItemFlags PresetStore::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable;
}

QString PresetStore::freeName(const QString& wanted) const {
    const QString base = wanted.trimmed().isEmpty() ? tr("Preset") : wanted.trimmed();
    const auto isTaken = [this](const QString& name) {
        return std::any_of(m_presets.begin(), m_presets.end(),
                           [&name](const Preset& preset) { return preset.name == name; });
    };
    QString name = base;
    for (int number = 2; isTaken(name); ++number) {
        name = tr("%1 %2").arg(base).arg(number);
    }
    return name;
}

int PresetStore::insert(Preset preset) {
    const auto at = std::lower_bound(m_presets.begin(), m_presets.end(), preset, comesBefore);
    const int row = int(at - m_presets.begin());
    beginInsertRows({}, row, row);
    m_presets.insert(at, std::move(preset));
    endInsertRows();
    return row;
}

PresetStore::Preset PresetStore::read(const std::filesystem::path& path) {
    QFile file(fromPath(path));
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::Input, path.string() + " cannot be read: " + file.errorString().toStdString());
    }
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject recipe = json[QStringLiteral("recipe")].toObject();
    if (json[QStringLiteral("name")].toString().isEmpty() || recipe.isEmpty()) {
        throw Error(ErrorKind::Input, path.string() + " is no preset of this program");
    }
    return {json[QStringLiteral("name")].toString(),
            recipeFromText(QJsonDocument(recipe).toJson(QJsonDocument::Compact).toStdString()).forOtherPhotos(), path};
}

void PresetStore::write(const Preset& preset, const std::filesystem::path& path) {
    const QJsonObject json{
        {QStringLiteral("name"), preset.name},
        {QStringLiteral("recipe"), QJsonDocument::fromJson(QByteArray::fromStdString(textOf(preset.recipe))).object()}};
    QSaveFile file(fromPath(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0 || !file.commit()) {
        throw Error(ErrorKind::Output, path.string() + " cannot be written: " + file.errorString().toStdString());
    }
}

}  // namespace facet::ui
