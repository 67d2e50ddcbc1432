// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/document/OpenPhotos.h"
#include "ui/document/Recovery.h"

#include <QPushButton>
#include <QTest>

using namespace facet;
using namespace facet::ui;

/// The journal from which the edits of a killed program come back.
class RecoveryTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void editsOfAKilledProgramAreOffered();
    void anOrderlyEndLeavesNoJournal();
    void theJournalOfARunningProgramIsLeftAlone();

 private:
    std::filesystem::path recovery() { return *m_folder / "data" / "recovery"; }
    int journals();
};

int RecoveryTest::journals() {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(recovery())) {
        count += int(entry.path().extension() == ".json");
    }
    return count;
}

void RecoveryTest::editsOfAKilledProgramAreOffered() {
    openPhoto();
    dragSmile();
    const double amount = smile().amount();
    QTRY_COMPARE(journals(), 1);
    // As it lies there when the program is killed: the journal stays, and nobody holds its lock.
    std::filesystem::create_directory(*m_folder / "killed");
    for (const auto& entry : std::filesystem::directory_iterator(recovery())) {
        if (entry.path().extension() == ".json") {
            std::filesystem::copy_file(entry.path(), *m_folder / "killed" / entry.path().filename());
        }
    }
    tearDown();
    std::filesystem::remove_all(recovery());
    std::filesystem::rename(*m_folder / "killed", recovery());
    makeWindow();
    QVERIFY(messages().sentence().contains(QStringLiteral("photo.png")));
    QCOMPARE(messages().visibleRegion(), QRegion(messages().rect()));  // it came before the window had its size
    QVERIFY(messages().width() > 400);
    QTest::mouseClick(messages().findChildren<QPushButton*>().first(), Qt::LeftButton);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(smile().amount(), amount);
    QVERIFY(m_window->isWindowModified());
    QTRY_COMPARE(journals(), 1);  // the new one alone
    tearDown();
    makeWindow();
    QVERIFY(!messages().isVisible());
}

void RecoveryTest::anOrderlyEndLeavesNoJournal() {
    openPhoto();
    dragSmile();
    QTRY_COMPARE(journals(), 1);
    session().undoStack().undo();
    QTRY_COMPARE(journals(), 0);
    session().undoStack().redo();
    QTRY_COMPARE(journals(), 1);
    tearDown();
    QCOMPARE(journals(), 0);
}

void RecoveryTest::theJournalOfARunningProgramIsLeftAlone() {
    openPhoto();
    dragSmile();
    QTRY_COMPARE(journals(), 1);
    EditSession other;
    OpenPhotos none(other, m_window->service(), nullptr);
    const Recovery second(none, recovery(), nullptr);
    QVERIFY(second.lost().empty());
}

QObject* makeRecoveryTest() {
    return new RecoveryTest;
}

#include "RecoveryTest.moc"
