// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

using namespace facet;
using namespace facet::ui;

namespace {

using Clock = std::chrono::steady_clock;

/// Milliseconds that a thread of this process was ready to run while others had the processors.
double waitedForProcessor(long thread) {
    std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/schedstat");
    double ran = 0;
    double waited = 0;
    file >> ran >> waited;
    return waited / 1e6;
}

/// The ui thread's heartbeat. What counts as a stall is time without a beat in which the
/// thread did not merely wait for a processor, so that a busy machine does not fail the test.
class StallWatch : public QObject {
 public:
    StallWatch() : m_uiThread(syscall(SYS_gettid)) {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        beat();
        m_timer.start(1);
    }

    double longestMs() const { return m_longest; }

 private:
    void beat() {
        const double waited = waitedForProcessor(m_uiThread);
        const auto now = Clock::now();
        if (m_beats++ > 0) {
            const double gap = std::chrono::duration<double, std::milli>(now - m_last).count();
            m_longest = std::max(m_longest, gap - (waited - m_waited));
        }
        m_last = now;
        m_waited = waited;
    }

    long m_uiThread;
    QTimer m_timer;
    Clock::time_point m_last;
    double m_waited = 0;
    double m_longest = 0;
    int m_beats = 0;
};

}  // namespace

class StallTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void twoHundredMovesASecondEndWithTheLastOne();
    void uiGoesOnWhileAnEditHangs();
};

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
    QTest::qWait((seconds > 0 ? seconds : 3) * 1000);
    mover.stop();
    smile().editAmount(1.23);
    const Image& last = session().photo()->image();
    const int expected = last.row<std::uint8_t>(150)[3 * 200] + int(std::lround(0.2 * 1.23 * 255));
    QTRY_VERIFY(std::abs(faceColour().red() - expected) <= 2);  // not a stale frame
    QTest::qWait(50);
    QVERIFY(std::abs(faceColour().red() - expected) <= 2);
    std::printf("%d moves, %d pictures, longest stall %.1f ms\n", moves, previews, watch.longestMs());
    QVERIFY(moves > 20);
    QVERIFY(previews > 10);
    QVERIFY2(watch.longestMs() <= MostStalledMs, qPrintable(QString::number(watch.longestMs())));
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
    QVERIFY2(watch.longestMs() <= 100, qPrintable(QString::number(watch.longestMs())));
    m_control->releaseEdits();
    QTRY_COMPARE(m_control->editsSoFar().back().amounts.at("smile"), 0.78);
}

QObject* makeStallTest() {
    return new StallTest;
}

#include "StallTest.moc"
