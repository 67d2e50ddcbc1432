// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/Translations.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

#include <tuple>

using namespace facet;

namespace {

constexpr QSize Screen(1280, 720);
constexpr double LargeType = 1.5;

bool isText(const QWidget& widget) {
    return qobject_cast<const QAbstractButton*>(&widget) ||
           (qobject_cast<const QLabel*>(&widget) && widget.inherits("QLabel") &&
            !widget.inherits("facet::ui::ElidedLabel"));
}

/// Whether a label or a button has less room than its text wants.
bool isCut(const QWidget& widget) {
    const QSize wanted = widget.sizeHint();
    const auto* label = qobject_cast<const QLabel*>(&widget);
    if (label && label->wordWrap()) {
        return widget.height() < widget.heightForWidth(widget.width());
    }
    return widget.width() < wanted.width() || widget.height() < std::min(wanted.height(), widget.maximumHeight());
}

QString textOf(const QWidget& widget) {
    const auto* label = qobject_cast<const QLabel*>(&widget);
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return label ? label->text() : button ? button->text() : QString();
}

/// The texts in a window that do not fit where they stand.
QStringList cutTexts(const QWidget& window) {
    QStringList cut;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool shown = widget->isVisible() && !textOf(*widget).isEmpty();
        if (shown && isText(*widget) && widget->visibleRegion().boundingRect() == widget->rect() && isCut(*widget)) {
            cut << QStringLiteral("%1 \"%2\"").arg(widget->objectName(), textOf(*widget));
        }
    }
    return cut;
}

}  // namespace

/// German, in type of 150 %, on a small screen.
class LayoutTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup();
    void theWindowFits_data();
    void theWindowFits();
    void dialogsFit_data();
    void dialogsFit();
    void preferencesFit_data();
    void preferencesFit();
    void whatHasNoRoomForTextsShowsIcons();

 private:
    QAction* actionOf(const char* keys);
    QDialog* shown(const char* name);

    QFont m_font;
};

void LayoutTest::init() {
    m_font = QApplication::font();
    QFont large = m_font;
    large.setPointSizeF(large.pointSizeF() * LargeType);
    QApplication::setFont(large);
    ui::installTranslations(QStringLiteral("de"));
    setUp();
    m_window->resize(Screen);
}

void LayoutTest::cleanup() {
    tearDown();
    test::removeTranslations();
    QApplication::setFont(m_font);
}

/// By its keys: they are the same in all languages.
QAction* LayoutTest::actionOf(const char* keys) {
    for (QAction* candidate : m_window->actions()) {
        if (candidate->shortcut() == QKeySequence(QString::fromLatin1(keys))) {
            return candidate;
        }
    }
    qFatal("there are no such keys");
}

QDialog* LayoutTest::shown(const char* name) {
    auto* dialog = child<QDialog>(name);
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

void LayoutTest::theWindowFits_data() {
    QTest::addColumn<QString>("keys");
    QTest::newRow("photo") << QString();
    QTest::newRow("mask") << QStringLiteral("K");
    QTest::newRow("film") << QStringLiteral("Ctrl+I");
    QTest::newRow("difference") << QStringLiteral("D");
    QTest::newRow("presets") << QStringLiteral("Ctrl+Shift+P");
}

void LayoutTest::theWindowFits() {
    QFETCH(const QString, keys);
    openPhoto();
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
    if (!keys.isEmpty()) {
        actionOf(qPrintable(keys))->trigger();
    }
    QApplication::processEvents();
    QCOMPARE(m_window->size(), Screen);
    const QSize least = m_window->minimumSizeHint();
    QVERIFY2(least.width() <= Screen.width() && least.height() <= Screen.height(),
             qPrintable(QStringLiteral("%1 × %2").arg(least.width()).arg(least.height())));
    QCOMPARE(cutTexts(*m_window), QStringList());
}

void LayoutTest::dialogsFit_data() {
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("name");
    for (const auto& [keys, name] :
         {std::tuple("Ctrl+E", "photoExport"), std::tuple("Ctrl+B", "batch"), std::tuple("Ctrl+L", "learn"),
          std::tuple("Ctrl+N", "newFace"), std::tuple("F1", "keys"), std::tuple("", "about")}) {
        QTest::newRow(name) << QString::fromLatin1(keys) << QString::fromLatin1(name);
    }
}

void LayoutTest::dialogsFit() {
    QFETCH(const QString, keys);
    QFETCH(const QString, name);
    openPhoto();
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
    (keys.isEmpty() ? action("Über Facet") : actionOf(qPrintable(keys)))->trigger();
    QTRY_VERIFY(shown(qPrintable(name)));
    const QDialog& dialog = *shown(qPrintable(name));
    QVERIFY2(dialog.height() <= Screen.height() - 40 && dialog.width() <= Screen.width(),
             qPrintable(QStringLiteral("%1 × %2").arg(dialog.width()).arg(dialog.height())));
    QCOMPARE(cutTexts(dialog), QStringList());
}

void LayoutTest::preferencesFit_data() {
    QTest::addColumn<int>("page");
    for (int page = 0; page < 4; ++page) {
        QTest::newRow(qPrintable(QString::number(page))) << page;
    }
}

void LayoutTest::preferencesFit() {
    QFETCH(const int, page);
    actionOf("Ctrl+,")->trigger();
    QTRY_VERIFY(shown("preferences"));
    QDialog& dialog = *shown("preferences");
    auto* pages = dialog.findChild<QTabBar*>(QStringLiteral("preferencePages"));
    QCOMPARE(pages->count(), 4);
    pages->setCurrentIndex(page);
    QApplication::processEvents();
    QVERIFY2(dialog.height() <= Screen.height() - 40, qPrintable(QString::number(dialog.height())));
    QCOMPARE(cutTexts(dialog), QStringList());
}

void LayoutTest::whatHasNoRoomForTextsShowsIcons() {
    auto* bar = m_window->findChild<QToolBar*>();
    const auto withText = [bar] {
        int count = 0;
        for (const QToolButton* button : bar->findChildren<QToolButton*>()) {
            count += int(button->isVisible() && button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon &&
                         !button->text().isEmpty());
        }
        return count;
    };
    const auto* menu = child<QToolButton>("menu");
    m_window->resize(2000, 720);
    QTRY_VERIFY(bar->width() > 1900);
    const int all = withText();
    m_window->resize(Screen);
    QTRY_VERIFY(withText() < all);
    QVERIFY(bar->sizeHint().width() <= bar->width());
    QTRY_VERIFY(menu->isVisible());
    m_window->resize(2000, 720);
    QTRY_COMPARE(withText(), all);
}

QObject* makeLayoutTest() {
    return new LayoutTest;
}

#include "LayoutTest.moc"
