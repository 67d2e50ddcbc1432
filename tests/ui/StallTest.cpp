// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/StallWatch.h"
#include "tests/ui/WindowFixture.h"

#include <QEventLoop>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <thread>
#include <vector>

using namespace facet;
using namespace facet::ui;
using test::Clock;
using test::Gap;
using test::StallWatch;

namespace {

/// As the program itself runs. QTest::qWait() sleeps for 10 ms whenever no event is waiting, and with it all timers.
void runEventLoop(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

}  // namespace

class StallTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aBlockedUiThreadIsAStall();
    void aPauseOfTheMachineIsNone();
    void twoHundredMovesASecondEndWithTheLastOne();
    void uiGoesOnWhileAnEditHangs();
};

void StallTest::aBlockedUiThreadIsAStall() {
    StallWatch watch;
    QTest::qWait(10);
    QTimer::singleShot(0, this, [] { std::this_thread::sleep_for(std::chrono::milliseconds(400)); });
    QTest::qWait(20);
    const double longest = watch.longestMs();
    QVERIFY2(longest >= 200, qPrintable(QString::number(longest)));
}

void StallTest::aPauseOfTheMachineIsNone() {
    const auto at = [](int ms) { return Clock::time_point() + std::chrono::milliseconds(ms); };
    const std::vector<Gap> pauses = {{at(100), at(20'100)}, {at(30'000), at(30'500)}};
    QCOMPARE(test::stalledMs({at(98), at(20'105), 3}, pauses), 4.0);
    QCOMPARE(test::stalledMs({at(20'090), at(20'190), 0}, pauses), 90.0);  // which came late
    QCOMPARE(test::stalledMs({at(21'000), at(21'060), 10}, pauses), 50.0);
    QCOMPARE(test::stalledMs({at(0), at(40'000), 0}, pauses), 19'500.0);
}

void StallTest::twoHundredMovesASecondEndWithTheLastOne() {
    constexpr double MostStalledMs = 50;
    const int seconds = qEnvironmentVariableIntValue("FACET_STALL_SECONDS");
    openPhoto();
    QRandomGenerator random(7);
    int moves = 0;
    int previews = 0;
    connect(&m_window->service(), &EngineService::previewReady, this, [&previews] { ++previews; });
    QTimer mover;
    mover.setTimerType(Qt::PreciseTimer);
    connect(&mover, &QTimer::timeout, this, [&] {
        ++moves;
        smile().editAmount(0.01 * random.bounded(-150, 150));
    });
    StallWatch watch;
    mover.start(5);
    runEventLoop(std::chrono::seconds(seconds > 0 ? seconds : 3));
    mover.stop();
    smile().editAmount(1.23);
    const Image& last = session().photo()->image();
    const int expected = last.row<std::uint8_t>(150)[3 * 200] + int(std::lround(0.2 * 1.23 * 255));
    QTRY_VERIFY(std::abs(faceColour().red() - expected) <= 2);  // not a stale frame
    QTest::qWait(50);
    QVERIFY(std::abs(faceColour().red() - expected) <= 2);
    const double longest = watch.longestMs();
    std::printf("%d moves, %d pictures, longest stall %.1f ms\n", moves, previews, longest);
    QVERIFY(moves > 20);
    QVERIFY(previews > 10);
    QVERIFY2(longest <= MostStalledMs, qPrintable(QString::number(longest)));
}

void StallTest::uiGoesOnWhileAnEditHangs() {
    openPhoto();
    m_control->holdEdits();
    smile().editAmount(1);
    m_control->waitUntilAnEditWaits();
    StallWatch watch;
    for (int i = 0; i < 40; ++i) {
        smile().editAmount(0.02 * i);
        QTest::keyClick(m_window.get(), i % 2 ? Qt::Key_1 : Qt::Key_2);
        QTest::qWait(5);
    }
    const double longest = watch.longestMs();
    QVERIFY2(longest <= 100, qPrintable(QString::number(longest)));
    m_control->releaseEdits();
    QTRY_COMPARE(m_control->editsSoFar().back().amounts.at("smile"), 0.78);
}

QObject* makeStallTest() {
    return new StallTest;
}

#include "StallTest.moc"
