// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FilmReader.h"
#include "tests/support/TemporaryFolder.h"
#include "tests/ui/TestSupport.h"
#include "ui/MainWindow.h"
#include "ui/film/ExportDialog.h"
#include "ui/film/FilmDock.h"
#include "ui/film/FilmPreview.h"
#include "ui/film/KeyFrameStrip.h"
#include "ui/widgets/MessageBar.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace facet;
using namespace facet::ui;

/// Films in the window on a fake engine, put together as a person would.
class FilmDockTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup();
    void theActionShowsAndHidesTheStrip();
    void droppedPhotosBecomeKeyFrames();
    void photosDropBetweenOthers();
    void aPhotoWithoutAFaceIsASentence();
    void theCurrentEditAndNewFacesBecomeKeyFrames();
    void draggingReorders();
    void keysChooseMoveAndRemove();
    void timesAndEasingBelongToTheChosenKey();
    void theFilmIsShownAndScrubbed();
    void playingGoesThroughTheFilm();
    void theExportIsEstimatedAndWritten();
    void cancellingAnExportLeavesNothing();
    void closingWaitsForTheExport();

 private:
    template <class T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QString::fromLatin1(name));
    }
    FilmDock& dock() { return *m_window->findChild<FilmDock*>(); }
    FilmModel& model() { return dock().model(); }
    KeyFrameStrip& strip() { return *child<KeyFrameStrip>("keyFrames"); }
    std::filesystem::path photo(const std::string& name) { return test::writePattern(*m_folder / name); }
    void drop(const std::vector<std::filesystem::path>& photos, const QPoint& place);
    void addSamples(int count);
    QStringList names();
    void startLongExport(const char* name);

    std::unique_ptr<test::TemporaryFolder> m_folder;
    std::unique_ptr<test::TemporaryFolder> m_data;  // the program's own files
    std::shared_ptr<test::FakeControl> m_control;
    std::unique_ptr<MainWindow> m_window;
};

void FilmDockTest::init() {
    m_folder = std::make_unique<test::TemporaryFolder>();
    m_data = std::make_unique<test::TemporaryFolder>();
    m_control = test::oneFace();
    m_window = std::make_unique<MainWindow>(WindowSetup{test::fakeFactory(m_control), *m_folder / "example.jpg",
                                                        *m_data / "data", test::fakeLessons(m_control)});
    m_window->resize(1200, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(m_window->service().loadedEngine());
    dock().show();
}

void FilmDockTest::cleanup() {
    m_window.reset();
}

void FilmDockTest::drop(const std::vector<std::filesystem::path>& photos, const QPoint& place) {
    QList<QUrl> urls;
    for (const auto& path : photos) {
        urls << QUrl::fromLocalFile(QString::fromStdString(path.string()));
    }
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&strip(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&strip(), &event);
}

void FilmDockTest::addSamples(int count) {
    const int before = model().count();
    for (int i = 0; i < count; ++i) {
        QTest::mouseClick(child<QPushButton>("addSample"), Qt::LeftButton);
        auto* face = child<QToolButton>("sample0");
        QTRY_VERIFY(face->isEnabled());
        QTest::mouseClick(face, Qt::LeftButton);
        QTRY_COMPARE(model().count(), before + i + 1);
    }
    child<QDialog>("newFace")->close();
}

QStringList FilmDockTest::names() {
    QStringList names;
    for (int i = 0; i < model().count(); ++i) {
        names << model().at(i).name;
    }
    return names;
}

void FilmDockTest::theActionShowsAndHidesTheStrip() {
    const auto actions = m_window->actions();
    const auto film = std::find_if(actions.begin(), actions.end(),
                                   [](const QAction* a) { return a->text() == QLatin1String("Film"); });
    QVERIFY(film != actions.end());
    QTRY_VERIFY((*film)->isChecked());
    (*film)->trigger();
    QVERIFY(!dock().isVisible());
    (*film)->trigger();
    QVERIFY(dock().isVisible());
}

void FilmDockTest::droppedPhotosBecomeKeyFrames() {
    drop({photo("a.png"), photo("b.png")}, QPoint(10, 10));
    QTRY_COMPARE(names(), QStringList({QStringLiteral("a.png"), QStringLiteral("b.png")}));
    QVERIFY(!model().at(0).thumbnail.isNull());
    QVERIFY(!m_window->session().photo());  // the strip's photos are not opened
}

void FilmDockTest::photosDropBetweenOthers() {
    addSamples(2);
    drop({photo("between.png")}, strip().tile(0).topRight() + QPoint(20, 20));
    QTRY_COMPARE(model().count(), 3);
    QCOMPARE(names().at(1), QStringLiteral("between.png"));
    QCOMPARE(model().current(), 1);
}

void FilmDockTest::aPhotoWithoutAFaceIsASentence() {
    m_control->faces.clear();
    drop({photo("empty.png")}, QPoint(10, 10));
    QTRY_VERIFY(child<MessageBar>("messageBar")->sentence().contains(QLatin1String("no face found")));
    QCOMPARE(model().count(), 0);
}

void FilmDockTest::theCurrentEditAndNewFacesBecomeKeyFrames() {
    auto* addEdit = child<QPushButton>("addEdit");
    QVERIFY(!addEdit->isEnabled());
    m_window->open({photo("photo.png")});
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
    m_window->session().setAmount("smile", 1, QStringLiteral("Smile"));
    QTest::mouseClick(addEdit, Qt::LeftButton);
    QTRY_COMPARE(model().count(), 1);
    QCOMPARE(model().at(0).key.recipe.amounts.at("smile"), 1.0);
    addSamples(1);
    QVERIFY(model().isFilm());
}

void FilmDockTest::draggingReorders() {
    addSamples(3);
    const QStringList before = names();
    QTest::mousePress(&strip(), Qt::LeftButton, {}, strip().tile(0).center());
    QTest::mouseMove(&strip(), strip().tile(1).center());
    QTest::mouseMove(&strip(), strip().tile(2).center() + QPoint(45, 0));
    QTest::mouseRelease(&strip(), Qt::LeftButton, {}, strip().tile(2).center() + QPoint(45, 0));
    QCOMPARE(names(), QStringList({before[1], before[2], before[0]}));
    QCOMPARE(model().current(), 2);
}

void FilmDockTest::keysChooseMoveAndRemove() {
    addSamples(3);
    const QStringList before = names();
    strip().setFocus();
    QTest::keyClick(&strip(), Qt::Key_Left);
    QCOMPARE(model().current(), 1);
    QTest::keyClick(&strip(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(names(), QStringList({before[1], before[0], before[2]}));
    QTest::keyClick(&strip(), Qt::Key_Delete);
    QCOMPARE(names(), QStringList({before[0], before[2]}));
    QTest::keyClick(&strip(), Qt::Key_Delete);
    QTest::keyClick(&strip(), Qt::Key_Delete);
    QCOMPARE(model().current(), -1);
}

void FilmDockTest::timesAndEasingBelongToTheChosenKey() {
    addSamples(2);
    model().setCurrent(0);
    child<QDoubleSpinBox>("seconds")->setValue(3.5);
    child<QDoubleSpinBox>("hold")->setValue(0);
    child<QComboBox>("easing")->setCurrentIndex(int(film::Easing::Even));
    QCOMPARE(model().at(0).stretch, (film::Stretch{0, 3.5, film::Easing::Even}));
    QCOMPARE(model().at(1).stretch, film::Stretch());
    model().setCurrent(1);
    QCOMPARE(child<QDoubleSpinBox>("seconds")->value(), film::Stretch().seconds);
    QCOMPARE(model().at(1).stretch, film::Stretch());
    child<QComboBox>("loop")->setCurrentIndex(int(film::Loop::Loop));
    QCOMPARE(model().plan(30, 0).timing.loop, film::Loop::Loop);
}

void FilmDockTest::theFilmIsShownAndScrubbed() {
    QSignalSpy frames(&dock().service(), &FilmService::frameReady);
    addSamples(2);
    auto* scrub = child<QSlider>("scrub");
    QTRY_VERIFY(scrub->maximum() > 60);
    scrub->setValue(40);
    QTRY_VERIFY(!frames.isEmpty() && frames.last()[1].toInt() == 40);
    QVERIFY(!frames.last()[0].value<QImage>().isNull());
    QTest::mouseClick(child<QToolButton>("removeKey"), Qt::LeftButton);
    QVERIFY(!scrub->isEnabled());
}

void FilmDockTest::playingGoesThroughTheFilm() {
    addSamples(2);
    auto* scrub = child<QSlider>("scrub");
    QTRY_VERIFY(scrub->maximum() > 60);
    QTest::mouseClick(child<QToolButton>("play"), Qt::LeftButton);
    QTRY_VERIFY(scrub->value() > 5);
    const int seen = scrub->value();
    QTRY_VERIFY(scrub->value() > seen + 5);
    QTest::mouseClick(child<QToolButton>("play"), Qt::LeftButton);
    QVERIFY(!m_window->findChild<FilmPreview*>()->isPlaying());
}

void FilmDockTest::theExportIsEstimatedAndWritten() {
    addSamples(2);
    QTest::mouseClick(child<QPushButton>("export"), Qt::LeftButton);
    auto* dialog = child<ExportDialog>("exportDialog");
    QTRY_VERIFY(dialog->findChild<QLabel*>(QStringLiteral("estimate"))->text().startsWith(QLatin1String("About ")));
    QSignalSpy exported(&dock().service(), &FilmService::exported);
    const auto path = *m_folder / "film.mp4";
    Q_EMIT dialog->chosen(model().plan(20, 64), {path, true, 90});
    dialog->accept();
    QTRY_COMPARE(exported.count(), 1);
    const auto film = test::readFilm(path);
    QCOMPARE(film.frames.size(), filmPositions(*m_window->service().loadedEngine(), model().plan(20, 64)).size());
    QVERIFY(child<MessageBar>("messageBar")->sentence().contains(QLatin1String("film.mp4")));
    const auto buttons = child<MessageBar>("messageBar")->findChildren<QPushButton*>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(),
                        [](const QPushButton* button) { return button->text() == QLatin1String("Show in folder"); }));
}

/// One that cannot be through before the test goes on.
void FilmDockTest::startLongExport(const char* name) {
    addSamples(2);
    model().setStretch(0, {600, 600, film::Easing::Linear});
    QTest::mouseClick(child<QPushButton>("export"), Qt::LeftButton);
    auto* dialog = child<ExportDialog>("exportDialog");
    Q_EMIT dialog->chosen(model().plan(240, 64), {*m_folder / name, true, 90});
    dialog->accept();
    QVERIFY(dock().service().isExporting());
    QTRY_VERIFY(child<QProgressBar>("exportProgress")->isVisible());
}

void FilmDockTest::cancellingAnExportLeavesNothing() {
    startLongExport("film.mp4");
    QTest::mouseClick(child<QPushButton>("cancelExport"), Qt::LeftButton);
    QTRY_VERIFY(!dock().service().isExporting());
    QVERIFY(child<QPushButton>("export")->isVisible());
    QVERIFY(std::filesystem::is_empty(m_folder->path()));
}

void FilmDockTest::closingWaitsForTheExport() {
    startLongExport("film.mp4");
    m_window->close();
    QVERIFY(m_window->isVisible());
    const auto buttons = child<MessageBar>("messageBar")->findChildren<QPushButton*>();
    const auto cancel = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
        return button->text() == QLatin1String("Cancel it and close");
    });
    QVERIFY(cancel != buttons.end());
    QTest::mouseClick(*cancel, Qt::LeftButton);
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(std::filesystem::is_empty(m_folder->path()));
}

QObject* makeFilmDockTest() {
    return new FilmDockTest;
}

#include "FilmDockTest.moc"
