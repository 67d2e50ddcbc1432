// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"
#include "ui/PhotoInput.h"

#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <malloc.h>
#include <tuple>

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
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void whatAKilledProgramHadIsRestored();
    void fiftyPhotosInARowDoNotGrow();
    void fiftyOpenPhotosStayWithinTheCache();

 private:
    std::filesystem::path variant(int number);
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

/// Memory that a photo leaves behind would be there fifty times: the pixels of one alone are 3 MiB, its pyramid
/// another.
void EnduranceTest::fiftyPhotosInARowDoNotGrow() {
    constexpr int Photos = 50;
    constexpr int Settled = 10;    // by then allocators and caches are as large as they get
    constexpr double Bound = 100;  // MiB; the pixels of those that come then are 160
    double settled = 0;
    for (int i = 0; i < Photos; ++i) {
        openAndWait(variant(i));
        session().setAmount("smile", 0.5, {});
        waitForPicture();
        session().undoStack().setClean();  // saved, as it were
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!session().photo());
        if (i + 1 == Settled) {
            settled = residentMemory();
        }
    }
    const double grown = residentMemory() - settled;
    qInfo("%.0f MiB after %d photos, %+.1f MiB after %d", settled, Settled, grown, Photos);
    QVERIFY2(grown < Bound, qPrintable(QStringLiteral("grown by %1 MiB").arg(grown)));
}

/// The same with all of them open: what is kept of those that are not shown fits the cache.
void EnduranceTest::fiftyOpenPhotosStayWithinTheCache() {
    constexpr int Photos = 50;
    constexpr int Settled = 15;
    constexpr double Bound = 100;      // MiB; see above
    constexpr std::size_t Cache = 32;  // MiB, which eight of them fill
    m_window->service().photoCache().setLimit(Cache * 1024 * 1024);
    double settled = 0;
    for (int i = 0; i < Photos; ++i) {
        openAndWait(variant(i));
        session().setAmount("smile", 0.5, {});
        waitForPicture();
        QVERIFY(m_window->service().photoCache().bytes() <= Cache * 1024 * 1024);
        if (i + 1 == Settled) {
            settled = residentMemory();
        }
    }
    const double grown = residentMemory() - settled;
    qInfo("%.0f MiB with %d photos open, %+.1f MiB with %d", settled, Settled, grown, Photos);
    QVERIFY2(grown < Bound, qPrintable(QStringLiteral("grown by %1 MiB").arg(grown)));
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
