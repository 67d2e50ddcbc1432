// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/GlowFaceEngine.h"
#include "engine/Learn.h"
#include "ui/MainWindow.h"
#include "ui/PhotoInput.h"
#include "ui/Settings.h"
#include "ui/SingleInstance.h"
#include "ui/Translations.h"
#include "ui/learn/LearntStore.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QStandardPaths>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace {

using facet::ui::toPath;

QString translated(const char* text) {
    return QCoreApplication::translate("main", text);
}

/// The running program may have another current folder.
QStringList absolute(const QStringList& files) {
    QStringList result;
    for (const QString& file : files) {
        result << QFileInfo(file).absoluteFilePath();
    }
    return result;
}

std::vector<std::filesystem::path> toPaths(const QStringList& files) {
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files) {
        paths.push_back(toPath(file));
    }
    return paths;
}

/// What is learnt are numbers to compute with, hence float32.
facet::ui::Lessons lessonsWith(const std::function<facet::EngineOptions()>& engineOptions) {
    const auto learn = [engineOptions](const facet::LearnFromPhotos& source, const std::filesystem::path& output,
                                       const facet::Progress& progress, const std::stop_token& stop) {
        facet::EngineOptions options = engineOptions();
        options.precision = "float32";
        return facet::learn(source, options, output, progress, stop).front();
    };
    return {learn, facet::renameAttribute};
}

/// Beside the folder of the models; empty where the model is not installed.
std::filesystem::path examplePhoto() {
    try {
        return facet::bundledModelFolder().parent_path().parent_path() / "examples" / "example.jpg";
    } catch (const facet::Error&) {
        return {};  // the window says so when it loads the model
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("facet-editor"));
    QApplication::setApplicationDisplayName(QStringLiteral("Facet"));
    QApplication::setApplicationVersion(QStringLiteral(FACET_VERSION));

    QGuiApplication::setDesktopFileName(QStringLiteral("org.facet.Editor"));
    facet::ui::installTranslations(facet::ui::Settings().language());

    QCommandLineParser parser;
    parser.setApplicationDescription(translated(QT_TRANSLATE_NOOP("main", "Edits faces in photos.")));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption model(QStringLiteral("model"),
                                   translated(QT_TRANSLATE_NOOP("main", "A model file or folder.")),
                                   QStringLiteral("path"));
    parser.addOption(model);
    parser.addPositionalArgument(QStringLiteral("photo"),
                                 translated(QT_TRANSLATE_NOOP("main", "Photos, projects and folders to open.")),
                                 QStringLiteral("[file…]"));
    parser.process(application);

    const QStringList files = absolute(parser.positionalArguments());
    facet::ui::SingleInstance instance(toPath(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)));
    if (!parser.isSet(model) && !instance.isFirst() && instance.send(files)) {
        return 0;
    }

    const auto data = toPath(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    // Read anew whenever an engine is made, so that the preferences' choice is the one that counts.
    const auto engineOptions = [path = toPath(parser.value(model)), learnt = facet::ui::learntFolder(data)] {
        const facet::ui::Settings settings;
        facet::EngineOptions options;
        options.model = path.empty() ? toPath(settings.model()) : path;
        options.device = settings.device().toStdString();
        options.threads = settings.threads();
        if (std::filesystem::is_directory(learnt)) {
            options.attributes = {learnt};
        }
        return options;
    };
    const auto makeEngine = [engineOptions] { return facet::makeGlowFaceEngine(engineOptions()); };
    using facet::ui::Theme;
    Theme::apply(Theme::schemeOf(facet::ui::Settings().theme()));
    facet::ui::MainWindow window(
        {makeEngine, examplePhoto(), data, lessonsWith(engineOptions), facet::ui::iccProfileOf, parser.value(model)});
    QObject::connect(&instance, &facet::ui::SingleInstance::filesReceived, &window,
                     [&window](const QStringList& received) {
                         window.open(toPaths(received));
                         window.raise();
                         window.activateWindow();
                     });
    window.show();
    window.open(toPaths(files));
    return QApplication::exec();
}
