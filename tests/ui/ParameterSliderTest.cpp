// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ParameterSlider.h"

#include <QAccessible>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using facet::ui::ParameterSlider;

class ParameterSliderTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup() { m_slider.reset(); }
    void dragIsOneGestureWithManyEdits();
    void clickJumpsToTheMouse();
    void controlMakesADragFine();
    void doubleClickResetsWithinTheSameGesture();
    void arrowsStep_data();
    void arrowsStep();
    void endsAreKept();
    void typedValuesAreTaken_data();
    void typedValuesAreTaken();
    void escapeGivesUpTyping();
    void wheelIsLeftToThePanelWithoutFocus();
    void smoothWheelDeltasAddUp();
    void settingFromOutsideIsNoEdit();
    void screenReadersHearTheAmount();
    void theLockIsReachedByKeyAndMouseAndMovesNothing();

 private:
    QPoint at(double amount) const;
    bool wheel(int angle, unsigned long long time, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<ParameterSlider> m_slider;
};

void ParameterSliderTest::init() {
    m_slider = std::make_unique<ParameterSlider>(QStringLiteral("Smile"), 2.0);
    m_slider->resize(320, 30);
    m_slider->show();
    m_slider->activateWindow();
    m_slider->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_slider.get()));
}

/// Where the handle stands for an amount, found by trying: the widget's layout is its own business.
QPoint ParameterSliderTest::at(double amount) const {
    ParameterSlider probe(m_slider->label(), 2.0);
    probe.resize(m_slider->size());
    int best = 0;
    double distance = 1e9;
    for (int x = 0; x < probe.width() * 3 / 4; ++x) {
        QTest::mouseClick(&probe, Qt::LeftButton, {}, QPoint(x, 15));
        if (std::abs(probe.amount() - amount) < distance && probe.amount() != 0) {
            distance = std::abs(probe.amount() - amount);
            best = x;
        }
        probe.setAmount(-0.001);
    }
    return {best, 15};
}

bool ParameterSliderTest::wheel(int angle, unsigned long long time, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(QPointF(10, 10), m_slider->mapToGlobal(QPointF(10, 10)), {}, QPoint(0, angle), Qt::NoButton,
                      modifiers, Qt::NoScrollPhase, false);
    event.setTimestamp(time);
    QApplication::sendEvent(m_slider.get(), &event);
    return event.isAccepted();
}

void ParameterSliderTest::dragIsOneGestureWithManyEdits() {
    QSignalSpy gestures(m_slider.get(), &ParameterSlider::gestureStarted);
    QSignalSpy ends(m_slider.get(), &ParameterSlider::gestureEnded);
    QSignalSpy edits(m_slider.get(), &ParameterSlider::amountEdited);
    const QPoint start = (at(-1) + at(1)) / 2;  // on the handle
    QTest::mousePress(m_slider.get(), Qt::LeftButton, {}, start);
    for (int i = 1; i <= 10; ++i) {
        QTest::mouseMove(m_slider.get(), start + QPoint(2 * i, 0));
    }
    QTest::mouseRelease(m_slider.get(), Qt::LeftButton, {}, start + QPoint(20, 0));
    QCOMPARE(gestures.count(), 1);
    QCOMPARE(ends.count(), 1);
    QCOMPARE(edits.count(), 10);
    QVERIFY(m_slider->amount() > 0.3);
    QCOMPARE(edits.last().first().toDouble(), m_slider->amount());
}

void ParameterSliderTest::clickJumpsToTheMouse() {
    QTest::mouseClick(m_slider.get(), Qt::LeftButton, {}, at(-1.5));
    QVERIFY(std::abs(m_slider->amount() + 1.5) < 0.05);
}

void ParameterSliderTest::controlMakesADragFine() {
    const QPoint start = at(1);
    QTest::mousePress(m_slider.get(), Qt::LeftButton, {}, start);
    const double before = m_slider->amount();
    QMouseEvent move(QEvent::MouseMove, start + QPoint(20, 0), m_slider->mapToGlobal(start + QPoint(20, 0)),
                     Qt::NoButton, Qt::LeftButton, Qt::ControlModifier);
    QApplication::sendEvent(m_slider.get(), &move);
    const double fine = m_slider->amount() - before;
    QVERIFY2(fine > 0 && fine < 0.1, qPrintable(QString::number(fine)));
}

void ParameterSliderTest::doubleClickResetsWithinTheSameGesture() {
    m_slider->setAmount(1.2);
    QSignalSpy gestures(m_slider.get(), &ParameterSlider::gestureStarted);
    QTest::mouseClick(m_slider.get(), Qt::LeftButton, {}, at(0.5));
    QTest::mouseDClick(m_slider.get(), Qt::LeftButton, {}, at(0.5));
    QCOMPARE(m_slider->amount(), 0.0);
    QVERIFY(gestures.count() <= 2);  // Qt Test clicks once more before the double click
}

void ParameterSliderTest::arrowsStep_data() {
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<double>("amount");
    QTest::newRow("right") << Qt::Key_Right << Qt::KeyboardModifiers() << 0.1;
    QTest::newRow("left") << Qt::Key_Left << Qt::KeyboardModifiers() << -0.1;
    QTest::newRow("shift") << Qt::Key_Right << Qt::KeyboardModifiers(Qt::ShiftModifier) << 1.0;
    QTest::newRow("control") << Qt::Key_Left << Qt::KeyboardModifiers(Qt::ControlModifier) << -0.01;
}

void ParameterSliderTest::arrowsStep() {
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(double, amount);
    QSignalSpy gestures(m_slider.get(), &ParameterSlider::gestureStarted);
    QTest::keyClick(m_slider.get(), key, modifiers);
    QCOMPARE(m_slider->amount(), amount);
    QCOMPARE(gestures.count(), 1);
}

void ParameterSliderTest::endsAreKept() {
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(m_slider.get(), Qt::Key_Right, Qt::ShiftModifier);
    }
    QCOMPARE(m_slider->amount(), 2.0);
}

void ParameterSliderTest::typedValuesAreTaken_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("amount");
    QTest::newRow("plain") << QStringLiteral("0.85") << 0.85;
    QTest::newRow("signed") << QStringLiteral("-1.5") << -1.5;
    QTest::newRow("minus sign as shown") << QString(QChar(0x2212)) + QStringLiteral("0.4") << -0.4;
    QTest::newRow("too much") << QStringLiteral("17") << 2.0;
    QTest::newRow("no number") << QStringLiteral("much") << 0.3;
    QTest::newRow("not finite") << QStringLiteral("nan") << 0.3;
}

void ParameterSliderTest::typedValuesAreTaken() {
    QFETCH(QString, typed);
    QFETCH(double, amount);
    m_slider->setAmount(0.3);
    QTest::keyClick(m_slider.get(), Qt::Key_Return);
    auto* editor = m_slider->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->setText(typed);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(m_slider->amount(), amount);
    QVERIFY(m_slider->hasFocus());
}

void ParameterSliderTest::escapeGivesUpTyping() {
    QTest::keyClick(m_slider.get(), Qt::Key_F2);
    auto* editor = m_slider->findChild<QLineEdit*>();
    QTest::keyClicks(editor, QStringLiteral("1.5"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(m_slider->amount(), 0.0);
    QVERIFY(m_slider->hasFocus());
}

void ParameterSliderTest::wheelIsLeftToThePanelWithoutFocus() {
    m_slider->clearFocus();
    QVERIFY(!wheel(120, 1000));
    QCOMPARE(m_slider->amount(), 0.0);
}

void ParameterSliderTest::smoothWheelDeltasAddUp() {
    QSignalSpy gestures(m_slider.get(), &ParameterSlider::gestureStarted);
    for (int i = 0; i < 8; ++i) {
        QVERIFY(wheel(30, 1000 + unsigned(i) * 10));
    }
    QCOMPARE(m_slider->amount(), 0.2);
    QCOMPARE(gestures.count(), 1);
    wheel(120, 5000);
    QCOMPARE(gestures.count(), 2);
}

void ParameterSliderTest::settingFromOutsideIsNoEdit() {
    QSignalSpy edits(m_slider.get(), &ParameterSlider::amountEdited);
    m_slider->setAmount(1.25);
    QCOMPARE(edits.count(), 0);
    QCOMPARE(m_slider->valueText(), QStringLiteral("+1.25"));
}

void ParameterSliderTest::screenReadersHearTheAmount() {
    m_slider->setAmount(-0.5);
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(m_slider.get());
    QVERIFY(accessible && accessible->valueInterface());
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Smile"));
    QCOMPARE(accessible->valueInterface()->currentValue().toDouble(), -0.5);
    QCOMPARE(accessible->valueInterface()->maximumValue().toDouble(), 2.0);
    accessible->valueInterface()->setCurrentValue(0.75);
    QCOMPARE(m_slider->amount(), 0.75);
}

void ParameterSliderTest::theLockIsReachedByKeyAndMouseAndMovesNothing() {
    QSignalSpy locks(m_slider.get(), &ParameterSlider::lockToggled);
    QTest::keyClick(m_slider.get(), Qt::Key_L);
    QCOMPARE(locks.count(), 1);
    // Somewhere between the name and the track; only there a click is heard as the lock's.
    for (int x = 0; x < m_slider->width() / 2 && locks.count() == 1; ++x) {
        m_slider->setAmount(0);
        QTest::mouseClick(m_slider.get(), Qt::LeftButton, {}, QPoint(x, 15));
    }
    QCOMPARE(locks.count(), 2);
    QCOMPARE(m_slider->amount(), 0.0);
    m_slider->setLocked(true);
    QVERIFY(!QAccessible::queryAccessibleInterface(m_slider.get())->text(QAccessible::Description).isEmpty());
}

QObject* makeParameterSliderTest() {
    return new ParameterSliderTest;
}

#include "ParameterSliderTest.moc"
