// SPDX-License-Identifier: GPL-3.0-or-later
// The walk of docs/keyboard.md, step by step: keep the two alike.
#include "tests/ui/WindowFixture.h"
#include "ui/theme/Theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace facet;
using namespace facet::ui;

class KeyboardTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void theMainJobNeedsNoMouse();
    void everyControlIsReachedByTab();
    void focusIsSeenEverywhere_data();
    void focusIsSeenEverywhere();

 private:
    /// Presses keys where the focus is, as a keyboard does.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
};

void KeyboardTest::theMainJobNeedsNoMouse() {
    const auto photo = test::writePattern(*m_folder / "photo.png");
    m_window->setFocus();
    press(Qt::Key_O, Qt::ControlModifier);  // 1. open
    answerFileDialog(photo);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QTRY_VERIFY(canvas().hasFocus());
    press(Qt::Key_F, Qt::ControlModifier);  // 2. search
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("smile"));
    press(Qt::Key_Tab);  // 3. to the first slider that is found
    for (int i = 0; i < 2 && !smile().hasFocus(); ++i) {
        press(Qt::Key_Tab);
    }
    QVERIFY(smile().hasFocus());
    press(Qt::Key_Right, Qt::ShiftModifier);  // 4. +1, −0.1, a typed value
    press(Qt::Key_Left);
    QCOMPARE(smile().amount(), 0.9);
    press(Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("0.75"));
    press(Qt::Key_Return);
    QCOMPARE(smile().amount(), 0.75);
    QVERIFY(smile().hasFocus());
    press(Qt::Key_Z, Qt::ControlModifier);  // 5. undo, redo
    QCOMPARE(smile().amount(), 0.9);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(smile().amount(), 0.75);
    press(Qt::Key_S);  // 6. compare
    QCOMPARE(canvas().compare().mode(), CompareMode::Split);
    press(Qt::Key_Escape);
    QCOMPARE(canvas().compare().mode(), CompareMode::Off);
    press(Qt::Key_S, Qt::ControlModifier);  // 7. save
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    answerFileDialog(*m_folder / "smiling.png");
    QVERIFY(saved.count() > 0 || saved.wait());
    QVERIFY(std::filesystem::exists(*m_folder / "smiling.png"));
    press(Qt::Key_W, Qt::ControlModifier);  // 8. close
    QVERIFY(!session().photo());
}

void KeyboardTest::everyControlIsReachedByTab() {
    openPhoto();
    QList<QWidget*> wanted;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus) {
            wanted << widget;
        }
    }
    QVERIFY(wanted.size() > 25);
    QWidget* const start = QApplication::focusWidget();
    int steps = 0;
    do {
        wanted.removeAll(QApplication::focusWidget());
        press(Qt::Key_Tab);
    } while (QApplication::focusWidget() != start && ++steps < 300);
    for (const QWidget* left : wanted) {
        qWarning("not reached: %s %s", left->metaObject()->className(), qPrintable(left->objectName()));
    }
    QVERIFY(wanted.isEmpty());
}

void KeyboardTest::focusIsSeenEverywhere_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

/// What has the focus looks different in enough pixels, each with WCAG's 3 : 1 from what it was.
void KeyboardTest::focusIsSeenEverywhere() {
    QFETCH(const bool, dark);
    Theme::apply(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    openPhoto();
    smile().editAmount(1);
    action("Mask")->trigger();
    const QList<QWidget*> widgets = m_window->findChildren<QWidget*>();
    const auto picture = [](const QWidget* widget) {
        return widget->window()->grab(QRect(widget->mapTo(widget->window(), QPoint(0, 0)), widget->size())).toImage();
    };
    QStringList unseen;
    for (QWidget* widget : widgets) {
        if (!widget->isVisible() || !widget->isEnabled() || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus ||
            widget->visibleRegion().boundingRect() != widget->rect()) {
            continue;
        }
        if (QApplication::focusWidget()) {
            QApplication::focusWidget()->clearFocus();
        }
        const QImage before = picture(widget);
        widget->setFocus(Qt::TabFocusReason);
        const QImage after = picture(widget);
        int seen = 0;
        for (int y = 0; y < before.height(); ++y) {
            for (int x = 0; x < before.width(); ++x) {
                seen += int(test::contrast(before.pixelColor(x, y), after.pixelColor(x, y)) >= 3);
            }
        }
        constexpr int Enough = 40;
        if (seen < Enough) {
            unseen << QStringLiteral("%1 %2: %3")
                          .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())
                          .arg(seen);
        }
    }
    Theme::apply(Theme::Scheme::Dark);
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QLatin1Char('\n'))));
}

QObject* makeKeyboardTest() {
    return new KeyboardTest;
}

#include "KeyboardTest.moc"
