// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PhotoDialogs.h"

#include "engine/media/PhotoFile.h"
#include "ui/PhotoInput.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
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

/// Patterns of all names that a photo may have.
QString photoNames() {
    QStringList patterns;
    for (const std::string& extension : media::pictureExtensions()) {
        patterns.append(QLatin1Char('*') + QString::fromStdString(extension));
    }
    return patterns.join(QLatin1Char(' '));
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

QFileDialog* dialogFor(QWidget* parent, const char* title, const QStringList& filters, QFileDialog::AcceptMode mode) {
    auto* dialog = new QFileDialog(parent, translated(title));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setNameFilters(filters);
    return dialog;
}

void openFor(QFileDialog* dialog, const PathsChosen& chosen) {
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, [chosen](const QStringList& files) {
        std::vector<std::filesystem::path> paths;
        for (const QString& file : files) {
            paths.push_back(toPath(file));
        }
        chosen(paths);
    });
    dialog->open();
}

void openFor(QFileDialog* dialog, const PathChosen& chosen) {
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [chosen](const QString& file) { chosen(toPath(file)); });
    dialog->open();
}

/// A name that the person gave to a thing of the program, as one for its file: no part of it is a folder.
QString fileNameFor(QString name, const QString& suffix) {
    static const QRegularExpression unsafe(QStringLiteral(R"([/\\:*?"<>|\x00-\x1f])"));
    name.replace(unsafe, QStringLiteral("-"));
    while (name.startsWith(QLatin1Char('.'))) {
        name.remove(0, 1);  // files that begin so are hidden
    }
    return (name.isEmpty() ? QStringLiteral("facet") : name) + suffix;
}

/// Beside the photo.
QString folderFor(const PhotoSource& photo) {
    return photo.path.empty() ? picturesFolder() : fromPath(photo.path.parent_path());
}

QString editedName(const PhotoSource& photo, const Format& format) {
    const QString name = QFileInfo(photo.name).completeBaseName();
    return QStringLiteral("%1-edited.%2").arg(name, QString::fromLatin1(format.suffix));
}

}  // namespace

QString editedName(const PhotoSource& photo) {
    return editedName(photo, formatOf(photo.name));
}

void askForPhotos(QWidget* parent, const PathsChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Open photos or a project"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Photos and projects (%1 *.facet)")).arg(photoNames()),
                   translated(QT_TRANSLATE_NOOP("PhotoDialogs", "All files (*)"))},
                  QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    openFor(dialog, chosen);
}

void askForSecondFace(QWidget* parent, const PathChosen& chosen) {
    QFileDialog* dialog = dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Choose a photo of the second face"),
                                    {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Photos (%1)")).arg(photoNames()),
                                     translated(QT_TRANSLATE_NOOP("PhotoDialogs", "All files (*)"))},
                                    QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFor(dialog, chosen);
}

void askWhereToSaveProject(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Save the project"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Projects (*.facet)"))}, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("facet"));
    dialog->setDirectory(folderFor(photo));
    dialog->selectFile(QFileInfo(photo.name).completeBaseName() + QStringLiteral(".facet"));
    openFor(dialog, chosen);
}

void askForPreset(QWidget* parent, const PathsChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Import presets"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Presets (*.json)"))}, QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    openFor(dialog, chosen);
}

void askWhereToSavePreset(QWidget* parent, const QString& name, const PathChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Export the preset"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Presets (*.json)"))}, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(fileNameFor(name, QStringLiteral(".json")));
    openFor(dialog, chosen);
}

void askWhereToSaveAttribute(QWidget* parent, const QString& name, const PathChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Export the slider"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Sliders (*.safetensors)"))}, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("safetensors"));
    dialog->selectFile(fileNameFor(name, QStringLiteral(".safetensors")));
    openFor(dialog, chosen);
}

void askForFolder(QWidget* parent, const PathChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Choose a folder"), {}, QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openFor(dialog, chosen);
}

void askWhereToSaveReport(QWidget* parent, const PathChosen& chosen) {
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Save the report"),
                  {translated(QT_TRANSLATE_NOOP("PhotoDialogs", "Reports (*.json)"))}, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("report.json"));
    openFor(dialog, chosen);
}

void askWhereToExport(QWidget* parent, const PhotoSource& photo, const QString& suffix, const PathChosen& chosen) {
    const Format& format = formatOf(QStringLiteral("x.") + suffix);
    QFileDialog* dialog = dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Save the edited photo"),
                                    {translated(format.filter)}, QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setDirectory(folderFor(photo));
    dialog->selectFile(editedName(photo, format));
    openFor(dialog, chosen);
}

void askWhereToSave(QWidget* parent, const PhotoSource& photo, const PathChosen& chosen) {
    QStringList filters;
    for (const Format& format : Formats) {
        filters << translated(format.filter);
    }
    QFileDialog* dialog =
        dialogFor(parent, QT_TRANSLATE_NOOP("PhotoDialogs", "Save the edited photo"), filters, QFileDialog::AcceptSave);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString& filter) {
        dialog->setDefaultSuffix(QString::fromLatin1(Formats[std::max(0, int(filters.indexOf(filter)))].suffix));
    });
    const Format& format = formatOf(photo.name);
    dialog->selectNameFilter(translated(format.filter));
    dialog->setDefaultSuffix(QString::fromLatin1(format.suffix));
    dialog->setDirectory(folderFor(photo));
    dialog->selectFile(editedName(photo, format));
    openFor(dialog, chosen);
}

}  // namespace facet::ui
