// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mask/BrushStroke.h"

#include <QObject>
#include <QTest>

using namespace facet;
using namespace facet::ui;

/// What one stroke does to a mask, without a window.
class BrushStrokeTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void coversWhatTheBrushTouches();
    void doesNotDependOnThePaceOfTheHand();
    void actsOnceWhereItCrossesItself();
};

void BrushStrokeTest::coversWhatTheBrushTouches() {
    for (const bool erases : {false, true}) {
        BrushStroke stroke(nullptr, {0.1, 0.5, erases ? BrushTool::Erase : BrushTool::Add});
        QVERIFY(!stroke.corrections());
        stroke.moveTo({0.3, 0.5});
        stroke.moveTo({0.6, 0.5});
        const Image& mask = *stroke.corrections();
        QCOMPARE(mask.width(), BrushStroke::Side);
        const auto at = [&](double x, double y) {
            return int(mask.row<std::uint8_t>(int(y * mask.height()))[int(x * mask.width())]);
        };
        QCOMPARE(at(0.45, 0.54), erases ? 0 : 255);
        const int faded = at(0.45, 0.575);
        QVERIFY(erases ? faded > 0 && faded < 128 : faded > 128 && faded < 255);
        QCOMPARE(at(0.45, 0.61), int(PaintedMask::AsItIs));
        QCOMPARE(at(0.15, 0.5), int(PaintedMask::AsItIs));
    }
    BrushStroke outside(nullptr, {0.1, 0.5, BrushTool::Add});
    outside.moveTo({-3, 1e9});
    QVERIFY(!outside.corrections());
}

void BrushStrokeTest::doesNotDependOnThePaceOfTheHand() {
    BrushStroke slow(nullptr, {0.05, 1, BrushTool::Erase});
    for (int i = 0; i <= 64; ++i) {
        slow.moveTo({0.25 + i / 128.0, 0.25 + i / 128.0});
    }
    BrushStroke fast(nullptr, {0.05, 1, BrushTool::Erase});
    fast.moveTo({0.25, 0.25});
    fast.moveTo({0.75, 0.75});
    QVERIFY(*slow.corrections() == *fast.corrections());
}

void BrushStrokeTest::actsOnceWhereItCrossesItself() {
    BrushStroke once(nullptr, {0.1, 1, BrushTool::Add});
    BrushStroke often(nullptr, {0.1, 1, BrushTool::Add});
    once.moveTo({0.4, 0.5});
    once.moveTo({0.6, 0.5});
    for (int i = 0; i < 6; ++i) {
        often.moveTo({i % 2 == 0 ? 0.4 : 0.6, 0.5});
    }
    QVERIFY(*once.corrections() == *often.corrections());
    BrushStroke again(once.corrections(), {0.1, 1, BrushTool::Add});
    again.moveTo({0.4, 0.5});
    again.moveTo({0.6, 0.5});
    QVERIFY(*again.corrections() != *once.corrections());  // a second stroke goes on from the first
}

QObject* makeBrushStrokeTest() {
    return new BrushStrokeTest;
}

#include "BrushStrokeTest.moc"
