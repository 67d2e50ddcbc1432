// SPDX-License-Identifier: GPL-3.0-or-later
// facet_e2e_tests SUITE [Qt Test's options]; facet_e2e_tests --victim FOLDER: a program to be killed, see
// EnduranceTest.cpp.
#include "tests/ui/QtTestMain.h"

QObject* makeEditorTest();
QObject* makeEnduranceTest();
QObject* makeSecondFaceTest();
int runVictim(const QString& folder);

int main(int argc, char** argv) {
    const facet::test::Suites suites = {{QStringLiteral("Editor"), makeEditorTest},
                                        {QStringLiteral("Endurance"), makeEnduranceTest},
                                        {QStringLiteral("SecondFace"), makeSecondFaceTest}};
    return facet::test::withApplication(argc, argv, [&suites](const QStringList& arguments) {
        return arguments.value(1) == QLatin1String("--victim") ? runVictim(arguments.value(2))
                                                               : facet::test::runSuite(suites, arguments);
    });
}
