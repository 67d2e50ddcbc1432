// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "tests/ui/WindowFixture.h"
#include "ui/PhotoDialogs.h"
#include "ui/Settings.h"
#include "ui/presets/PresetStore.h"

#include <QApplication>
#include <QFileDialog>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Presets, favourites, and how far a slider can be trusted.
class PresetTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void presetsOutliveTheProgram();
    void takenNamesGetANumber();
    void presetsAreRenamedAndRemoved();
    void presetsTravelAsFiles();
    void namesAreProposedAsFilesThatCanBe();
    void foreignFilesAreRefused();
    void readOnlyFoldersBecomeASentence();
    void aClickGivesThePresetInOneStep();
    void deletedPresetsComeBack();
    void favouritesAreKeptAndShownAlone();
    void amountsThatTheFaceDoesNotBearAreMarked();
    void restingOnASliderShowsWhatItWouldDo();
    void movingOnEndsThePreview();

 private:
    static EditRecipe recipe(double smile) { return {{{"smile", smile}}, MaskMode::Auto}; }
};

void PresetTest::presetsOutliveTheProgram() {
    const auto folder = *m_folder / "presets";
    PresetStore(folder, nullptr).add(QStringLiteral("Hellö / there"), recipe(0.8));
    PresetStore again(folder, nullptr);
    QCOMPARE(again.rowCount(), 1);
    QCOMPARE(again.preset(0).name, QStringLiteral("Hellö / there"));
    QVERIFY(again.preset(0).recipe == recipe(0.8));
}

void PresetTest::takenNamesGetANumber() {
    PresetStore store(*m_folder / "presets", nullptr);
    for (int i = 0; i < 3; ++i) {
        store.add(QStringLiteral("Party"), recipe(0.1));
    }
    QCOMPARE(store.preset(2).name, QStringLiteral("Party 3"));
    store.add(QStringLiteral("  "), recipe(0.1));
    QCOMPARE(store.rowCount(), 4);
}

void PresetTest::presetsAreRenamedAndRemoved() {
    PresetStore store(*m_folder / "presets", nullptr);
    store.add(QStringLiteral("B"), recipe(0.1));
    const int a = store.add(QStringLiteral("A"), recipe(0.2));
    QCOMPARE(a, 0);
    QVERIFY(store.setData(store.index(0), QStringLiteral("C"), Qt::EditRole));
    QCOMPARE(store.preset(1).name, QStringLiteral("C"));
    store.remove(0);
    PresetStore again(*m_folder / "presets", nullptr);
    QCOMPARE(again.rowCount(), 1);
    QCOMPARE(again.preset(0).name, QStringLiteral("C"));
}

void PresetTest::presetsTravelAsFiles() {
    PresetStore store(*m_folder / "one", nullptr);
    store.exportFile(store.add(QStringLiteral("Party"), recipe(0.7)), *m_folder / "party.json");
    PresetStore other(*m_folder / "other", nullptr);
    other.importFile(*m_folder / "party.json");
    QCOMPARE(other.preset(0).name, QStringLiteral("Party"));
    QVERIFY(other.preset(0).recipe == recipe(0.7));
}

void PresetTest::namesAreProposedAsFilesThatCanBe() {
    const auto proposed = [this](const auto& ask, const QString& name) {
        ask(m_window.get(), name, [](const std::filesystem::path&) {});
        auto* dialog = m_window->findChild<QFileDialog*>();
        QString typed = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->text();
        delete dialog;
        return typed;
    };
    QCOMPARE(proposed(askWhereToSavePreset, QStringLiteral("Party")), QStringLiteral("Party.json"));
    QCOMPARE(proposed(askWhereToSavePreset, QStringLiteral("Before/after: \\ 7?")),
             QStringLiteral("Before-after- - 7-.json"));
    QCOMPARE(proposed(askWhereToSavePreset, QStringLiteral("../x")), QStringLiteral("-x.json"));
    QCOMPARE(proposed(askWhereToSaveAttribute, QStringLiteral("sun/glasses")),
             QStringLiteral("sun-glasses.safetensors"));
}

void PresetTest::foreignFilesAreRefused() {
    PresetStore store(*m_folder / "presets", nullptr);
    std::ofstream(*m_folder / "text.json") << "hello";
    std::ofstream(*m_folder / "wild.json") << R"({"name": "x", "recipe": {"amounts": {"smile": 1e9}}})";
    for (const char* name : {"text.json", "wild.json", "missing.json"}) {
        QVERIFY_EXCEPTION_THROWN(store.importFile(*m_folder / name), facet::Error);
    }
    QCOMPARE(store.rowCount(), 0);
}

void PresetTest::readOnlyFoldersBecomeASentence() {
    std::ofstream(*m_folder / "file") << "in the way";
    PresetStore store(*m_folder / "file", nullptr);
    QVERIFY_EXCEPTION_THROWN(store.add(QStringLiteral("A"), recipe(1)), facet::Error);
    QCOMPARE(store.rowCount(), 0);
}

void PresetTest::aClickGivesThePresetInOneStep() {
    openPhoto();
    auto* save = child<QPushButton>("savePreset");
    QVERIFY(!save->isEnabled());
    QVERIFY(!save->toolTip().isEmpty());
    dragSmile();
    const double amount = smile().amount();
    action("Save preset")->trigger();
    auto* list = child<QListView>("presetList");
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 1);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Happy"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Happy"));
    session().resetAmounts();
    const int steps = session().undoStack().count();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(smile().amount(), amount);
    QCOMPARE(session().undoStack().count(), steps + 1);
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Happy"));
}

void PresetTest::deletedPresetsComeBack() {
    openPhoto();
    dragSmile();
    action("Save preset")->trigger();
    auto* list = child<QListView>("presetList");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    list->setCurrentIndex(list->model()->index(0, 0));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(list->model()->rowCount(), 0);
    QTest::mouseClick(messages().findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(list->model()->rowCount(), 1);
}

void PresetTest::favouritesAreKeptAndShownAlone() {
    Settings().setFavourites({});
    openPhoto();
    QTest::mouseClick(&smile(), Qt::LeftButton, {}, QPoint(14, smile().height() / 2));
    QVERIFY(smile().isFavourite());
    QCOMPARE(smile().amount(), 0.0);
    auto* only = child<QToolButton>("onlyFavourites");
    QTest::mouseClick(only, Qt::LeftButton);
    QVERIFY(smile().isVisible());
    QVERIFY(!child<ParameterSlider>("age")->isVisible());
    makeWindow();
    QTRY_VERIFY(child<ParameterSlider>("smile"));
    QVERIFY(smile().isFavourite());
    drop(*m_folder / "photo.png");
    QTRY_VERIFY(session().isCurrentFaceReady());
    smile().setFocus();
    QTest::keyClick(&smile(), Qt::Key_Asterisk);
    QVERIFY(!smile().isFavourite());
    QVERIFY(Settings().favourites().isEmpty());
}

void PresetTest::amountsThatTheFaceDoesNotBearAreMarked() {
    openPhoto();
    session().beginGesture();
    session().setAmount("smile", 1.5, QStringLiteral("Smile"));
    QTRY_VERIFY(canvas().preview());
    QVERIFY(smile().isTrusted());
    session().setAmount("smile", 1.95, QStringLiteral("Smile"));  // the fake engine bears 1.9
    QTRY_VERIFY(!canvas().preview()->limited.empty());
    session().setAmount("smile", 2.0, QStringLiteral("Smile"));
    QTRY_VERIFY(!smile().isTrusted());
    QVERIFY(!child<QLabel>("faceWarnings")->text().isEmpty());
    session().setAmount("smile", 1, QStringLiteral("Smile"));
    QVERIFY(smile().isTrusted());
    QTRY_VERIFY(child<QLabel>("faceWarnings")->text().isEmpty());
}

/// What a pointer that rests on a slider makes Qt send.
void rest(QWidget& slider) {
    QHelpEvent event(QEvent::ToolTip, slider.rect().center(), slider.mapToGlobal(slider.rect().center()));
    QApplication::sendEvent(&slider, &event);
}

void PresetTest::restingOnASliderShowsWhatItWouldDo() {
    openPhoto();
    session().setAmount("age", 1, QStringLiteral("Age"));
    QSignalSpy tried(&m_window->service(), &EngineService::triedOut);
    rest(smile());
    QVERIFY(tried.wait());
    const auto pictures = tried.first().at(1).value<std::vector<QImage>>();
    QCOMPARE(pictures.size(), std::size_t(2));
    const auto middle = [](const QImage& picture) { return picture.pixelColor(picture.rect().center()); };
    QVERIFY(middle(pictures[1]).red() > middle(pictures[0]).red() + 60);  // smile is red, here from −0.2 to +0.2
    QCOMPARE(middle(pictures[1]).blue(), middle(pictures[0]).blue());     // age stays as it is set
    auto* popup = child<QWidget>("tryOut");
    QVERIFY(popup->isVisible());
    QCOMPARE(session().currentRecipe().amounts.count("smile"), std::size_t(0));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&smile(), &leave);
    QVERIFY(!popup->isVisible());
}

void PresetTest::movingOnEndsThePreview() {
    openPhoto();
    QSignalSpy tried(&m_window->service(), &EngineService::triedOut);
    m_control->holdEdits();
    rest(smile());
    m_control->waitUntilAnEditWaits();
    QTest::keyClick(&smile(), Qt::Key_Right);
    m_control->releaseEdits();
    QTRY_VERIFY(canvas().preview());  // comes after it on the engine's thread
    QCOMPARE(tried.count(), 0);
    QVERIFY(!child<QWidget>("tryOut")->isVisible());
}

QObject* makePresetTest() {
    return new PresetTest;
}

#include "PresetTest.moc"
