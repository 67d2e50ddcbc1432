// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoDialogs.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace facet::ui {

namespace {

struct Format {
    const char* filter;
    const char* suffix;
};

constexpr Format Formats[] = {
    {QT_TRANSLATE_NOOP("PhotoDialogs", "JPEG (*.jpg *.jpeg)"), "jpg"},
    {QT_TRANSLATE_NOOP("PhotoDialogs", "PNG (*.png)"), "png"},
    {QT_TRANSLATE_NOOP("PhotoDialogs", "TIFF (*.tif *.tiff)"), "tif"},
    {QT_TRANSLATE_NOOP("PhotoDialogs", "WebP (*.webp)"), "webp"},
};

QString translated(const char* text) {
    return QCoreApplication::translate("PhotoDialogs", text);
}

QString picturesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

/// The format of a file's name; PNG, which loses nothing, for names without one.
const Format& formatOf(const QString& fileName) {
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    const auto known = std::find_if(std::begin(Formats), std::end(Formats), [&suffix](const Format& format) {
        return !suffix.isEmpty() && QString::fromLatin1(format.filter).contains(QLatin1String("*.") + suffix);
    });
    return known == std::end(Formats) ? Formats[1] : *known;
}

void show(QFileDialog* dialog, const PathChosen& chosen) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [chosen](const QString& file) {
        chosen(std::filesystem::path(QFile::encodeName(file).toStdString()));
    });
    dialog->open();
}

}  // namespace

void askForPhoto(QWidget* parent, const PathChosen& chosen) {
    auto* dialog = new QFileDialog(parent, translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Open a photo")));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Photos (*.jpg *.jpeg *.png *.tif *.tiff *.webp)")),
         translated(QT_TRANSLATE_NOOP("PhotoDialogs", "All files (*)"))});
    show(dialog, chosen);
}

void askWhereToSave(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen) {
    auto* dialog = new QFileDialog(parent, translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Save the edited photo")));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const Format& format : Formats) {
        filters << translated(format.filter);
    }
    dialog->setNameFilters(filters);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString& filter) {
        dialog->setDefaultSuffix(QString::fromLatin1(Formats[std::max(0, int(filters.indexOf(filter)))].suffix));
    });
    const Format& format = formatOf(photo.name);
    dialog->selectNameFilter(translated(format.filter));
    dialog->setDefaultSuffix(QString::fromLatin1(format.suffix));
    dialog->setDirectory(photo.path.empty() ? picturesFolder()
                                            : QFile::decodeName(photo.path.parent_path().string().c_str()));
    const QString name = QFileInfo(photo.name).completeBaseName();
    dialog->selectFile(QStringLiteral("%1-edited.%2").arg(name, QString::fromLatin1(format.suffix)));
    show(dialog, chosen);
}

}  // namespace facet::ui
