// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PaintingFixture.h"
#include "ui/mask/BrushStroke.h"
#include "ui/mask/MaskBar.h"

#include <QApplication>
#include <QPointingDevice>
#include <QSlider>
#include <QTabletEvent>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace facet;
using namespace facet::ui;

/// Painting on the mask of an edit: brushes, pens, keys and undo.
class MaskTest : public test::PaintingFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void theBrushWantsAnEdit();
    void erasingBringsThePhotoBackLive();
    void addingLetsTheEditThroughWhereItWasNot();
    void oneStrokeIsOneUndo();
    void ctrlDrawsTheOtherWay();
    void theAutomaticBrushTakesCorrectionsBack();
    void thePenPressesTheBrushWider();
    void thePensOtherEndErases();
    void resetGoesBackToTheMaskFoundByItself();
    void theMaskIsColouredOverThePhoto();
    void keysSizeAndSoftenTheBrush();
    void escapePutsTheBrushAway();
    void strokesDoNotDecodeTheFaceAgain();

 private:
    void pen(QEvent::Type type, double pressure, QPointingDevice::PointerType end);
};

void MaskTest::theBrushWantsAnEdit() {
    QVERIFY(!action("Mask")->isEnabled());
    openPhoto();
    QVERIFY(!action("Mask")->isEnabled());
    QVERIFY(action("Mask")->toolTip().contains(QStringLiteral("slider")));
    session().setAmount("smile", 1, {});
    QVERIFY(action("Mask")->isEnabled());
    press(QStringLiteral("k"));
    QVERIFY(canvas().brush());
    QVERIFY(child<MaskBar>("maskBar")->isVisible());
    session().undoStack().undo();
    QVERIFY(!canvas().brush());
    QVERIFY(!child<MaskBar>("maskBar")->isVisible());
}

void MaskTest::erasingBringsThePhotoBackLive() {
    edit();
    const QColor edited = colourAt(200, 155);
    press(QStringLiteral("kx"));
    QCOMPARE(canvas().brush()->tool, BrushTool::Erase);
    action("Show mask")->trigger();  // off
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(170, 150));
    QTest::mouseMove(&canvas(), onCanvas(230, 150));
    QTRY_VERIFY(std::abs(colourAt(200, 155).red() - (edited.red() - 51)) <
                4);  // before the button is let go; the brush is elsewhere
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(230, 150));
    QCOMPARE(recipe().mask, MaskMode::Corrected);
    QVERIFY(colourAt(200, 190).red() > test::pattern(400, 300).row<std::uint8_t>(190)[600] + 40);
}

void MaskTest::addingLetsTheEditThroughWhereItWasNot() {
    edit();
    const QColor corner = colourAt(143, 89);  // of the face's crop, beyond its oval
    QVERIFY(std::abs(corner.red() - (60 + 143 % 90)) < 3);
    press(QStringLiteral("k"));
    action("Show mask")->trigger();
    stroke({140, 89}, {146, 89});
    QTRY_VERIFY(colourAt(143, 89).red() > corner.red() + 40);
}

void MaskTest::oneStrokeIsOneUndo() {
    edit();
    const int steps = session().undoStack().count();
    press(QStringLiteral("k"));
    stroke({180, 150}, {220, 150}, Qt::ControlModifier);
    stroke({180, 170}, {220, 170}, Qt::ControlModifier);
    QCOMPARE(session().undoStack().count(), steps + 2);
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Corrected);
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Auto);
    QVERIFY(!recipe().painted.picture);
    stroke({2, 2}, {10, 10});  // beyond the face's crop there is nothing to paint on
    QCOMPARE(session().undoStack().index(), steps);
}

void MaskTest::ctrlDrawsTheOtherWay() {
    edit();
    press(QStringLiteral("k"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150}, Qt::ControlModifier);
    QTRY_VERIFY(isNear(faceColour(), m_before));
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_after));
}

void MaskTest::theAutomaticBrushTakesCorrectionsBack() {
    edit();
    press(QStringLiteral("kx"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_before));
    QTest::keyClick(&canvas(), Qt::Key_X, Qt::ShiftModifier);
    QCOMPARE(canvas().brush()->tool, BrushTool::Restore);
    QVERIFY(!action("Erase")->isChecked());
    stroke({180, 150}, {245, 150}, Qt::ControlModifier);  // there is no other way of this one
    QTRY_VERIFY(isNear(faceColour(), m_after));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Back to the automatic mask"));
    const Image& corrections = *recipe().painted.picture;
    const auto* middle = corrections.row<std::uint8_t>(corrections.height() / 2);
    QCOMPARE(std::count(middle, middle + corrections.width(), 0), std::ptrdiff_t(0));
    QVERIFY(std::count(middle, middle + corrections.width(), PaintedMask::AsItIs) > corrections.width() / 2);
    QTest::keyClick(&canvas(), Qt::Key_X, Qt::ShiftModifier);
    QCOMPARE(canvas().brush()->tool, BrushTool::Add);
}

/// A pen over the canvas, as Qt tells of it before it tells the same of a mouse.
void MaskTest::pen(QEvent::Type type, double pressure, QPointingDevice::PointerType end) {
    const QPointingDevice device(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus, end,
                                 QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
    const QPointF at = onCanvas(200, 150);
    QTabletEvent event(type, &device, at, at, pressure, 0, 0, 0, 0, 0, Qt::NoModifier, Qt::LeftButton,
                       type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton);
    QApplication::sendEvent(&canvas(), &event);
    QVERIFY(!event.isAccepted());  // so that the mouse's event follows
}

void MaskTest::thePenPressesTheBrushWider() {
    edit();
    press(QStringLiteral("kx"));
    const auto erased = [this] {
        const Image& corrections = *recipe().painted.picture;
        const auto* first = corrections.row<std::uint8_t>(0);
        return std::count(first, first + corrections.byteCount(), 0);
    };
    std::ptrdiff_t last = 0;
    for (const double pressure : {0.3, 0.6, 1.0}) {
        pen(QEvent::TabletPress, pressure, QPointingDevice::PointerType::Pen);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
        pen(QEvent::TabletRelease, 0, QPointingDevice::PointerType::Pen);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
        QVERIFY(erased() > 1.5 * double(last));
        last = erased();
    }
    session().undoStack().undo();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QCOMPARE(erased(), last);  // a mouse draws with the whole brush
}

void MaskTest::thePensOtherEndErases() {
    edit();
    press(QStringLiteral("k"));
    pen(QEvent::TabletPress, 1, QPointingDevice::PointerType::Eraser);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Erase from the mask"));
    pen(QEvent::TabletRelease, 0, QPointingDevice::PointerType::Eraser);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(210, 150));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Add to the mask"));
}

void MaskTest::resetGoesBackToTheMaskFoundByItself() {
    edit();
    QVERIFY(!action("Reset mask")->isEnabled());
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    QVERIFY(action("Reset mask")->isEnabled());
    action("Reset mask")->trigger();
    QCOMPARE(recipe().mask, MaskMode::Auto);
    press(QStringLiteral("k"));
    QTRY_VERIFY(isNear(faceColour(), m_after));
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Corrected);
}

void MaskTest::theMaskIsColouredOverThePhoto() {
    edit();
    const QColor corner = colourAt(143, 89);
    QTest::keyClick(&canvas(), Qt::Key_K, Qt::ShiftModifier);
    QVERIFY(!canvas().brush());
    QTRY_VERIFY(faceColour().green() > m_after.green() + 20);
    QCOMPARE(colourAt(143, 89), corner);
    QTest::keyClick(&canvas(), Qt::Key_K, Qt::ShiftModifier);
    QTRY_VERIFY(isNear(faceColour(), m_after));
}

void MaskTest::keysSizeAndSoftenTheBrush() {
    edit();
    press(QStringLiteral("k"));
    const BrushShape first = *canvas().brush();
    press(QStringLiteral("]]]"));
    QVERIFY(canvas().brush()->radius > 1.5 * first.radius);
    press(QStringLiteral("[[[["));
    QVERIFY(canvas().brush()->radius < first.radius);
    press(QStringLiteral("}"));
    QVERIFY(canvas().brush()->feather > first.feather);
    press(QStringLiteral("{{"));
    QVERIFY(canvas().brush()->feather < first.feather);
    for (int i = 0; i < 60; ++i) {
        press(QStringLiteral("]}"));
    }
    QCOMPARE(canvas().brush()->radius, double(MaskBar::MaxSize));
    QCOMPARE(canvas().brush()->feather, 1.0);
    child<QSlider>("brushSize")->setValue(0);
    QCOMPARE(canvas().brush()->radius, double(MaskBar::MinSize));
}

void MaskTest::escapePutsTheBrushAway() {
    edit();
    press(QStringLiteral("k"));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!canvas().brush());
    QVERIFY(!canvas().isMaskShown());
    QVERIFY(!action("Mask")->isChecked());
    press(QStringLiteral("k"));
    QTest::mouseClick(child<QToolButton>("maskDone"), Qt::LeftButton);
    QVERIFY(!canvas().brush());
    press(QStringLiteral("k"));
    drop(test::writePattern(*m_folder / "other.png"));
    QTRY_VERIFY(!canvas().brush());
}

void MaskTest::strokesDoNotDecodeTheFaceAgain() {
    edit();
    const auto edits = m_control->editsSoFar().size();
    press(QStringLiteral("kx"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_before));
    QCOMPARE(m_control->editsSoFar().size(), edits);
}

QObject* makeMaskTest() {
    return new MaskTest;
}

#include "MaskTest.moc"
