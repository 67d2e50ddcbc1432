// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/GlowFaceEngine.h"
#include "ui/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QLocale>

#include <filesystem>
#include <memory>

namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("main", text);
}

std::filesystem::path toPath(const QString& text) {
    return {QFile::encodeName(text).toStdString()};
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

    QCommandLineParser parser;
    parser.setApplicationDescription(translated("Edits faces in photos."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption model(QStringLiteral("model"), translated("A model file or folder."),
                                   QStringLiteral("path"));
    parser.addOption(model);
    parser.addPositionalArgument(QStringLiteral("photo"), translated("The photo to open."), QStringLiteral("[photo]"));
    parser.process(application);

    facet::EngineOptions options;
    options.model = toPath(parser.value(model));
    facet::ui::Theme::apply(facet::ui::Theme::systemScheme());
    facet::ui::MainWindow window([options] { return facet::makeGlowFaceEngine(options); }, examplePhoto());
    window.show();
    if (!parser.positionalArguments().isEmpty()) {
        window.open(toPath(parser.positionalArguments().constFirst()));
    }
    return QApplication::exec();
}
