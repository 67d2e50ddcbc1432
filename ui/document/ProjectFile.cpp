// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/ProjectFile.h"

#include "engine/Error.h"
#include "engine/RecipeText.h"
#include "engine/media/PhotoFile.h"
#include "ui/PhotoInput.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

namespace facet::ui {

namespace {

constexpr int Version = 1;
const QString Format = QStringLiteral("facet-project");

[[noreturn]] void damaged(const char* what) {
    throw Error(ErrorKind::Input, std::string("the project is damaged: ") + what);
}

QJsonArray numbers(std::initializer_list<double> values) {
    QJsonArray array;
    for (const double value : values) {
        array.append(value);
    }
    return array;
}

std::vector<double> numbersFrom(const QJsonValue& json, int count) {
    std::vector<double> values;
    for (const auto value : json.toArray()) {
        values.push_back(value.toDouble(NAN));
    }
    if (static_cast<int>(values.size()) != count ||
        !std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
        damaged("a face has no place");
    }
    return values;
}

QJsonObject faceJson(const Project::PlacedRecipe& placed) {
    const Face& face = placed.face;
    QJsonArray warnings;
    for (const std::string& warning : face.warnings) {
        warnings.append(QString::fromStdString(warning));
    }
    return {
        {QStringLiteral("leftEye"), numbers({face.leftEye.x, face.leftEye.y})},
        {QStringLiteral("rightEye"), numbers({face.rightEye.x, face.rightEye.y})},
        {QStringLiteral("box"), numbers({face.box.x, face.box.y, face.box.width, face.box.height})},
        {QStringLiteral("score"), face.score},
        {QStringLiteral("warnings"), warnings},
        {QStringLiteral("recipe"), QJsonDocument::fromJson(QByteArray::fromStdString(textOf(placed.recipe))).object()}};
}

Project::PlacedRecipe faceFrom(const QJsonObject& json, int index) {
    const auto left = numbersFrom(json[QStringLiteral("leftEye")], 2);
    const auto right = numbersFrom(json[QStringLiteral("rightEye")], 2);
    const auto box = numbersFrom(json[QStringLiteral("box")], 4);
    Project::PlacedRecipe placed;
    placed.face = {index,
                   {box[0], box[1], box[2], box[3]},
                   {left[0], left[1]},
                   {right[0], right[1]},
                   json[QStringLiteral("score")].toDouble(1),
                   {}};
    for (const auto warning : json[QStringLiteral("warnings")].toArray()) {
        placed.face.warnings.push_back(warning.toString().toStdString());
    }
    const QJsonDocument recipe(json[QStringLiteral("recipe")].toObject());
    try {
        placed.recipe = recipeFromText(recipe.toJson(QJsonDocument::Compact).toStdString());
    } catch (const Error& error) {
        damaged(error.what());
    }
    Alignment::fromEyes(placed.face.leftEye, placed.face.rightEye);  // throws where there can be no face
    return placed;
}

QJsonObject photoJson(const PhotoSource& photo, const std::filesystem::path& folder) {
    if (!photo.picture) {
        const QString absolute = QFileInfo(fromPath(photo.path)).absoluteFilePath();
        return {{QStringLiteral("path"), QDir(fromPath(folder)).relativeFilePath(absolute)},
                {QStringLiteral("absolute"), absolute}};
    }
    const auto png = media::encodePhoto({*photo.picture, nullptr}, ".png");
    const QByteArray bytes(reinterpret_cast<const char*>(png.data()), qsizetype(png.size()));
    return {{QStringLiteral("name"), photo.name}, {QStringLiteral("png"), QString::fromLatin1(bytes.toBase64())}};
}

PhotoSource photoFrom(const QJsonObject& json, const std::filesystem::path& folder) {
    if (json.contains(QStringLiteral("png"))) {
        const QByteArray png = QByteArray::fromBase64(json[QStringLiteral("png")].toString().toLatin1());
        const QString name = json[QStringLiteral("name")].toString();
        auto photo = media::readPhoto(
            std::span(reinterpret_cast<const std::byte*>(png.data()), std::size_t(png.size())), name.toStdString());
        return {name, {}, std::make_shared<const Image>(std::move(photo.image))};
    }
    const QString beside = QDir(fromPath(folder)).filePath(json[QStringLiteral("path")].toString());
    const QString absolute = json[QStringLiteral("absolute")].toString();
    for (const QString& candidate : {QDir::cleanPath(beside), absolute}) {
        if (QFileInfo(candidate).isFile()) {
            return photoFile(toPath(candidate));
        }
    }
    throw Error(ErrorKind::Input,
                "the project's photo " + absolute.toStdString() + " is not there any more; put it beside the project");
}

}  // namespace

Project projectOf(const Document& document, const std::string& modelHash) {
    Project project{document.source, document.facesKnown, {}, document.current, modelHash, document.project};
    for (const FaceState& face : document.faces) {
        project.faces.push_back({face.placed.face, face.recipe});
    }
    return project;
}

DocumentPtr documentOf(const Project& project) {
    auto document = std::make_shared<Document>(project.photo);
    for (const auto& [face, recipe] : project.faces) {
        document->faces.push_back({{face, Alignment::fromEyes(face.leftEye, face.rightEye)}, recipe, nullptr});
    }
    document->facesKnown = project.facesKnown;
    document->current = std::min(std::max(project.chosen, 0), static_cast<int>(project.faces.size()) - 1);
    document->project = project.path;
    return document;
}

QByteArray toJson(const Project& project, const std::filesystem::path& folder) {
    QJsonArray faces;
    for (const auto& face : project.faces) {
        faces.append(faceJson(face));
    }
    QJsonObject json{{QStringLiteral("format"), Format},
                     {QStringLiteral("version"), Version},
                     {QStringLiteral("model"), QString::fromStdString(project.model)},
                     {QStringLiteral("photo"), photoJson(project.photo, folder)},
                     {QStringLiteral("chosen"), project.chosen}};
    if (project.facesKnown) {
        json[QStringLiteral("faces")] = faces;
    }
    return QJsonDocument(json).toJson();
}

Project projectFrom(const QByteArray& bytes, const std::filesystem::path& folder) {
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    if (json[QStringLiteral("format")].toString() != Format) {
        throw Error(ErrorKind::Input, "this is no project of this program");
    }
    if (json[QStringLiteral("version")].toInt() > Version) {
        throw Error(ErrorKind::Input, "the project was made by a later version of this program; update it");
    }
    Project project;
    project.photo = photoFrom(json[QStringLiteral("photo")].toObject(), folder);
    project.facesKnown = json.contains(QStringLiteral("faces"));
    for (const auto face : json[QStringLiteral("faces")].toArray()) {
        project.faces.push_back(faceFrom(face.toObject(), static_cast<int>(project.faces.size())));
    }
    project.chosen = json[QStringLiteral("chosen")].toInt(-1);
    project.model = json[QStringLiteral("model")].toString().toStdString();
    return project;
}

void writeProject(const Project& project, const std::filesystem::path& path) {
    QSaveFile file(fromPath(path));
    const QByteArray json = toJson(project, path.parent_path());
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit()) {
        throw Error(ErrorKind::Output, path.string() + " cannot be written: " + file.errorString().toStdString());
    }
}

Project readProject(const std::filesystem::path& path) {
    QFile file(fromPath(path));
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::Input, path.string() + " cannot be read: " + file.errorString().toStdString());
    }
    Project project = projectFrom(file.readAll(), path.parent_path());
    project.path = path;
    return project;
}

}  // namespace facet::ui
