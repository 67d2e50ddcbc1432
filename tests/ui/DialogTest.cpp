// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/Settings.h"
#include "ui/SingleInstance.h"
#include "ui/Translations.h"
#include "ui/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace facet;
using namespace facet::ui;

/// Preferences, keys, about; language, contrast and names for screen readers.
class DialogTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup();
    void themeTakesEffectAtOnce();
    void engineIsLoadedAnewAndTheFaceReadAgain();
    void switchingRecentFilesOffForgetsThem();
    void dialogsAreOpenOnce();
    void aFaceOfNobodyIsDrawnAndOpenedAsAPhoto();
    void keysListsEveryAction();
    void aboutTellsVersionsModelAndLicences();
    void everyDialogControlHasAName();
    void germanIsShownWhereItIsChosen();
    void textsStandOutFromTheirGround();
    void theSecondProgramHandsItsFilesToTheFirst();

 private:
    QDialog* open(const char* actionText, const char* name);
};

void DialogTest::aFaceOfNobodyIsDrawnAndOpenedAsAPhoto() {
    QTRY_VERIFY(action("New face…")->isEnabled());
    open("New face…", "newFace");
    const auto shown = [this](int face) {
        auto* button = child<QToolButton>(qPrintable(QStringLiteral("sample%1").arg(face)));
        return button->isEnabled() ? button->icon().pixmap(8, 8).toImage().pixelColor(4, 4).red() : -1;
    };
    QTRY_VERIFY(shown(7) >= 0);
    QVERIFY(shown(0) < shown(1));
    const int first = shown(0);
    QTest::mouseClick(child<QPushButton>("otherFaces"), Qt::LeftButton);
    QTRY_VERIFY(shown(0) != first);
    QTest::mouseClick(child<QToolButton>("sample1"), Qt::LeftButton);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(session().photo()->image().width(), 64);
    QCOMPARE(session().faceCount(), 1);
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
}

void DialogTest::cleanup() {
    tearDown();
    Theme::apply(Theme::Scheme::Dark);
}

QDialog* DialogTest::open(const char* actionText, const char* name) {
    action(actionText)->trigger();
    return child<QDialog>(name);
}

void DialogTest::themeTakesEffectAtOnce() {
    QDialog* preferences = open("Preferences", "preferences");
    auto* theme = preferences->findChild<QComboBox*>(QStringLiteral("theme"));
    for (const char* scheme : {"light", "dark"}) {
        theme->setCurrentIndex(theme->findData(QString::fromLatin1(scheme)));
        Q_EMIT theme->activated(theme->currentIndex());
        QCOMPARE(Settings().theme(), QString::fromLatin1(scheme));
        QCOMPARE(Theme::current() == Theme::Scheme::Dark, QLatin1String(scheme) == QLatin1String("dark"));
    }
}

void DialogTest::engineIsLoadedAnewAndTheFaceReadAgain() {
    openPhoto();
    dragSmile();
    QTRY_VERIFY(canvas().preview());
    const auto before = session().encoded(0);
    QSignalSpy loaded(&m_window->service(), &EngineService::engineLoaded);
    QDialog* preferences = open("Preferences", "preferences");
    QCOMPARE(preferences->findChild<QLabel*>(QStringLiteral("deviceReason"))->text(),
             QStringLiteral("CPU: This is a test."));
    preferences->findChild<QSpinBox*>(QStringLiteral("threads"))->setValue(1);
    QCOMPARE(Settings().threads(), 1);
    QVERIFY(loaded.wait());
    QTRY_VERIFY(session().encoded(0) && session().encoded(0) != before);
    QVERIFY(smile().amount() > 0.5);
    Settings().setThreads(0);
}

void DialogTest::switchingRecentFilesOffForgetsThem() {
    openPhoto();
    QVERIFY(!Settings().recentFiles().isEmpty());
    QDialog* preferences = open("Preferences", "preferences");
    auto* keep = preferences->findChild<QCheckBox*>(QStringLiteral("keepRecent"));
    keep->click();
    QVERIFY(Settings().recentFiles().isEmpty());
    QVERIFY(!Settings().areRecentFilesKept());
    keep->click();
}

void DialogTest::dialogsAreOpenOnce() {
    QDialog* first = open("Preferences", "preferences");
    QVERIFY(first->isVisible());
    QVERIFY(!first->isModal());
    QCOMPARE(open("Preferences", "preferences"), first);
    QTest::keyClick(first, Qt::Key_Escape);
    QTRY_VERIFY(!child<QDialog>("preferences"));
}

void DialogTest::keysListsEveryAction() {
    QDialog* keys = open("Keys", "keys");
    auto* tree = keys->findChild<QTreeWidget*>();
    for (const QAction* candidate : m_window->actions()) {
        if (!candidate->shortcut().isEmpty()) {
            QVERIFY2(!tree->findItems(candidate->text(), Qt::MatchExactly | Qt::MatchRecursive).isEmpty(),
                     qPrintable(candidate->text()));
        }
    }
    const QAbstractItemView* view = tree;
    for (const int column : {0, 1}) {
        QVERIFY(tree->columnWidth(column) >= view->sizeHintForColumn(column));
    }
    QVERIFY(tree->header()->length() <= tree->viewport()->width());  // nothing is cut off
}

void DialogTest::aboutTellsVersionsModelAndLicences() {
    QTRY_VERIFY(m_window->service().info());
    QDialog* about = open("About Facet", "about");
    const QString details = about->findChild<QPlainTextEdit*>(QStringLiteral("aboutDetails"))->toPlainText();
    for (const char* told : {"Qt 6", "CPU", "This is a test.", "fake", "GNU General Public License"}) {
        QVERIFY2(details.contains(QString::fromLatin1(told)), told);
    }
}

void DialogTest::everyDialogControlHasAName() {
    for (const auto& [text, name] :
         {std::pair("Preferences", "preferences"), std::pair("Keys", "keys"), std::pair("About Facet", "about")}) {
        for (QWidget* widget : open(text, name)->findChildren<QWidget*>()) {
            if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) &&
                !widget->objectName().startsWith(QLatin1String("qt_"))) {
                QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
            }
        }
    }
}

void DialogTest::germanIsShownWhereItIsChosen() {
    installTranslations(QStringLiteral("de"));
    makeWindow();
    QVERIFY(action("Speichern unter …"));
    openPhoto();
    QCOMPARE(smile().label(), QStringLiteral("Lächeln"));
    QCOMPARE(QCoreApplication::translate("facet::ui::FileFlow", "The edits of %n photos are not saved.", nullptr, 3),
             QStringLiteral("Die Bearbeitung von 3 Fotos ist nicht gespeichert."));
    QCOMPARE(smile().valueText(), QStringLiteral("0,00"));
    test::removeTranslations();
}

void DialogTest::textsStandOutFromTheirGround() {
    for (const Theme::Scheme scheme : {Theme::Scheme::Dark, Theme::Scheme::Light}) {
        Theme::apply(scheme);
        const QPalette palette = QApplication::palette();
        for (const auto ground : {QPalette::Window, QPalette::Base}) {
            for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::PlaceholderText, QPalette::Link}) {
                QVERIFY(test::contrast(palette.color(text), palette.color(ground)) >= 4.5);
            }
            QVERIFY(test::contrast(Theme::warning(palette), palette.color(ground)) >= 4.5);
        }
        QVERIFY(test::contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
        QVERIFY(test::contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(test::contrast(palette.color(QPalette::Highlight), palette.color(QPalette::Window)) >= 3);
        QVERIFY(test::contrast(Theme::quietText(palette), palette.color(QPalette::Window)) >= 4.5);
    }
}

void DialogTest::theSecondProgramHandsItsFilesToTheFirst() {
    const QStringList files{QStringLiteral("/a/ö b.jpg"), QStringLiteral("/c.facet")};
    {
        SingleInstance first(*m_folder / ".");
        QVERIFY(first.isFirst());
        QSignalSpy received(&first, &SingleInstance::filesReceived);
        const SingleInstance second(*m_folder / ".");
        QVERIFY(!second.isFirst());
        QVERIFY(second.send(files));
        QVERIFY(second.send({}));
        QTRY_COMPARE(received.count(), 2);
        QCOMPARE(received.first().first().toStringList(), files);
    }
    const SingleInstance next(*m_folder / ".");
    QVERIFY(next.isFirst());
    const SingleInstance nowhere(*m_folder / "missing");
    QVERIFY(nowhere.isFirst());
    QVERIFY(!nowhere.send(files));
}

QObject* makeDialogTest() {
    return new DialogTest;
}

#include "DialogTest.moc"
