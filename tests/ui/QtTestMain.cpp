// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/QtTestMain.h"

#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace facet::test {

int withApplication(int argc, char** argv, const std::function<int(const QStringList&)>& run) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_SCALE_FACTOR");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QLocale::setDefault(QLocale::c());
    const QApplication application(argc, argv);
    ui::Theme::apply(ui::Theme::Scheme::Dark);
    return run(QApplication::arguments());
}

int runSuite(const Suites& suites, QStringList arguments) {
    const auto suite = suites.find(arguments.value(1));
    if (suite == suites.end()) {
        QStringList names;
        for (const auto& [name, make] : suites) {
            names << name;
        }
        qCritical("usage: %s SUITE [Qt Test's options]; the suites are %s", qPrintable(arguments.value(0)),
                  qPrintable(names.join(QStringLiteral(", "))));
        return 2;
    }
    arguments.removeAt(1);
    return QTest::qExec(std::unique_ptr<QObject>(suite->second()).get(), arguments);
}

}  // namespace facet::test
