// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/document/OpenPhotos.h"
#include "ui/document/ProjectFile.h"

#include <QFileDialog>
#include <QTest>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Edits in a file of their own, beside a photo that is left alone.
class ProjectTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void bringsEverythingBack();
    void isFoundBesideItsPhotoAfterAMove();
    void damagedOnesAreSentences();
    void savingItSavesTheEdits();
};

void ProjectTest::bringsEverythingBack() {
    m_control->faces = {test::faceAt({120, 150}, 100), test::faceAt({300, 150}, 80, 1)};
    openPhoto();
    session().setAmount("smile", 0.8, QStringLiteral("Smile"));
    session().setCurrentFace(1);
    session().placeFace(1, {280, 140}, {320, 140});
    session().setAmount("age", -0.5, QStringLiteral("Age"));
    writeProject(projectOf(session().document(), "abc"), *m_folder / "work.facet");
    const Project read = readProject(*m_folder / "work.facet");
    QCOMPARE(read.model, std::string("abc"));
    QCOMPARE(read.photo.path, session().photo()->source.path);
    const DocumentPtr document = documentOf(read);
    QCOMPARE(document->current, 1);
    QCOMPARE(document->faces.size(), std::size_t(2));
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(document->faces[std::size_t(i)].placed.alignment, session().placedFace(i).alignment);
        QVERIFY(document->faces[std::size_t(i)].recipe == session().recipe(i));
    }
}

void ProjectTest::isFoundBesideItsPhotoAfterAMove() {
    std::filesystem::create_directory(*m_folder / "old");
    openAndWait({photo("old/photo.png")});
    writeProject(projectOf(session().document(), {}), *m_folder / "old" / "work.facet");
    std::filesystem::rename(*m_folder / "old", *m_folder / "new");
    QCOMPARE(readProject(*m_folder / "new" / "work.facet").photo.path, *m_folder / "new" / "photo.png");
}

void ProjectTest::damagedOnesAreSentences() {
    openPhoto();
    const std::string eyes = R"("faces": [{"leftEye": [1, 2], "rightEye": [1, 2], "box": [0, 0, 9, 9], "recipe": {}}])";
    const std::string start = R"({"format": "facet-project", "version": 1, "photo": {"path": "photo.png"}, )";
    const std::pair<const char*, std::string> broken[] = {
        {"text.facet", "hello"},
        {"later.facet", R"({"format": "facet-project", "version": 99})"},
        {"gone.facet", R"({"format": "facet-project", "version": 1, "photo": {"path": "gone.png"}})"},
        {"eyes.facet", start + eyes + "}"},
        {"place.facet", start + R"("faces": [{}]})"}};
    for (const auto& [name, text] : broken) {
        std::ofstream(*m_folder / name) << text;
        m_window->open({*m_folder / name});
        QTRY_VERIFY(messages().isVisible());
        QCOMPARE(photos().count(), 1);
        messages().dismiss();
    }
}

void ProjectTest::savingItSavesTheEdits() {
    openPhoto();
    dragSmile();
    const double amount = smile().amount();
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = m_window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    dialog->selectFile(QString::fromStdString((*m_folder / "work.facet").string()));
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(!m_window->isWindowModified());
    QVERIFY(std::filesystem::exists(*m_folder / "work.facet"));
    QVERIFY(media::readPhoto(*m_folder / "photo.png").image == test::pattern(400, 300));
    tearDown();
    m_control->faces.clear();  // whatever would be found now, the project knows better
    makeWindow();
    m_window->open({*m_folder / "work.facet"});
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(smile().amount(), amount);
    QVERIFY(!m_window->isWindowModified());
    QTRY_VERIFY(canvas().preview());
    session().setAmount("age", 1, QStringLiteral("Age"));
    action("Save project")->trigger();  // it knows where
    QTRY_VERIFY(!m_window->isWindowModified());
}

QObject* makeProjectTest() {
    return new ProjectTest;
}

#include "ProjectTest.moc"
