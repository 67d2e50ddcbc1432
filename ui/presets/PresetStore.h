// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"

#include <QAbstractListModel>

#include <filesystem>
#include <vector>

namespace facet::ui {

/// Recipes with names, each a small JSON file {"name": …, "recipe": {…}} in a folder, in the order of their names.
///
/// What cannot be read or written throws facet::Error with a sentence.
class PresetStore : public QAbstractListModel {
    Q_OBJECT

 public:
    struct Preset {
        QString name;
        EditRecipe recipe;
        std::filesystem::path file;
    };

    /// Files that are no presets are left alone.
    PresetStore(std::filesystem::path folder, QObject* parent);

    /// A name that is taken gets a number. Returns the row.
    int add(const QString& name, const EditRecipe& recipe);
    void rename(int row, const QString& name);
    void remove(int row);
    int importFile(const std::filesystem::path& file);
    void exportFile(int row, const std::filesystem::path& file) const;
    const Preset& preset(int row) const { return m_presets.at(std::size_t(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
    void failed(QString sentence);  ///< what the person typed into a view could not be written

 private:
    QString freeName(const QString& wanted) const;
    int insert(Preset preset);
    void sortIn(int row);
    static Preset read(const std::filesystem::path& file);
    static void write(const Preset& preset, const std::filesystem::path& file);

    std::filesystem::path m_folder;
    std::vector<Preset> m_presets;
};

}  // namespace facet::ui
