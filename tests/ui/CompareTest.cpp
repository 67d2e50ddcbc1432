// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"

#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

using namespace facet;
using namespace facet::ui;

class CompareTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup() { tearDown(); }
    void splitShowsBeforeOnItsLeftAndAfterOnItsRight();
    void splitMovesByArrowKeys();
    void clicksBesideTheLineStillChooseAFace();
    void sidesShowTheSamePlaceTwice();
    void theGapBetweenSidesIsPainted();
    void sidesZoomTogether();
    void differenceIsBlackWhereNothingChanged();
    void gainAmplifiesTheDifference();
    void differenceIsOneOfItsKindAtATime();
    void theButtonLooksPressedWhileThereIsOne();
    void escapeEndsTheComparison();
    void holdingBWinsOverTheComparison();
    void draggedEyePlacesTheFaceAnewAsOneStep();
    void transparentPhotosLieOnACheckerboard();

 private:
    void press(Qt::Key key) { QTest::keyClick(m_window.get(), key); }
    QColor pixel(QPoint at) { return canvas().grab().toImage().pixelColor(at); }
    void drag(QPoint from, QPoint to);

    QColor m_before;
    QColor m_after;
};

void CompareTest::init() {
    setUp();
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // outlines away: they would lie over what is compared
    m_before = faceColour();
    dragSmile();
    // The last picture of the drag: smile adds a fifth of its amount to red.
    QTRY_VERIFY(smile().amount() > 1 && qAbs(faceColour().red() - m_before.red() - 51 * smile().amount()) < 3);
    QTest::keyClick(m_window.get(), Qt::Key_O);
    QTest::keyClick(m_window.get(), Qt::Key_O);
    m_after = faceColour();
}

void CompareTest::drag(QPoint from, QPoint to) {
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas(), (from + to) / 2);
    QTest::mouseMove(&canvas(), to);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, to);
}

void CompareTest::splitShowsBeforeOnItsLeftAndAfterOnItsRight() {
    press(Qt::Key_S);
    QCOMPARE(canvas().compare().mode(), CompareMode::Split);
    const QPoint face = onCanvas(200, 150);
    const auto moveLineTo = [this](int x) { drag({int(canvas().compare().splitX()), 40}, {x, 40}); };
    moveLineTo(face.x() + 40);
    QCOMPARE(faceColour(), m_before);
    moveLineTo(face.x() - 40);
    QCOMPARE(faceColour(), m_after);
    press(Qt::Key_S);
    QCOMPARE(canvas().compare().mode(), CompareMode::Off);
}

void CompareTest::splitMovesByArrowKeys() {
    press(Qt::Key_S);
    canvas().setFocus();
    const double start = canvas().compare().splitX();
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QVERIFY(canvas().compare().splitX() > start);
    QTest::keyClick(&canvas(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(canvas().compare().splitX() < start);
    for (int i = 0; i < 100; ++i) {
        QTest::keyClick(&canvas(), Qt::Key_Left, Qt::ShiftModifier);
    }
    QCOMPARE(canvas().compare().splitX(), 0.0);
}

void CompareTest::clicksBesideTheLineStillChooseAFace() {
    QSignalSpy clicks(&canvas(), &PhotoCanvas::faceClicked);
    press(Qt::Key_S);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(175, 175));
    QCOMPARE(clicks.count(), 1);
}

void CompareTest::sidesShowTheSamePlaceTwice() {
    press(Qt::Key_Y);
    const QPoint right = onCanvas(200, 150);
    const QPoint left = right - canvas().compare().afterPane().toPoint();
    QTRY_VERIFY(pixel(right).red() > pixel(left).red() + 20);
    QCOMPARE(pixel(right).green(), pixel(left).green());
    QCOMPARE(pixel(onCanvas(20, 20) - canvas().compare().afterPane().toPoint()), pixel(onCanvas(20, 20)));
}

void CompareTest::theGapBetweenSidesIsPainted() {
    for (const int width : {1000, 1001, 1002}) {  // the panes' widths need not be whole
        m_window->resize(width, 640);
        QTest::keyClick(m_window.get(), Qt::Key_Y);
        QImage picture(canvas().size(), QImage::Format_RGB32);
        picture.fill(QColor(255, 0, 255));  // what was on the screen before
        canvas().render(&picture);
        for (int x = 0; x < picture.width(); ++x) {
            QVERIFY2(picture.pixelColor(x, picture.height() - 2) != QColor(255, 0, 255),
                     qPrintable(QString::number(x)));
        }
        QTest::keyClick(&canvas(), Qt::Key_Escape);
    }
}

void CompareTest::sidesZoomTogether() {
    press(Qt::Key_Y);
    const QPointF anchor(canvas().width() * 0.75, canvas().height() * 0.5);
    const QPointF under = canvas().view().toPhoto(canvas().compare().toPane(anchor));
    QWheelEvent wheel(anchor, canvas().mapToGlobal(anchor), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&canvas(), &wheel);
    QVERIFY(QLineF(canvas().view().toPhoto(canvas().compare().toPane(anchor)), under).length() < 2);
    QVERIFY(canvas().view().viewportInDevice().width() < canvas().width() / 2 + 1);
}

void CompareTest::differenceIsBlackWhereNothingChanged() {
    press(Qt::Key_O);
    press(Qt::Key_D);
    QCOMPARE(colourAt(20, 20), QColor(Qt::black));
    const QColor face = faceColour();
    QVERIFY(face.red() > 100);
    QCOMPARE(face.green(), 0);
    const QColor surround = pixel({3, 3});
    QVERIFY(surround.red() > 0);
}

void CompareTest::gainAmplifiesTheDifference() {
    press(Qt::Key_O);
    press(Qt::Key_D);
    auto* gain = child<QSlider>("gain");
    QVERIFY(gain->isVisible());
    gain->setValue(0);
    QCOMPARE(canvas().differenceGain(), 1.0);
    const int once = faceColour().red();
    QVERIFY(std::abs(once - (m_after.red() - m_before.red())) <= 1);
    gain->setValue(1);
    QCOMPARE(faceColour().red(), 2 * once);
    press(Qt::Key_D);
    QVERIFY(!gain->isVisible());
}

void CompareTest::differenceIsOneOfItsKindAtATime() {
    press(Qt::Key_S);
    press(Qt::Key_D);
    QVERIFY(!action("Split line")->isChecked());
    QVERIFY(action("Difference")->isChecked());
    press(Qt::Key_D);
    QVERIFY(!action("Difference")->isChecked());
}

void CompareTest::theButtonLooksPressedWhileThereIsOne() {
    auto* button = child<QToolButton>("compare");
    QVERIFY(!button->isChecked());
    press(Qt::Key_S);
    QVERIFY(button->isChecked());
    press(Qt::Key_Y);
    QVERIFY(button->isChecked());
    button->toggle();  // as a click does by itself
    QVERIFY(button->isChecked());
    press(Qt::Key_Escape);
    QVERIFY(!button->isChecked());
}

void CompareTest::escapeEndsTheComparison() {
    press(Qt::Key_Y);
    press(Qt::Key_Escape);
    QCOMPARE(canvas().compare().mode(), CompareMode::Off);
    QVERIFY(!action("Side by side")->isChecked());
}

void CompareTest::holdingBWinsOverTheComparison() {
    press(Qt::Key_D);
    QTest::keyPress(m_window.get(), Qt::Key_B);
    QCOMPARE(faceColour(), m_before);
    QTest::keyRelease(m_window.get(), Qt::Key_B);
    QVERIFY(faceColour() != m_before);
}

void CompareTest::draggedEyePlacesTheFaceAnewAsOneStep() {
    const int steps = session().undoStack().count();
    const Point eye = session().placedFace(0).face.leftEye;
    QSignalSpy encoded(&m_window->service(), &EngineService::faceEncoded);
    press(Qt::Key_O);  // the points are a part of the outlines
    drag(onCanvas(eye.x, eye.y), onCanvas(eye.x - 12, eye.y + 4));
    QTRY_COMPARE(encoded.count(), 1);
    QVERIFY(std::abs(session().placedFace(0).face.leftEye.x - (eye.x - 12)) < 2);
    QCOMPARE(session().undoStack().count(), steps + 1);
    session().undoStack().undo();
    QCOMPARE(session().placedFace(0).face.leftEye.x, eye.x);
}

void CompareTest::transparentPhotosLieOnACheckerboard() {
    media::writePhoto({Image(64, 64, 4), nullptr}, *m_folder / "clear.png");
    drop(*m_folder / "clear.png");
    QTRY_COMPARE(session().photo()->image().width(), 64);
    const QImage shown = canvas().grab().toImage();
    const QPoint corner = onCanvas(0, 0) + QPoint(4, 4);
    QVERIFY(shown.pixelColor(corner) != shown.pixelColor(corner + QPoint(8, 0)));
    QCOMPARE(shown.pixelColor(corner), shown.pixelColor(corner + QPoint(8, 8)));
}

QObject* makeCompareTest() {
    return new CompareTest;
}

#include "CompareTest.moc"
