// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"
#include "ui/PhotoInput.h"

#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <malloc.h>
#include <tuple>
#include <vector>

using namespace facet;
using namespace facet::ui;

namespace {

/// Of this process, in MiB.
double residentMemory() {
    malloc_trim(0);  // what is free is not held
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmRSS:") {
            double kib = 0;
            status >> kib;
            return kib / 1024;
        }
    }
    return 0;
}

}  // namespace

/// What happens in the long run: a program that is killed, and many photos.
class EnduranceTest : public test::RealWindow {
    Q_OBJECT

 private Q_SLOTS:
    void init() {
        setUp();
        m_memory.clear();
    }
    void cleanup() { tearDown(); }
    void whatAKilledProgramHadIsRestored();
    void fiftyPhotosInARowDoNotGrow();
    void fiftyOpenPhotosStayWithinTheCache();

 private:
    std::filesystem::path variant(int number);
    /// Opens another photo and edits it.
    void edit(int number);
    void measureMemory();
    void verifyThatMemoryDidNotGrow();

    std::vector<double> m_memory;  // MiB, as measured
};

int runVictim(const QString& folder);

void EnduranceTest::whatAKilledProgramHadIsRestored() {
    const auto data = *m_folder / "data";
    m_window.reset();  // two windows would share the folder
    QProcess victim;
    victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim"), fromPath(data)});
    QVERIFY(victim.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((victim.waitForReadyRead(100), said += victim.readAllStandardOutput()).contains("kept"),
                             Patience);
    victim.kill();
    QVERIFY(victim.waitForFinished());
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

    makeWindow();
    QVERIFY(messages().isVisible());
    QPushButton* restore = offered("Restore");
    QVERIFY(restore);
    QTest::mouseClick(restore, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(session().isCurrentFaceReady(), Patience);
    QCOMPARE(session().photo()->source.path, std::filesystem::path(FACET_EXAMPLE));
    QCOMPARE(smile().amount(), 0.75);
    QVERIFY(session().hasUnsavedEdits());
    waitForPicture();
    QVERIFY(canvas().preview());
}

/// The example, cut a little differently each time.
std::filesystem::path EnduranceTest::variant(int number) {
    static const QImage example(QStringLiteral(FACET_EXAMPLE));
    const auto path = *m_folder / ("photo" + std::to_string(number) + ".jpg");
    example.copy(number % 8, number % 5, example.width() - 8, example.height() - 5).save(fromPath(path), "JPG", 90);
    return path;
}

void EnduranceTest::edit(int number) {
    openAndWait(variant(number));
    session().setAmount("smile", 0.5, {});
    waitForPicture();
}

/// Of a program that has done with the current photo all that it ever does: a picture that is copied waits for the
/// face's own way and its details, which otherwise come, or not, as fast as the machine is.
void EnduranceTest::measureMemory() {
    QSignalSpy copies(&m_window->service(), &EngineService::pictureEncoded);
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(copies.wait(Patience));
    m_memory.push_back(residentMemory());
}

void EnduranceTest::verifyThatMemoryDidNotGrow() {
    constexpr double Bound = 100;  // MiB; the pixels of the photos in between are more
    QCOMPARE(m_memory.size(), std::size_t(2));
    qInfo("%.0f MiB, then %.0f MiB", m_memory[0], m_memory[1]);
    QVERIFY(m_memory[1] - m_memory[0] < Bound);
}

/// Memory that a photo leaves behind would be there fifty times: the pixels of one alone are 3 MiB, its pyramid
/// another.
void EnduranceTest::fiftyPhotosInARowDoNotGrow() {
    constexpr int Photos = 50;
    constexpr int Settled = 10;  // by then allocators and caches are as large as they get
    for (int i = 1; i <= Photos; ++i) {
        edit(i);
        if (i == Settled || i == Photos) {
            measureMemory();
        }
        session().undoStack().setClean();  // saved, as it were
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!session().photo());
    }
    verifyThatMemoryDidNotGrow();
}

/// The same with all of them open: what is kept of those that are not shown fits the cache.
void EnduranceTest::fiftyOpenPhotosStayWithinTheCache() {
    constexpr int Photos = 50;
    constexpr int Settled = 15;
    constexpr std::size_t Cache = 32;  // MiB, which eight of them fill
    m_window->service().photoCache().setLimit(Cache * 1024 * 1024);
    for (int i = 1; i <= Photos; ++i) {
        edit(i);
        QVERIFY(m_window->service().photoCache().bytes() <= Cache * 1024 * 1024);
        if (i == Settled || i == Photos) {
            measureMemory();
        }
    }
    verifyThatMemoryDidNotGrow();
}

namespace {

/// Edits the example in a window of its own and says so when the edit is in the journal; then waits to be killed.
class Victim : public test::RealWindow {
    Q_OBJECT

 public:
    int run(const std::filesystem::path& data) {
        MainWindow window({engineFactory(), {}, data});
        window.show();
        window.open({FACET_EXAMPLE});
        std::ignore = QTest::qWaitFor([&window] { return window.session().isCurrentFaceReady(); }, Patience);
        auto* slider = window.findChild<ParameterSlider*>(QStringLiteral("smile"));
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("0.75"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const auto isKept = [&data] {
            const auto folder = std::filesystem::directory_iterator(data / "recovery");
            return std::any_of(begin(folder), end(folder),
                               [](const auto& entry) { return entry.path().extension() == ".json"; });
        };
        std::ignore = QTest::qWaitFor(isKept, Patience);
        std::fputs("kept\n", stdout);
        std::fflush(stdout);
        return QApplication::exec();
    }
};

}  // namespace

int runVictim(const QString& folder) {
    return Victim().run(toPath(folder));
}

QObject* makeEnduranceTest() {
    return new EnduranceTest;
}

#include "EnduranceTest.moc"
