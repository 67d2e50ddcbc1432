// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/EditRecipe.h"
#include "engine/RecipeText.h"
#include "tests/ui/PaintingFixture.h"
#include "ui/EditTransfer.h"
#include "ui/document/ProjectFile.h"
#include "ui/presets/PresetStore.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace facet;
using namespace facet::ui;

/// Where a painted mask goes with its edit, and where it does not go.
class KeptMaskTest : public test::PaintingFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void whatIsErasedIsSavedBitForBit();
    void projectsKeepTheMask();
    void damagedMasksInAProjectAreASentence();
    void lostMasksAreRestored();
    void presetsAndOtherFacesGetNoMask();

 private:
    std::filesystem::path writeProjectWithMask();
};

void KeptMaskTest::whatIsErasedIsSavedBitForBit() {
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

std::filesystem::path KeptMaskTest::writeProjectWithMask() {
    edit();
    press(QStringLiteral("kx"));
    stroke({180, 150}, {220, 150});
    const auto path = *m_folder / "photo.facet";
    writeProject(projectOf(session().document(), "hash"), path);
    return path;
}

void KeptMaskTest::projectsKeepTheMask() {
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

void KeptMaskTest::damagedMasksInAProjectAreASentence() {
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

void KeptMaskTest::lostMasksAreRestored() {
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

void KeptMaskTest::presetsAndOtherFacesGetNoMask() {
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

QObject* makeKeptMaskTest() {
    return new KeptMaskTest;
}

#include "KeptMaskTest.moc"
