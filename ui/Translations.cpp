// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// Resources of a static library are linked only where something asks for them; the macro works outside of namespaces.
static void loadTranslations() {
    Q_INIT_RESOURCE(translations);
}

namespace facet::ui {

namespace {

void install(const QLocale& locale, const QString& name, const QString& folder) {
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder)) {
        QCoreApplication::installTranslator(translator);
    } else {
        delete translator;
    }
}

}  // namespace

void installTranslations(const QString& language) {
    loadTranslations();
    const QLocale locale = language == QLatin1String("system") ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English is the language of the sources, but for its plurals.
    install(QLocale(QLocale::English), QStringLiteral("facet"), QStringLiteral(":/translations"));
    install(locale, QStringLiteral("facet"), QStringLiteral(":/translations"));
}

}  // namespace facet::ui
