// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/document/OpenPhotos.h"
#include "ui/document/ProjectFile.h"
#include "ui/mix/LikenessDialog.h"
#include "ui/mix/MixPanel.h"
#include "ui/presets/PresetStore.h"

#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// The slot for a second face: how it is filled, moved and emptied, and where it is kept. In the fake engine a face
/// that is mixed in wholly makes the chosen one lighter by a fifth.
class MixTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aDroppedPhotoIsMixedIn();
    void thePhotosOwnPixelsAreBackAtZero();
    void aDragOfTheSliderIsOneStepOfUndo();
    void openPhotosAreOffered();
    void aPhotoOfTheFilmstripCanBeDropped();
    void aPhotoWithoutAFaceIsASentence();
    void whatIsAnsweredTooLateIsDropped();
    void itCanBeTakenOut();
    void attributesCanBeTaken();
    void projectsAndPresetsKeepTheSecondFace();
    void damagedFacesInAProjectAreASentence();

 private:
    MixPanel& panel() { return *child<MixPanel>("mix"); }
    QSlider& amount() { return *child<QSlider>("mixAmount"); }
    OpenPhotos& photos() { return m_window->photos(); }
    Mix mix() { return session().currentRecipe().mix; }
    void fill();
    QMenu& openedMenu();
    QAction* entry(const QString& text);
};

void MixTest::fill() {
    QMimeData data;
    const auto path = test::writePattern(*m_folder / "anna.png", 320, 280);
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    dropOn(panel(), data);
    QTRY_VERIFY(mix().face);
}

/// As it is shown, filled.
QMenu& MixTest::openedMenu() {
    QMenu* menu = child<QToolButton>("mixSlot")->menu();
    Q_EMIT menu->aboutToShow();
    return *menu;
}

QAction* MixTest::entry(const QString& text) {
    const QList<QAction*> entries = openedMenu().actions();
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&text](const QAction* action) { return action->text() == text; });
    return found == entries.end() ? nullptr : *found;
}

void MixTest::aDroppedPhotoIsMixedIn() {
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    const QColor before = faceColour();
    QVERIFY(!amount().isVisible());
    fill();
    QCOMPARE(mix().amount, 0.5);
    QCOMPARE(mix().face->name, std::string("anna.png"));
    QCOMPARE(mix().face->model, std::string("0123456789abcdef"));
    QCOMPARE(mix().face->picture.width(), 96);
    QVERIFY(amount().isVisible());
    QCOMPARE(amount().value(), 50);
    QTRY_COMPARE(faceColour().green(), before.green() + 26);
    QCOMPARE(photos().count(), 1);  // it is not opened
    child<QSpinBox>("mixPercent")->setValue(100);
    QTRY_COMPARE(faceColour().green(), before.green() + 51);
}

void MixTest::thePhotosOwnPixelsAreBackAtZero() {
    openPhoto();
    fill();
    amount().setValue(0);
    QVERIFY(session().currentRecipe().isIdentity());
    QVERIFY(session().editedFaces().empty());
    QVERIFY(mix().face);
    QTRY_VERIFY(!canvas().preview());
    amount().setValue(30);
    QVERIFY(!session().currentRecipe().isIdentity());
    child<QPushButton>("resetAll")->click();
    QVERIFY(session().currentRecipe().isIdentity());
    QVERIFY(mix().face);
}

void MixTest::aDragOfTheSliderIsOneStepOfUndo() {
    openPhoto();
    fill();
    const int steps = session().undoStack().count();
    amount().setSliderDown(true);
    for (const int percent : {55, 60, 80}) {
        amount().setValue(percent);
    }
    amount().setSliderDown(false);
    QCOMPARE(session().undoStack().count(), steps + 1);
    QTest::keyClick(&amount(), Qt::Key_Right);
    QCOMPARE(session().undoStack().count(), steps + 2);
    QCOMPARE(mix().amount, 0.81);
    session().undoStack().undo();
    session().undoStack().undo();
    QCOMPARE(amount().value(), 50);
    session().undoStack().undo();
    QVERIFY(!mix().face);
    QVERIFY(!amount().isVisible());
}

void MixTest::openPhotosAreOffered() {
    openPhoto();
    QVERIFY(!entry(QStringLiteral("From the open photos"))->isEnabled());
    m_window->open({test::writePattern(*m_folder / "bert.png")});
    QTRY_VERIFY(session().photo()->source.name == QLatin1String("bert.png"));
    QTRY_VERIFY(session().isCurrentFaceReady());
    QMenu* open = entry(QStringLiteral("From the open photos"))->menu();
    QCOMPARE(open->actions().size(), 1);
    QCOMPARE(open->actions().first()->text(), QStringLiteral("photo.png"));
    open->actions().first()->trigger();
    QTRY_VERIFY(mix().face);
    QCOMPARE(mix().face->name, std::string("photo.png"));
}

void MixTest::aPhotoOfTheFilmstripCanBeDropped() {
    openPhoto();
    m_window->open({test::writePattern(*m_folder / "bert.png")});
    QTRY_VERIFY(session().photo()->source.name == QLatin1String("bert.png"));
    QTRY_VERIFY(session().isCurrentFaceReady());
    const std::unique_ptr<QMimeData> dragged(photos().mimeData({photos().index(0)}));
    dropOn(panel(), *dragged);
    QTRY_VERIFY(mix().face);
    QCOMPARE(mix().face->name, std::string("photo.png"));
    QCOMPARE(photos().count(), 2);
}

void MixTest::aPhotoWithoutAFaceIsASentence() {
    openPhoto();
    m_control->faces.clear();
    QMimeData data;
    const auto path = test::writePattern(*m_folder / "sea.png");
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    dropOn(panel(), data);
    QTRY_VERIFY(messages().isVisible());
    QVERIFY(messages().sentence().contains(QStringLiteral("sea.png")));
    QVERIFY(!mix().face);
}

void MixTest::whatIsAnsweredTooLateIsDropped() {
    openPhoto();
    m_control->holdEdits();
    session().setAmount("smile", 1, {});
    m_control->waitUntilAnEditWaits();  // the engine is busy: the second face has to wait
    QMimeData data;
    const auto path = test::writePattern(*m_folder / "late.png");
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    dropOn(panel(), data);
    const auto first = photos().document(0);
    drop(test::writePattern(*m_folder / "other.png"));
    QTRY_VERIFY(session().photo()->source.name == QLatin1String("other.png"));
    m_control->releaseEdits();
    QTRY_VERIFY(session().isCurrentFaceReady());
    fill();  // answers come in the order of the questions
    QCOMPARE(session().undoStack().count(), 1);
    QVERIFY(!first->faces.front().recipe.mix.face);
}

void MixTest::itCanBeTakenOut() {
    openPhoto();
    QVERIFY(!entry(QStringLiteral("Take it out"))->isEnabled());
    fill();
    entry(QStringLiteral("Take it out"))->trigger();
    QVERIFY(!mix().face);
    QVERIFY(session().currentRecipe().isIdentity());
    session().undoStack().undo();
    QVERIFY(mix().face);
}

void MixTest::attributesCanBeTaken() {
    openPhoto();
    session().setAmount("age", 0.4, {});
    fill();
    const int steps = session().undoStack().count();
    entry(QStringLiteral("Take attributes of it…"))->trigger();
    QTRY_VERIFY(m_window->findChild<LikenessDialog*>());
    auto* list = m_window->findChild<LikenessDialog*>()->findChild<QListWidget*>();
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().startsWith(QStringLiteral("Smile")));  // what differs most comes first
    auto* take = child<QPushButton>("likenessTake");
    QVERIFY(!take->isEnabled());
    list->item(0)->setCheckState(Qt::Checked);
    QTest::mouseClick(take, Qt::LeftButton);
    QCOMPARE(session().currentRecipe().amounts, (Amounts{{"age", 0.4}, {"smile", 0.8}}));
    QCOMPARE(session().undoStack().count(), steps + 1);
}

void MixTest::projectsAndPresetsKeepTheSecondFace() {
    openPhoto();
    fill();
    const EditRecipe recipe = session().currentRecipe();
    const auto path = *m_folder / "work.facet";
    writeProject(projectOf(session().document(), "m"), path);
    QVERIFY(readProject(path).faces.front().recipe == recipe);
    PresetStore store(*m_folder / "presets", nullptr);
    store.add(QStringLiteral("Half Anna"), recipe);
    const PresetStore again(*m_folder / "presets", nullptr);
    QVERIFY(again.preset(0).recipe == recipe);
    QVERIFY(again.data(again.index(0), Qt::ToolTipRole).toString().contains(QStringLiteral("50 % of anna.png")));
}

void MixTest::damagedFacesInAProjectAreASentence() {
    openPhoto();
    fill();
    const auto path = *m_folder / "work.facet";
    writeProject(projectOf(session().document(), "m"), path);
    std::ifstream in(path);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    text.replace(text.find("\"latents\": \"") + 12, 4, "%%%%");
    std::ofstream(path) << text;
    drop(path);
    QTRY_VERIFY(messages().isVisible());
    QTRY_VERIFY2(messages().sentence().contains(QStringLiteral("other face")), qPrintable(messages().sentence()));
}

QObject* makeMixTest() {
    return new MixTest;
}

#include "MixTest.moc"
