// SPDX-License-Identifier: GPL-3.0-or-later
// All suites of the window in one program, which is linked once: facet_ui_tests SUITE [Qt Test's options].
#include "tests/ui/QtTestMain.h"

QObject* makeBatchTest();
QObject* makeBrushStrokeTest();
QObject* makeColourTest();
QObject* makeCompareTest();
QObject* makeDialogTest();
QObject* makeEditSessionTest();
QObject* makeEngineServiceTest();
QObject* makeExportTest();
QObject* makeFilmDockTest();
QObject* makeKeptMaskTest();
QObject* makeKeyboardTest();
QObject* makeLayoutTest();
QObject* makeLearnTest();
QObject* makeMainWindowTest();
QObject* makeMaskTest();
QObject* makeMixTest();
QObject* makeModelTest();
QObject* makeParameterSliderTest();
QObject* makePhotoCacheTest();
QObject* makePhotosTest();
QObject* makePresetTest();
QObject* makeProjectTest();
QObject* makeRecoveryTest();
QObject* makeStallTest();
QObject* makeViewTransformTest();

int main(int argc, char** argv) {
    const facet::test::Suites suites = {{QStringLiteral("Batch"), makeBatchTest},
                                        {QStringLiteral("BrushStroke"), makeBrushStrokeTest},
                                        {QStringLiteral("Colour"), makeColourTest},
                                        {QStringLiteral("Compare"), makeCompareTest},
                                        {QStringLiteral("Dialog"), makeDialogTest},
                                        {QStringLiteral("EditSession"), makeEditSessionTest},
                                        {QStringLiteral("EngineService"), makeEngineServiceTest},
                                        {QStringLiteral("Export"), makeExportTest},
                                        {QStringLiteral("FilmDock"), makeFilmDockTest},
                                        {QStringLiteral("KeptMask"), makeKeptMaskTest},
                                        {QStringLiteral("Keyboard"), makeKeyboardTest},
                                        {QStringLiteral("Layout"), makeLayoutTest},
                                        {QStringLiteral("Learn"), makeLearnTest},
                                        {QStringLiteral("MainWindow"), makeMainWindowTest},
                                        {QStringLiteral("Mask"), makeMaskTest},
                                        {QStringLiteral("Mix"), makeMixTest},
                                        {QStringLiteral("Model"), makeModelTest},
                                        {QStringLiteral("ParameterSlider"), makeParameterSliderTest},
                                        {QStringLiteral("PhotoCache"), makePhotoCacheTest},
                                        {QStringLiteral("Photos"), makePhotosTest},
                                        {QStringLiteral("Preset"), makePresetTest},
                                        {QStringLiteral("Project"), makeProjectTest},
                                        {QStringLiteral("Recovery"), makeRecoveryTest},
                                        {QStringLiteral("Stall"), makeStallTest},
                                        {QStringLiteral("ViewTransform"), makeViewTransformTest}};
    return facet::test::withApplication(
        argc, argv, [&suites](const QStringList& arguments) { return facet::test::runSuite(suites, arguments); });
}
