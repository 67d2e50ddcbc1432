// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PhotoFile.h"
#include "tests/ui/WindowFixture.h"

#include <QAccessible>
#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTest>
#include <QTreeWidget>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// The dialog that edits a folder of photos.
class BatchTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup() { tearDown(); }
    void aFolderIsEditedAndEveryPhotoReported();
    void closingWhileItRunsEndsIt();
    void theWindowClosesAfterThePhotoInHand();
    void withoutEditsItsKeyDoesNothing();
    void itsControlsHaveNamesOfTheirOwn();
    void whatIsMissingIsSaid();

 private:
    QDialog* open();
    QPushButton* start() { return child<QPushButton>("batchStart"); }
    QString state() { return child<QLabel>("batchState")->text(); }
    std::filesystem::path results() const { return *m_folder / "results"; }
};

void BatchTest::init() {
    setUp();
    std::filesystem::create_directory(*m_folder / "many");
    for (const char* name : {"many/a.png", "many/b.png", "many/c.png"}) {
        test::writePattern(*m_folder / name);
    }
    openPhoto();
    dragSmile();
}

QDialog* BatchTest::open() {
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    auto* dialog = child<QDialog>("batch");
    child<QLineEdit>("batchSource")->setText(QString::fromStdString((*m_folder / "many").string()));
    child<QLineEdit>("batchTarget")->setText(QString::fromStdString(results().string()));
    return dialog;
}

void BatchTest::aFolderIsEditedAndEveryPhotoReported() {
    std::ofstream(*m_folder / "many" / "broken.jpg") << "nothing";
    open();
    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_COMPARE(state(), QStringLiteral("Finished. 3 done, 0 done already, 1 failed."));
    QCOMPARE(child<QTreeWidget>("batchList")->topLevelItemCount(), 4);
    const Image result = media::readPhoto(results() / "b.png").image;
    QVERIFY(result.row<std::uint8_t>(150)[600] > test::pattern(400, 300).row<std::uint8_t>(150)[600] + 20);
    QTest::mouseClick(start(), Qt::LeftButton);  // the folder's journal knows them
    QTRY_COMPARE(state(), QStringLiteral("Finished. 0 done, 3 done already, 1 failed."));
}

void BatchTest::closingWhileItRunsEndsIt() {
    QDialog* dialog = open();
    QTRY_VERIFY(canvas().preview());
    m_control->holdEdits();
    QTest::mouseClick(start(), Qt::LeftButton);
    m_control->waitUntilAnEditWaits();
    QTest::mouseClick(child<QPushButton>("batchPause"), Qt::LeftButton);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());  // the photo that is being made is finished first
    m_control->releaseEdits();
    QTRY_VERIFY(!child<QDialog>("batch"));
    QVERIFY(!std::filesystem::exists(results() / "c.png"));
}

void BatchTest::whatIsMissingIsSaid() {
    open();
    QVERIFY(start()->isEnabled());
    child<QLineEdit>("batchTarget")->clear();
    QVERIFY(!start()->isEnabled());
    QVERIFY(!start()->toolTip().isEmpty());
}

void BatchTest::theWindowClosesAfterThePhotoInHand() {
    open();
    QTRY_VERIFY(canvas().preview());
    session().undoStack().setClean();  // so that nothing else is asked
    m_control->holdEdits();
    QTest::mouseClick(start(), Qt::LeftButton);
    m_control->waitUntilAnEditWaits();
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    m_control->releaseEdits();
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(!std::filesystem::exists(results() / "c.png"));
}

void BatchTest::withoutEditsItsKeyDoesNothing() {
    action("Reset all")->trigger();
    QVERIFY(!action("Edit many photos…")->isEnabled());
    QTest::keyPress(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!canvas().isBeforeShown());
    QVERIFY(!child<QDialog>("batch"));
    QTest::keyRelease(m_window.get(), Qt::Key_B, Qt::ControlModifier);
}

void BatchTest::itsControlsHaveNamesOfTheirOwn() {
    QSet<QString> names;
    for (QWidget* widget : open()->findChildren<QWidget*>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)) {
            const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty() && !names.contains(name), widget->metaObject()->className());
            names.insert(name);
        }
    }
}

QObject* makeBatchTest() {
    return new BatchTest;
}

#include "BatchTest.moc"
