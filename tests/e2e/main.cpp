// SPDX-License-Identifier: GPL-3.0-or-later
// facet_e2e_tests [Qt Test's options]: the suite; facet_e2e_tests --victim FOLDER: a program to be killed, see
// EditorTest.cpp.
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

QObject* makeEditorTest();
int runVictim(const QString& folder);

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_SCALE_FACTOR");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    facet::ui::Theme::apply(facet::ui::Theme::Scheme::Dark);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--victim")) {
        return runVictim(arguments.value(2));
    }
    return QTest::qExec(std::unique_ptr<QObject>(makeEditorTest()).get(), arguments);
}
