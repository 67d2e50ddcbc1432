// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"
#include "ui/PhotoInput.h"
#include "ui/document/ProjectFile.h"

#include <QSignalSpy>
#include <QTest>

using namespace facet;
using namespace facet::ui;

namespace {

constexpr int Patience = 60'000;  // milliseconds

/// In how many of a part's pixels two pictures differ.
int differing(const QImage& one, const QImage& other, const QRect& part) {
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            count += int(one.pixel(x, y) != other.pixel(x, y));
        }
    }
    return count;
}

}  // namespace

/// The main jobs as a person does them: with mouse and keys, on the model that is shipped.
class EditorTest : public test::RealWindow {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aPhotoIsOpenedEditedComparedSavedAndReopened();
    void undoneEditsLeaveThePhotosOwnSamples();
    void aProjectBringsTheSamePictureBack();

 private:
    void save(const std::filesystem::path& path);
    QImage mouthShown();
};

void EditorTest::save(const std::filesystem::path& path) {
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    m_window->activateWindow();
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    answerFileDialog(path);
    QVERIFY(saved.count() > 0 || saved.wait(Patience));
}

void EditorTest::aPhotoIsOpenedEditedComparedSavedAndReopened() {
    openAndMeasure();
    const QImage before = shown();
    const QImage unsmiling = mouthShown();
    dragSmile();
    const double amount = smile().amount();
    QVERIFY(amount > 0.2);
    waitForPicture();
    QVERIFY(shown() != before);

    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(smile().amount(), 0.0);
    QCOMPARE(shown(), before);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(smile().amount(), amount);
    waitForPicture();

    QTest::keyClick(&canvas(), Qt::Key_S);  // compare: the line goes from the middle to the right border
    const QPoint line(canvas().width() / 2, canvas().height() / 2);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, line);
    QTest::mouseMove(&canvas(), QPoint(canvas().width() - 4, line.y()));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, QPoint(canvas().width() - 4, line.y()));
    QCOMPARE(mouthShown(), unsmiling);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QTRY_VERIFY(mouthShown() != unsmiling);

    const auto path = *m_folder / "smiling.png";
    save(path);
    const QImage photo = QImage(QStringLiteral(FACET_EXAMPLE)).convertToFormat(QImage::Format_RGB32);
    const QImage result = QImage(fromPath(path)).convertToFormat(QImage::Format_RGB32);
    QCOMPARE(result.size(), photo.size());
    QVERIFY(differing(result, photo, m_mouth) > m_mouth.width() * m_mouth.height() / 4);
    constexpr int Border = 48;  // pixels of wall above the hair, which no smile reaches
    QCOMPARE(differing(result, photo, QRect(0, 0, photo.width(), Border)), 0);

    openAndWait(path);
    QTest::keyClick(&canvas(), Qt::Key_2);  // pixel by pixel
    const QImage reopened = mouthShown();
    QTest::keyClick(m_window.get(), Qt::Key_PageUp, Qt::ControlModifier);  // the photo with the edit in it
    QTRY_VERIFY_WITH_TIMEOUT(session().photo()->source.path == FACET_EXAMPLE && session().isCurrentFaceReady(),
                             Patience);
    QTest::keyClick(&canvas(), Qt::Key_2);
    QTRY_COMPARE_WITH_TIMEOUT(mouthShown(), reopened, Patience);
}

/// A part of the mouth as it is on the screen.
QImage EditorTest::mouthShown() {
    const QPoint middle = onCanvas(m_mouth.center().x(), m_mouth.center().y());
    return shown().copy(QRect(middle - QPoint(8, 4), QSize(16, 8)));
}

void EditorTest::undoneEditsLeaveThePhotosOwnSamples() {
    openExample();
    dragSmile();
    waitForPicture();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    const auto path = *m_folder / "same.png";
    save(path);
    const QImage photo = QImage(QStringLiteral(FACET_EXAMPLE)).convertToFormat(QImage::Format_RGB32);
    QCOMPARE(QImage(fromPath(path)).convertToFormat(QImage::Format_RGB32), photo);
}

void EditorTest::aProjectBringsTheSamePictureBack() {
    openExample();
    dragSmile();
    const EditRecipe recipe = session().currentRecipe();
    const auto path = *m_folder / "work.facet";
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    answerFileDialog(path);
    QTRY_VERIFY(std::filesystem::exists(path));
    QTRY_VERIFY(!session().hasUnsavedEdits());
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!session().photo());
    drop(path);
    QTRY_VERIFY_WITH_TIMEOUT(session().isCurrentFaceReady(), Patience);
    QVERIFY(session().currentRecipe() == recipe);
    waitForPicture();
    QVERIFY(canvas().preview());
}

QObject* makeEditorTest() {
    return new EditorTest;
}

#include "EditorTest.moc"
