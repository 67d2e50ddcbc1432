// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TemporaryFolder.h"
#include "tests/ui/TestSupport.h"
#include "ui/EngineService.h"

#include <QSignalSpy>
#include <QTest>

#include <fstream>
#include <sched.h>
#include <sys/resource.h>

using namespace facet;
using namespace facet::ui;
using Task = EngineService::Task;

class EngineServiceTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup();
    void openedPhotoHasItsPixelsAndFaces();
    void pixelsAreOpenedWithoutAFile();
    void newestPreviewWinsAndTheRunningOneIsFinished();
    void cancelledPreviewsNeverArrive();
    void aRefinementIsShownUnasked();
    void detailsAreShownOnceTheSlidersRest();
    void previewsOfTheLastPhotoNeverArrive();
    void photosThatCannotBeReadChangeNothing();
    void onlyTheLastOfSeveralPhotosArrives();
    void viewChangesDoNotDecodeAgain();
    void failuresBecomeSentences();
    void aHandoverIsToldOnceAndLosesNothing();
    void failedLoadingCanBeTriedAgain();
    void unreadableFilesBecomeSentences();
    void savingWithoutEditsKeepsEveryPixel();
    void savingWritesTheEditWhereTheFaceIs();
    void savingIntoNowhereBecomesASentence();
    void servicesEndWhileTheyWork();
    void servicesEndWhileTheyRefine();

 private:
    OpenedPhotoPtr open(const std::filesystem::path& path);
    EditedFace editedFace(double smile);
    PreviewRequest request(double smile);

    std::unique_ptr<test::TemporaryFolder> m_folder;
    std::shared_ptr<test::FakeControl> m_control;
    std::unique_ptr<EngineService> m_service;
    OpenedPhotoPtr m_photo;
    std::shared_ptr<const EncodedFace> m_face;
};

void EngineServiceTest::init() {
    m_folder = std::make_unique<test::TemporaryFolder>();
    m_control = test::oneFace();
    m_service = std::make_unique<EngineService>(test::fakeFactory(m_control));
    m_photo = open(test::writePattern(*m_folder / "photo.png"));
    m_face = std::make_shared<EncodedFace>(Alignment::fromEyes({182, 142}, {218, 142}), RoundTrip{});
}

void EngineServiceTest::cleanup() {
    m_control->releaseEdits();
    m_service.reset();
}

OpenedPhotoPtr EngineServiceTest::open(const std::filesystem::path& path) {
    OpenedPhotoPtr opened;
    QSignalSpy faces(m_service.get(), &EngineService::facesFound);
    const auto connection = connect(m_service.get(), &EngineService::photoOpened, this,
                                    [&opened](const OpenedPhotoPtr& photo) { opened = photo; });
    m_service->open(test::fileSource(path));
    faces.wait();
    disconnect(connection);
    return opened;
}

EditedFace EngineServiceTest::editedFace(double smile) {
    return {m_face, {{{"smile", smile}}, MaskMode::Auto}};
}

PreviewRequest EngineServiceTest::request(double smile) {
    return {m_photo, 0, m_photo->image().bounds(), {editedFace(smile)}};
}

void EngineServiceTest::openedPhotoHasItsPixelsAndFaces() {
    QVERIFY(m_photo);
    QVERIFY(m_photo->image() == test::pattern(400, 300));
    QCOMPARE(&m_photo->pyramid.level(0), &m_photo->image());
    QVERIFY(!m_service->isRunning(Task::ReadPhoto));
    QVERIFY(!m_service->isRunning(Task::FindFaces));
    QSignalSpy timed(m_service.get(), &EngineService::openTimed);
    m_service->encode(m_photo, 0, m_face->alignment());
    QVERIFY(timed.wait());
    QVERIFY(timed.first().first().toDouble() > 0);
}

void EngineServiceTest::pixelsAreOpenedWithoutAFile() {
    QSignalSpy opened(m_service.get(), &EngineService::photoOpened);
    m_service->open({QStringLiteral("Pasted"), {}, std::make_shared<const Image>(test::pattern(64, 48))});
    QVERIFY(opened.wait());
    QVERIFY(opened.first().first().value<OpenedPhotoPtr>()->image() == test::pattern(64, 48));
}

void EngineServiceTest::newestPreviewWinsAndTheRunningOneIsFinished() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_control->holdEdits();
    m_service->requestPreview(request(0.1));
    m_control->waitUntilAnEditWaits();
    for (const double smile : {0.2, 0.3, 0.4}) {
        m_service->requestPreview(request(smile));
    }
    m_control->releaseEdits();
    QTRY_COMPARE(previews.count(), 2);
    const auto edits = m_control->editsSoFar();
    QCOMPARE(edits.size(), std::size_t(2));
    QCOMPARE(edits[0].amounts.at("smile"), 0.1);
    QCOMPARE(edits[1].amounts.at("smile"), 0.4);
    QVERIFY(previews.last().first().value<PreviewPtr>()->milliseconds > 0);
}

void EngineServiceTest::cancelledPreviewsNeverArrive() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_control->holdEdits();
    m_service->requestPreview(request(0.1));
    m_control->waitUntilAnEditWaits();
    m_service->requestPreview(request(0.2));
    m_service->cancelPreview();
    m_control->releaseEdits();
    m_service->requestPreview(request(0.3));  // what arrives next; the others would have come before it
    QVERIFY(previews.wait());
    QCOMPARE(previews.count(), 1);
    QCOMPARE(m_control->editsSoFar().back().amounts.at("smile"), 0.3);
}

void EngineServiceTest::aRefinementIsShownUnasked() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_control->hasRefinement = true;
    m_service->requestPreview(request(0.5));
    QTRY_COMPARE(previews.count(), 2);
    QCOMPARE(m_control->editsSoFar().size(), std::size_t(2));
    QVERIFY(previews[0].first().value<PreviewPtr>()->picture != previews[1].first().value<PreviewPtr>()->picture);
    // It gives way to frames, but goes on beside a program that takes all cores: see giveWay().
    QCOMPARE(m_control->refinedUnder.load(), SCHED_OTHER);
    constexpr int NicestThereIs = 19;
    QCOMPARE(m_control->refinedNice.load(), std::min(getpriority(PRIO_PROCESS, 0) + 10, NicestThereIs));
}

void EngineServiceTest::detailsAreShownOnceTheSlidersRest() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_control->hasDetails = true;
    for (const double smile : {0.1, 0.2, 0.3}) {
        m_service->requestPreview(request(smile));
    }
    // Once more when they have been shown, for nothing.
    QTRY_COMPARE(m_control->detailedSoFar().size(), std::size_t(2));
    for (const EditRecipe& recipe : m_control->detailedSoFar()) {
        QCOMPARE(recipe.amounts.at("smile"), 0.3);
    }
    const auto edits = m_control->editsSoFar();
    QVERIFY(edits.size() >= 2);
    QCOMPARE(edits[edits.size() - 2], edits.back());
    const auto pictureOf = [&](qsizetype i) { return previews[i].first().value<PreviewPtr>()->picture; };
    QTRY_VERIFY(previews.size() >= 2 && pictureOf(previews.size() - 1) != pictureOf(previews.size() - 2));
}

void EngineServiceTest::previewsOfTheLastPhotoNeverArrive() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    QSignalSpy encoded(m_service.get(), &EngineService::faceEncoded);
    QSignalSpy opened(m_service.get(), &EngineService::photoOpened);
    QSignalSpy faces(m_service.get(), &EngineService::facesFound);
    m_control->holdEdits();
    m_service->requestPreview(request(0.1));
    m_control->waitUntilAnEditWaits();
    m_service->encode(m_photo, 0, m_face->alignment());
    m_service->open(test::fileSource(test::writePattern(*m_folder / "next.png", 80, 60)));
    QVERIFY(opened.wait());  // files do not wait for the engine
    m_control->releaseEdits();
    QVERIFY(faces.wait());
    QCOMPARE(previews.count(), 0);
    QCOMPARE(encoded.count(), 0);
    QVERIFY(!m_service->isRunning(Task::EncodeFace));
}

void EngineServiceTest::photosThatCannotBeReadChangeNothing() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    QSignalSpy encoded(m_service.get(), &EngineService::faceEncoded);
    QSignalSpy failures(m_service.get(), &EngineService::failed);
    m_control->holdEdits();
    m_service->requestPreview(request(0.1));
    m_control->waitUntilAnEditWaits();
    m_service->encode(m_photo, 0, m_face->alignment());
    m_service->open(test::fileSource(*m_folder / "missing.png"));
    QVERIFY(failures.wait());
    m_control->releaseEdits();
    QVERIFY(encoded.wait());
    QCOMPARE(previews.count(), 1);
}

void EngineServiceTest::onlyTheLastOfSeveralPhotosArrives() {
    QSignalSpy opened(m_service.get(), &EngineService::photoOpened);
    QSignalSpy faces(m_service.get(), &EngineService::facesFound);
    for (const char* name : {"a.png", "b.png", "c.png"}) {
        m_service->open(test::fileSource(test::writePattern(*m_folder / name, 80, 60)));
    }
    QVERIFY(faces.wait());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().value<OpenedPhotoPtr>()->source.name, QStringLiteral("c.png"));
}

void EngineServiceTest::viewChangesDoNotDecodeAgain() {
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_service->requestPreview(request(0.5));
    QVERIFY(previews.wait());
    PreviewRequest panned = request(0.5);
    panned.region = {100, 50, 120, 90};
    m_service->requestPreview(panned);
    QVERIFY(previews.wait());
    QCOMPARE(m_control->editsSoFar().size(), std::size_t(1));
    QCOMPARE(previews.last().first().value<PreviewPtr>()->picture.width(), 120);
}

void EngineServiceTest::failuresBecomeSentences() {
    QSignalSpy failures(m_service.get(), &EngineService::failed);
    m_control->failsToEdit = true;
    m_service->requestPreview(request(0.5));
    QVERIFY(failures.wait());
    QCOMPARE(failures.first().at(0).value<Task>(), Task::Preview);
    QCOMPARE(failures.first().at(1).toString(), QStringLiteral("The device has failed."));
}

void EngineServiceTest::aHandoverIsToldOnceAndLosesNothing() {
    QSignalSpy changes(m_service.get(), &EngineService::deviceChanged);
    QSignalSpy previews(m_service.get(), &EngineService::previewReady);
    m_control->losesItsDevice = true;
    for (const double amount : {0.5, 0.6}) {
        m_service->requestPreview(request(amount));
        QVERIFY(previews.wait());
    }
    QCOMPARE(previews.count(), 2);
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(m_service->info()->device, std::string("another CPU"));
    QCOMPARE(m_service->info()->deviceReason, std::string("The device has failed."));
}

void EngineServiceTest::failedLoadingCanBeTriedAgain() {
    m_control->failsToLoad = true;
    EngineService service(test::fakeFactory(m_control));
    QSignalSpy failures(&service, &EngineService::failed);
    QSignalSpy loaded(&service, &EngineService::engineLoaded);
    QSignalSpy opened(&service, &EngineService::photoOpened);
    service.open(test::fileSource(*m_folder / "photo.png"));
    QTRY_COMPARE(failures.count(), 2);  // loading, and finding faces, for the same reason
    QCOMPARE(opened.count(), 1);        // the photo is shown all the same
    QCOMPARE(failures[0].at(1), failures[1].at(1));
    QVERIFY(!service.info());
    m_control->failsToLoad = false;
    service.loadEngine();
    QVERIFY(loaded.wait());
    QCOMPARE(service.info()->modelName, std::string("fake"));
}

void EngineServiceTest::unreadableFilesBecomeSentences() {
    QSignalSpy failures(m_service.get(), &EngineService::failed);
    std::ofstream(*m_folder / "notes.jpg") << "not a picture";
    for (const char* name : {"missing.jpg", "notes.jpg"}) {
        m_service->open(test::fileSource(*m_folder / name));
        QVERIFY(failures.wait());
        QCOMPARE(failures.last().at(0).value<Task>(), Task::ReadPhoto);
        QVERIFY(failures.last().at(1).toString().contains(QString::fromLatin1(name)));
    }
}

void EngineServiceTest::savingWithoutEditsKeepsEveryPixel() {
    QSignalSpy saved(m_service.get(), &EngineService::saved);
    m_service->save({m_photo, {}, *m_folder / "same.png"});
    QVERIFY(saved.wait());
    QVERIFY(media::readPhoto(*m_folder / "same.png").image == test::pattern(400, 300));
}

void EngineServiceTest::savingWritesTheEditWhereTheFaceIs() {
    QSignalSpy saved(m_service.get(), &EngineService::saved);
    m_service->save({m_photo, {editedFace(1)}, *m_folder / "smiling.png"});
    QVERIFY(saved.wait());
    const Image result = media::readPhoto(*m_folder / "smiling.png").image;
    const Image original = test::pattern(400, 300);
    const auto* before = original.row<std::uint8_t>(150) + 3 * 200;
    const auto* after = result.row<std::uint8_t>(150) + 3 * 200;
    QVERIFY(after[0] > before[0] + 30);  // the fake's smile is red
    QCOMPARE(after[1], before[1]);
    QVERIFY(result.cropped({0, 0, 400, 20}) == original.cropped({0, 0, 400, 20}));
}

void EngineServiceTest::savingIntoNowhereBecomesASentence() {
    QSignalSpy failures(m_service.get(), &EngineService::failed);
    m_service->save({m_photo, {}, *m_folder / "no such folder" / "a.png"});
    QVERIFY(failures.wait());
    QCOMPARE(failures.first().at(0).value<Task>(), Task::Save);
    QVERIFY(!m_service->isRunning(Task::Save));
}

void EngineServiceTest::servicesEndWhileTheyWork() {
    m_service->requestPreview(request(0.7));
    m_service->encode(m_photo, 0, m_face->alignment());
    m_service->open(test::fileSource(*m_folder / "photo.png"));
    m_service.reset();
    QCoreApplication::processEvents();
}

/// What is found then goes to a thread that has ended: under a sanitizer this test says whether that is still there.
void EngineServiceTest::servicesEndWhileTheyRefine() {
    m_control->hasRefinement = true;
    m_control->refinesToTheEnd = true;
    m_service->requestPreview(request(0.5));
    QTRY_VERIFY(m_control->isRefining);
    m_service.reset();
    QVERIFY(m_control->isRefined);
    QCOMPARE(m_control->editsSoFar().size(), std::size_t(1));
}

QObject* makeEngineServiceTest() {
    return new EngineServiceTest;
}

#include "EngineServiceTest.moc"
