// SPDX-License-Identifier: GPL-3.0-or-later
// All suites of the window in one program, which is linked once: facet_ui_tests SUITE [Qt Test's options].
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>
#include <memory>

QObject* makeBatchTest();
QObject* makeColourTest();
QObject* makeCompareTest();
QObject* makeDialogTest();
QObject* makeKeyboardTest();
QObject* makeLayoutTest();
QObject* makeLearnTest();
QObject* makeStallTest();
QObject* makePhotoCacheTest();
QObject* makePhotosTest();
QObject* makePresetTest();
QObject* makeViewTransformTest();
QObject* makeParameterSliderTest();
QObject* makeEditSessionTest();
QObject* makeEngineServiceTest();
QObject* makeExportTest();
QObject* makeFilmDockTest();
QObject* makeMainWindowTest();
QObject* makeMaskTest();
QObject* makeMixTest();
QObject* makeModelTest();

int main(int argc, char** argv) {
    const std::map<QString, std::function<QObject*()>> suites = {
        {QStringLiteral("Batch"), makeBatchTest},
        {QStringLiteral("Colour"), makeColourTest},
        {QStringLiteral("Compare"), makeCompareTest},
        {QStringLiteral("Dialog"), makeDialogTest},
        {QStringLiteral("Keyboard"), makeKeyboardTest},
        {QStringLiteral("Layout"), makeLayoutTest},
        {QStringLiteral("Learn"), makeLearnTest},
        {QStringLiteral("Stall"), makeStallTest},
        {QStringLiteral("PhotoCache"), makePhotoCacheTest},
        {QStringLiteral("Photos"), makePhotosTest},
        {QStringLiteral("Preset"), makePresetTest},
        {QStringLiteral("ViewTransform"), makeViewTransformTest},
        {QStringLiteral("ParameterSlider"), makeParameterSliderTest},
        {QStringLiteral("EditSession"), makeEditSessionTest},
        {QStringLiteral("EngineService"), makeEngineServiceTest},
        {QStringLiteral("Export"), makeExportTest},
        {QStringLiteral("FilmDock"), makeFilmDockTest},
        {QStringLiteral("MainWindow"), makeMainWindowTest},
        {QStringLiteral("Mask"), makeMaskTest},
        {QStringLiteral("Mix"), makeMixTest},
        {QStringLiteral("Model"), makeModelTest}};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_SCALE_FACTOR");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    facet::ui::Theme::apply(facet::ui::Theme::Scheme::Dark);
    QStringList arguments = QApplication::arguments();
    const auto suite = suites.find(arguments.value(1));
    if (suite == suites.end()) {
        qCritical("usage: facet_ui_tests SUITE [options]; main.cpp lists the suites");
        return 2;
    }
    arguments.removeAt(1);
    return QTest::qExec(std::unique_ptr<QObject>(suite->second()).get(), arguments);
}
