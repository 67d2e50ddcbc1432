// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/Settings.h"
#include "ui/document/OpenPhotos.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoView>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Several photos, and what is done to them.
class PhotosTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aPressOnTheFilmstripMayBecomeADrag();
    void everyPhotoKeepsItsEditsAndItsHistory();
    void aPhotoThatCannotBeReadLeavesTheStrip();
    void aFolderBringsItsPictures();
    void aPhotoThatIsOpenIsNotOpenedTwice();
    void closingAPhotoAsksAboutItsEditsAlone();
    void editsAreCopiedToAnotherFace();
    void textThatIsNoRecipeIsNotPasted();
    void theEditedPhotoIsCopiedAsPng();
    void editsAreAppliedToAllOpenPhotos();
    void everyFaceHasARecipeOfItsOwn();
    void historyShowsAmountsAndGoesBack();
    void recentFilesAreKeptUnlessSwitchedOff();
};

/// To the second face of the photo that is shown.
void PhotosTest::aPressOnTheFilmstripMayBecomeADrag() {
    openAndWait({photo("anna.png")});
    openAndWait({photo("bert.png")});
    auto* strip = child<QListView>("filmstrip");
    const QPoint anna = strip->visualRect(photos().index(0)).center();
    QTest::mousePress(strip->viewport(), Qt::LeftButton, {}, anna);
    QCOMPARE(photos().current(), 1);
    QTest::mouseRelease(strip->viewport(), Qt::LeftButton, {}, anna);
    QCOMPARE(photos().current(), 0);
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Right);
    QCOMPARE(photos().current(), 1);
}

void PhotosTest::everyPhotoKeepsItsEditsAndItsHistory() {
    openAndWait({photo("a.png"), photo("b.png")});
    QCOMPARE(photos().count(), 2);
    QVERIFY(child<QListView>("filmstrip")->isVisible());
    dragSmile();
    const double amount = smile().amount();
    QTest::keyClick(m_window.get(), Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(session().photo()->source.name, QStringLiteral("b.png"));
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(smile().amount(), 0.0);
    QVERIFY(!action("Undo")->isEnabled());
    QVERIFY(!m_window->isWindowModified());
    showAndWait(0);
    QCOMPARE(smile().amount(), amount);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(photos().index(0).data(OpenPhotos::EditedRole).toBool());
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(smile().amount(), 0.0);
    QVERIFY(!photos().index(0).data(OpenPhotos::EditedRole).toBool());
}

void PhotosTest::aPhotoThatCannotBeReadLeavesTheStrip() {
    std::ofstream(*m_folder / "broken.jpg") << "\xff\xd8\xff nothing";
    openAndWait({photo("a.png")});
    m_window->open({*m_folder / "broken.jpg"});
    QTRY_VERIFY(messages().isVisible());
    QCOMPARE(photos().count(), 1);
    QCOMPARE(photos().current(), 0);
}

void PhotosTest::aFolderBringsItsPictures() {
    std::filesystem::create_directory(*m_folder / "trip");
    for (const char* name : {"2.png", "1.png"}) {
        photo(std::string("trip/") + name);
    }
    std::ofstream(*m_folder / "trip" / "notes.txt") << "no picture";
    m_window->open({*m_folder / "trip"});
    QTRY_COMPARE(photos().count(), 2);
    QTRY_VERIFY(session().photo());
    QCOMPARE(session().photo()->source.name, QStringLiteral("1.png"));
    std::filesystem::create_directory(*m_folder / "empty");
    m_window->open({*m_folder / "empty"});
    QVERIFY(messages().sentence().contains(QStringLiteral("no picture")));
}

void PhotosTest::aPhotoThatIsOpenIsNotOpenedTwice() {
    openAndWait({photo("a.png")});
    dragSmile();
    const double amount = smile().amount();
    m_window->open({*m_folder / "a.png"});
    QCOMPARE(photos().count(), 1);
    QCOMPARE(smile().amount(), amount);
}

void PhotosTest::closingAPhotoAsksAboutItsEditsAlone() {
    openAndWait({photo("a.png"), photo("b.png")});
    dragSmile();
    action("Close photo")->trigger();
    QCOMPARE(photos().count(), 2);
    QVERIFY(messages().sentence().contains(QStringLiteral("a.png")));
    QTest::mouseClick(messages().findChildren<QPushButton*>().last(), Qt::LeftButton);
    QCOMPARE(photos().count(), 1);
    QTRY_VERIFY(session().photo()->source.name == QStringLiteral("b.png"));
    QTRY_VERIFY(session().isCurrentFaceReady());
    action("Close photo")->trigger();
    QCOMPARE(photos().count(), 0);
    QVERIFY(child<QWidget>("dropTarget")->isVisible());
    QVERIFY(!action("Save as…")->isEnabled());
}

void PhotosTest::editsAreCopiedToAnotherFace() {
    m_control->faces = {test::faceAt({120, 150}, 100), test::faceAt({300, 150}, 80, 1)};
    openPhoto();
    QVERIFY(!action("Copy edits")->isEnabled());
    dragSmile();
    const double amount = smile().amount();
    action("Copy edits")->trigger();
    session().setCurrentFace(1);
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(smile().amount(), amount);
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Paste edits"));
    session().undoStack().undo();
    QCOMPARE(smile().amount(), 0.0);
}

void PhotosTest::textThatIsNoRecipeIsNotPasted() {
    openPhoto();
    QGuiApplication::clipboard()->setText(QStringLiteral("{\"amounts\": {\"smile\": 99}}"));
    action("Paste edits")->trigger();
    QVERIFY(messages().isVisible());
    QVERIFY(session().undoStack().isClean());
}

void PhotosTest::theEditedPhotoIsCopiedAsPng() {
    openPhoto();
    session().setAmount("smile", 1, QStringLiteral("Smile"));
    QSignalSpy encoded(&m_window->service(), &EngineService::pictureEncoded);
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(encoded.wait());
    const QByteArray png = QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("image/png"));
    const QImage picture = QImage::fromData(png, "PNG");
    QCOMPARE(picture.size(), QSize(400, 300));
    const int before = test::pattern(400, 300).row<std::uint8_t>(150)[600];
    QVERIFY(picture.pixelColor(200, 150).red() > before + 20);
    QVERIFY(m_window->isWindowModified());  // a copy is not saved
}

void PhotosTest::editsAreAppliedToAllOpenPhotos() {
    openAndWait({photo("a.png"), photo("b.png"), photo("c.png")});
    showAndWait(1);
    showAndWait(0);
    dragSmile();
    const double amount = smile().amount();
    action("Apply to all open photos")->trigger();
    QVERIFY(photos().document(1)->hasUnsavedEdits());  // seen already, so its faces are known
    QVERIFY(!photos().document(2)->facesKnown);
    for (const int index : {2, 1}) {
        showAndWait(index);
        QTRY_COMPARE(smile().amount(), amount);
        QTRY_VERIFY(canvas().preview());
    }
    session().undoStack().undo();
    QCOMPARE(smile().amount(), 0.0);
}

void PhotosTest::everyFaceHasARecipeOfItsOwn() {
    m_control->faces = {test::faceAt({120, 150}, 100), test::faceAt({300, 150}, 80, 1)};
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);
    const QColor first = colourAt(120, 150);
    const QColor second = colourAt(300, 150);
    dragSmile();
    QTRY_VERIFY(colourAt(120, 150).red() > first.red() + 20);
    QCOMPARE(colourAt(300, 150), second);
    session().setCurrentFace(1);
    QTRY_VERIFY(session().isCurrentFaceReady());
    session().setAmount("age", 1, QStringLiteral("Age"));
    QTRY_VERIFY(colourAt(300, 150).blue() > second.blue() + 20);
    QCOMPARE(colourAt(300, 150).red(), second.red());
    QVERIFY(colourAt(120, 150).red() > first.red() + 20);
    QCOMPARE(session().editedFaces().size(), std::size_t(2));
}

void PhotosTest::historyShowsAmountsAndGoesBack() {
    openPhoto();
    session().setAmount("smile", 0.8, QStringLiteral("Smile"));
    session().beginGesture();
    session().setAmount("age", -0.5, QStringLiteral("Age"));
    auto* history = child<QUndoView>("history");
    QCOMPARE(history->model()->rowCount(), 3);
    QCOMPARE(history->model()->index(1, 0).data().toString(), QStringLiteral("Smile +0.80"));
    QCOMPARE(history->model()->index(2, 0).data().toString(), QStringLiteral("Age −0.50"));
    history->setCurrentIndex(history->model()->index(1, 0));
    QCOMPARE(session().undoStack().index(), 1);
    QCOMPARE(session().currentRecipe().amounts.count("age"), std::size_t(0));
}

void PhotosTest::recentFilesAreKeptUnlessSwitchedOff() {
    Settings().setRecentFiles({});
    openPhoto();
    QCOMPARE(Settings().recentFiles().size(), 1);
    QVERIFY(Settings().recentFiles().first().endsWith(QStringLiteral("photo.png")));
    auto* menu = m_window->findChild<QMenu*>(QStringLiteral("recentFiles"));
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().first()->text(), QStringLiteral("photo.png"));
    Settings().setRecentFiles({});
    Settings().setRecentFilesKept(false);
    openAndWait({photo("other.png")});
    QVERIFY(Settings().recentFiles().isEmpty());
    Settings().setRecentFilesKept(true);
}

QObject* makePhotosTest() {
    return new PhotosTest;
}

#include "PhotosTest.moc"
