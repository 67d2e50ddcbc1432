// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/RecipeText.h"
#include "tests/ui/WindowFixture.h"
#include "ui/EditTransfer.h"
#include "ui/document/ProjectFile.h"
#include "ui/mask/BrushStroke.h"
#include "ui/mask/MaskBar.h"
#include "ui/presets/PresetStore.h"

#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTabletEvent>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Painting on the mask of an edit: strokes, undo, and where the mask goes and does not go.
class MaskTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void strokesCoverWhatTheBrushTouches();
    void strokesDoNotDependOnThePaceOfTheHand();
    void strokesActOnceWhereTheyCrossThemselves();
    void theBrushWantsAnEdit();
    void erasingBringsThePhotoBackLive();
    void addingLetsTheEditThroughWhereItWasNot();
    void oneStrokeIsOneUndo();
    void ctrlDrawsTheOtherWay();
    void theAutomaticBrushTakesCorrectionsBack();
    void thePenPressesTheBrushWider();
    void thePensOtherEndErases();
    void resetGoesBackToTheMaskFoundByItself();
    void theMaskIsColouredOverThePhoto();
    void keysSizeAndSoftenTheBrush();
    void escapePutsTheBrushAway();
    void strokesDoNotDecodeTheFaceAgain();
    void whatIsErasedIsSavedBitForBit();
    void projectsKeepTheMask();
    void damagedMasksInAProjectAreASentence();
    void lostMasksAreRestored();
    void presetsAndOtherFacesGetNoMask();

 private:
    void edit();
    void pen(QEvent::Type type, double pressure, QPointingDevice::PointerType end);
    void stroke(Point from, Point to, Qt::KeyboardModifiers modifiers = {});
    void press(const QString& keys) { QTest::keyClicks(&canvas(), keys); }
    /// The row of the brush's options takes a little of the photo's height: it is drawn in another size.
    static bool isNear(QColor one, QColor other) {
        return std::abs(one.red() - other.red()) < 4 && std::abs(one.green() - other.green()) < 4;
    }
    EditRecipe recipe() { return session().currentRecipe(); }
    std::filesystem::path writeProjectWithMask();

    QColor m_before;
    QColor m_after;
};

/// Smile adds a fifth of its amount to red.
void MaskTest::edit() {
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    m_before = faceColour();
    session().setAmount("smile", 1, {});
    QTRY_COMPARE(faceColour().red(), m_before.red() + 51);
    m_after = faceColour();
}

/// In the photo's pixels.
void MaskTest::stroke(Point from, Point to, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, onCanvas(from.x, from.y));
    for (int i = 1; i <= 4; ++i) {
        QTest::mouseMove(&canvas(), onCanvas(from.x + (to.x - from.x) * i / 4, from.y + (to.y - from.y) * i / 4));
    }
    QTest::mouseRelease(&canvas(), Qt::LeftButton, modifiers, onCanvas(to.x, to.y));
}

void MaskTest::strokesCoverWhatTheBrushTouches() {
    for (const bool erases : {false, true}) {
        BrushStroke stroke(nullptr, {0.1, 0.5, erases ? BrushTool::Erase : BrushTool::Add});
        QVERIFY(!stroke.corrections());
        stroke.moveTo({0.3, 0.5});
        stroke.moveTo({0.6, 0.5});
        const Image& mask = *stroke.corrections();
        QCOMPARE(mask.width(), BrushStroke::Side);
        const auto at = [&](double x, double y) {
            return int(mask.row<std::uint8_t>(int(y * mask.height()))[int(x * mask.width())]);
        };
        QCOMPARE(at(0.45, 0.54), erases ? 0 : 255);
        const int faded = at(0.45, 0.575);
        QVERIFY(erases ? faded > 0 && faded < 128 : faded > 128 && faded < 255);
        QCOMPARE(at(0.45, 0.61), int(PaintedMask::AsItIs));
        QCOMPARE(at(0.15, 0.5), int(PaintedMask::AsItIs));
    }
    BrushStroke outside(nullptr, {0.1, 0.5, BrushTool::Add});
    outside.moveTo({-3, 1e9});
    QVERIFY(!outside.corrections());
}

void MaskTest::strokesDoNotDependOnThePaceOfTheHand() {
    BrushStroke slow(nullptr, {0.05, 1, BrushTool::Erase});
    for (int i = 0; i <= 64; ++i) {
        slow.moveTo({0.25 + i / 128.0, 0.25 + i / 128.0});
    }
    BrushStroke fast(nullptr, {0.05, 1, BrushTool::Erase});
    fast.moveTo({0.25, 0.25});
    fast.moveTo({0.75, 0.75});
    QVERIFY(*slow.corrections() == *fast.corrections());
}

void MaskTest::strokesActOnceWhereTheyCrossThemselves() {
    BrushStroke once(nullptr, {0.1, 1, BrushTool::Add});
    BrushStroke often(nullptr, {0.1, 1, BrushTool::Add});
    once.moveTo({0.4, 0.5});
    once.moveTo({0.6, 0.5});
    for (int i = 0; i < 6; ++i) {
        often.moveTo({i % 2 == 0 ? 0.4 : 0.6, 0.5});
    }
    QVERIFY(*once.corrections() == *often.corrections());
    BrushStroke again(once.corrections(), {0.1, 1, BrushTool::Add});
    again.moveTo({0.4, 0.5});
    again.moveTo({0.6, 0.5});
    QVERIFY(*again.corrections() != *once.corrections());  // a second stroke goes on from the first
}

void MaskTest::theBrushWantsAnEdit() {
    QVERIFY(!action("Mask")->isEnabled());
    openPhoto();
    QVERIFY(!action("Mask")->isEnabled());
    QVERIFY(action("Mask")->toolTip().contains(QStringLiteral("slider")));
    session().setAmount("smile", 1, {});
    QVERIFY(action("Mask")->isEnabled());
    press(QStringLiteral("k"));
    QVERIFY(canvas().brush());
    QVERIFY(child<MaskBar>("maskBar")->isVisible());
    session().undoStack().undo();
    QVERIFY(!canvas().brush());
    QVERIFY(!child<MaskBar>("maskBar")->isVisible());
}

void MaskTest::erasingBringsThePhotoBackLive() {
    edit();
    const QColor edited = colourAt(200, 155);
    press(QStringLiteral("kx"));
    QCOMPARE(canvas().brush()->tool, BrushTool::Erase);
    action("Show mask")->trigger();  // off
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(170, 150));
    QTest::mouseMove(&canvas(), onCanvas(230, 150));
    QTRY_VERIFY(std::abs(colourAt(200, 155).red() - (edited.red() - 51)) <
                4);  // before the button is let go; the brush is elsewhere
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(230, 150));
    QCOMPARE(recipe().mask, MaskMode::Corrected);
    QVERIFY(colourAt(200, 190).red() > test::pattern(400, 300).row<std::uint8_t>(190)[600] + 40);
}

void MaskTest::addingLetsTheEditThroughWhereItWasNot() {
    edit();
    const QColor corner = colourAt(143, 89);  // of the face's crop, beyond its oval
    QVERIFY(std::abs(corner.red() - (60 + 143 % 90)) < 3);
    press(QStringLiteral("k"));
    action("Show mask")->trigger();
    stroke({140, 89}, {146, 89});
    QTRY_VERIFY(colourAt(143, 89).red() > corner.red() + 40);
}

void MaskTest::oneStrokeIsOneUndo() {
    edit();
    const int steps = session().undoStack().count();
    press(QStringLiteral("k"));
    stroke({180, 150}, {220, 150}, Qt::ControlModifier);
    stroke({180, 170}, {220, 170}, Qt::ControlModifier);
    QCOMPARE(session().undoStack().count(), steps + 2);
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Corrected);
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Auto);
    QVERIFY(!recipe().painted.picture);
    stroke({2, 2}, {10, 10});  // beyond the face's crop there is nothing to paint on
    QCOMPARE(session().undoStack().index(), steps);
}

void MaskTest::ctrlDrawsTheOtherWay() {
    edit();
    press(QStringLiteral("k"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150}, Qt::ControlModifier);
    QTRY_VERIFY(isNear(faceColour(), m_before));
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_after));
}

void MaskTest::theAutomaticBrushTakesCorrectionsBack() {
    edit();
    press(QStringLiteral("kx"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_before));
    QTest::keyClick(&canvas(), Qt::Key_X, Qt::ShiftModifier);
    QCOMPARE(canvas().brush()->tool, BrushTool::Restore);
    QVERIFY(!action("Erase")->isChecked());
    stroke({180, 150}, {245, 150}, Qt::ControlModifier);  // there is no other way of this one
    QTRY_VERIFY(isNear(faceColour(), m_after));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Back to the automatic mask"));
    const Image& corrections = *recipe().painted.picture;
    const auto* middle = corrections.row<std::uint8_t>(corrections.height() / 2);
    QCOMPARE(std::count(middle, middle + corrections.width(), 0), std::ptrdiff_t(0));
    QVERIFY(std::count(middle, middle + corrections.width(), PaintedMask::AsItIs) > corrections.width() / 2);
    QTest::keyClick(&canvas(), Qt::Key_X, Qt::ShiftModifier);
    QCOMPARE(canvas().brush()->tool, BrushTool::Add);
}

/// A pen over the canvas, as Qt tells of it before it tells the same of a mouse.
void MaskTest::pen(QEvent::Type type, double pressure, QPointingDevice::PointerType end) {
    const QPointingDevice device(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus, end,
                                 QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
    const QPointF at = onCanvas(200, 150);
    QTabletEvent event(type, &device, at, at, pressure, 0, 0, 0, 0, 0, Qt::NoModifier, Qt::LeftButton,
                       type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton);
    QApplication::sendEvent(&canvas(), &event);
    QVERIFY(!event.isAccepted());  // so that the mouse's event follows
}

void MaskTest::thePenPressesTheBrushWider() {
    edit();
    press(QStringLiteral("kx"));
    const auto erased = [this] {
        const Image& corrections = *recipe().painted.picture;
        const auto* first = corrections.row<std::uint8_t>(0);
        return std::count(first, first + corrections.byteCount(), 0);
    };
    std::ptrdiff_t last = 0;
    for (const double pressure : {0.3, 0.6, 1.0}) {
        pen(QEvent::TabletPress, pressure, QPointingDevice::PointerType::Pen);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
        pen(QEvent::TabletRelease, 0, QPointingDevice::PointerType::Pen);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
        QVERIFY(erased() > 1.5 * double(last));
        last = erased();
    }
    session().undoStack().undo();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QCOMPARE(erased(), last);  // a mouse draws with the whole brush
}

void MaskTest::thePensOtherEndErases() {
    edit();
    press(QStringLiteral("k"));
    pen(QEvent::TabletPress, 1, QPointingDevice::PointerType::Eraser);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Erase from the mask"));
    pen(QEvent::TabletRelease, 0, QPointingDevice::PointerType::Eraser);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, onCanvas(200, 150));
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(210, 150));
    QCOMPARE(session().undoStack().undoText(), QStringLiteral("Add to the mask"));
}

void MaskTest::resetGoesBackToTheMaskFoundByItself() {
    edit();
    QVERIFY(!action("Reset mask")->isEnabled());
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    QVERIFY(action("Reset mask")->isEnabled());
    action("Reset mask")->trigger();
    QCOMPARE(recipe().mask, MaskMode::Auto);
    press(QStringLiteral("k"));
    QTRY_VERIFY(isNear(faceColour(), m_after));
    session().undoStack().undo();
    QCOMPARE(recipe().mask, MaskMode::Corrected);
}

void MaskTest::theMaskIsColouredOverThePhoto() {
    edit();
    const QColor corner = colourAt(143, 89);
    QTest::keyClick(&canvas(), Qt::Key_K, Qt::ShiftModifier);
    QVERIFY(!canvas().brush());
    QTRY_VERIFY(faceColour().green() > m_after.green() + 20);
    QCOMPARE(colourAt(143, 89), corner);
    QTest::keyClick(&canvas(), Qt::Key_K, Qt::ShiftModifier);
    QTRY_VERIFY(isNear(faceColour(), m_after));
}

void MaskTest::keysSizeAndSoftenTheBrush() {
    edit();
    press(QStringLiteral("k"));
    const BrushShape first = *canvas().brush();
    press(QStringLiteral("]]]"));
    QVERIFY(canvas().brush()->radius > 1.5 * first.radius);
    press(QStringLiteral("[[[["));
    QVERIFY(canvas().brush()->radius < first.radius);
    press(QStringLiteral("}"));
    QVERIFY(canvas().brush()->feather > first.feather);
    press(QStringLiteral("{{"));
    QVERIFY(canvas().brush()->feather < first.feather);
    for (int i = 0; i < 60; ++i) {
        press(QStringLiteral("]}"));
    }
    QCOMPARE(canvas().brush()->radius, double(MaskBar::MaxSize));
    QCOMPARE(canvas().brush()->feather, 1.0);
    child<QSlider>("brushSize")->setValue(0);
    QCOMPARE(canvas().brush()->radius, double(MaskBar::MinSize));
}

void MaskTest::escapePutsTheBrushAway() {
    edit();
    press(QStringLiteral("k"));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!canvas().brush());
    QVERIFY(!canvas().isMaskShown());
    QVERIFY(!action("Mask")->isChecked());
    press(QStringLiteral("k"));
    QTest::mouseClick(child<QToolButton>("maskDone"), Qt::LeftButton);
    QVERIFY(!canvas().brush());
    press(QStringLiteral("k"));
    drop(test::writePattern(*m_folder / "other.png"));
    QTRY_VERIFY(!canvas().brush());
}

void MaskTest::strokesDoNotDecodeTheFaceAgain() {
    edit();
    const auto edits = m_control->editsSoFar().size();
    press(QStringLiteral("kx"));
    action("Show mask")->trigger();
    stroke({180, 150}, {245, 150});
    QTRY_VERIFY(isNear(faceColour(), m_before));
    QCOMPARE(m_control->editsSoFar().size(), edits);
}

void MaskTest::whatIsErasedIsSavedBitForBit() {
    edit();
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    m_window->service().save({session().photo(), session().editedFaces(), *m_folder / "o.png"});
    QVERIFY(saved.wait());
    const media::Photo result = media::readPhoto(*m_folder / "o.png");
    const Image before = test::pattern(400, 300);
    const PixelRect erased{180, 145, 40, 10};
    QVERIFY(result.image.cropped(erased) == before.cropped(erased));
    const PixelRect around{0, 0, 400, 70};
    QVERIFY(result.image.cropped(around) == before.cropped(around));
    QVERIFY(result.image.cropped({180, 180, 40, 10}) != before.cropped({180, 180, 40, 10}));
    const EditRecipe stored = EditRecipe::fromJson(media::recipeOf(result));
    QCOMPARE(stored.mask, MaskMode::Corrected);  // it is named there; its pixels are in the photo
    QVERIFY(!stored.painted.picture);
}

std::filesystem::path MaskTest::writeProjectWithMask() {
    edit();
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    const auto path = *m_folder / "photo.facet";
    writeProject(projectOf(session().document(), "hash"), path);
    return path;
}

void MaskTest::projectsKeepTheMask() {
    const auto path = writeProjectWithMask();
    const EditRecipe kept = recipe();
    QVERIFY(readProject(path).faces.at(0).recipe == kept);
    QVERIFY(std::filesystem::file_size(path) < 20'000);
    makeWindow();
    drop(path);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QVERIFY(recipe() == kept);
    QTest::keyClick(m_window.get(), Qt::Key_O);
    QTRY_VERIFY(isNear(faceColour(), m_before));
    QVERIFY(session().undoStack().isClean());
}

void MaskTest::damagedMasksInAProjectAreASentence() {
    const auto path = writeProjectWithMask();
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QJsonArray faces = json[QStringLiteral("faces")].toArray();
    QJsonObject face = faces[0].toObject();
    QJsonObject recipe = face[QStringLiteral("recipe")].toObject();
    recipe[QStringLiteral("corrections")] = recipe[QStringLiteral("corrections")].toString().left(60);
    face[QStringLiteral("recipe")] = recipe;
    faces[0] = face;
    json[QStringLiteral("faces")] = faces;
    file.resize(0);
    file.write(QJsonDocument(json).toJson());
    file.close();
    makeWindow();
    drop(path);
    QTRY_VERIFY(messages().isVisible());
    QVERIFY(messages().sentence().startsWith(QStringLiteral("The project is damaged:")));
    QVERIFY(messages().sentence().contains(QStringLiteral("mask")));
    QVERIFY(!session().photo());
}

void MaskTest::lostMasksAreRestored() {
    edit();
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    const EditRecipe kept = recipe();
    const auto folder = *m_folder / "data" / "recovery";
    const auto journal = [&folder] {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() == ".json") {
                return entry.path();
            }
        }
        return std::filesystem::path();
    };
    QTRY_VERIFY(!journal().empty());
    std::filesystem::copy_file(journal(), folder / "lost.json");  // of a program that was killed
    makeWindow();
    QTRY_VERIFY(messages().isVisible());
    QTest::mouseClick(messages().findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QVERIFY(recipe() == kept);
}

void MaskTest::presetsAndOtherFacesGetNoMask() {
    m_control->faces = {test::faceAt({120, 150}, 100), test::faceAt({300, 150}, 80, 1)};
    openPhoto();
    session().setAmount("smile", 1, {});
    press(QStringLiteral("kx"));
    stroke({110, 150}, {130, 150});
    const EditRecipe painted = recipe();
    action("Copy edits")->trigger();
    const auto copied = EditTransfer::recipeIn(QGuiApplication::clipboard()->mimeData());
    QVERIFY(copied && *copied == painted);  // whole, for `facet edit --recipe`
    session().setCurrentFace(1);
    action("Paste edits")->trigger();
    QVERIFY(recipe() == painted.forOtherPhotos());
    // A face keeps its own mask, whatever comes.
    session().setCurrentFace(0);
    session().setRecipe({{{"age", 1}}, MaskMode::None}, {});
    QCOMPARE(recipe().mask, MaskMode::Corrected);
    QVERIFY(recipe().painted == painted.painted);
    QCOMPARE(recipe().amounts.count("age"), std::size_t(1));
    action("Save preset")->trigger();
    const PresetStore presets(*m_folder / "data" / "presets", nullptr);
    QCOMPARE(presets.rowCount(), 1);
    QCOMPARE(presets.preset(0).recipe.mask, MaskMode::Auto);
}

QObject* makeMaskTest() {
    return new MaskTest;
}

#include "MaskTest.moc"
