// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"
#include "ui/PhotoInput.h"
#include "ui/document/ProjectFile.h"
#include "ui/mix/LikenessDialog.h"
#include "ui/mix/MixPanel.h"

#include <QCoreApplication>
#include <QDropEvent>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <fstream>
#include <malloc.h>

using namespace facet;
using namespace facet::ui;

namespace {

constexpr int Patience = 60'000;  // milliseconds

/// Of this process, in MiB.
double residentMemory() {
    malloc_trim(0);  // what is free is not held
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmRSS:") {
            double kib = 0;
            status >> kib;
            return kib / 1024;
        }
    }
    return 0;
}

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
    void aSecondFaceIsMixedInAndItsAttributesTaken();
    void whatAKilledProgramHadIsRestored();
    void fiftyPhotosInARowDoNotGrow();

 private:
    void save(const std::filesystem::path& path);
    void dropSecondFace(const std::filesystem::path& path);
    std::filesystem::path faceOfNobody();
    void openAndMeasure();
    QImage mouthShown();

    QRect m_mouth;
};

/// Where the example's mouth lies, in its pixels.
void EditorTest::openAndMeasure() {
    openExample();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    const Alignment& place = session().placedFace(0).alignment;
    const Point centre = place.toPhoto({0.5, 0.72});
    const int reach = int(place.side() * 0.12);
    m_mouth = QRect(int(centre.x) - reach, int(centre.y) - reach / 2, 2 * reach, reach);
}

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

void EditorTest::dropSecondFace(const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fromPath(path))});
    QWidget& slot = *child<MixPanel>("mix");
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&slot, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&slot, &event);
    QTRY_VERIFY_WITH_TIMEOUT(session().currentRecipe().mix.face, Patience);
}

/// The example seen in a mirror and darker, as a photo of somebody else.
std::filesystem::path EditorTest::faceOfNobody() {
    const auto path = *m_folder / "other.png";
    QImage other = QImage(QStringLiteral(FACET_EXAMPLE)).mirrored(true, false).convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < other.height(); ++y) {
        for (int x = 0; x < other.width(); ++x) {
            other.setPixelColor(x, y, other.pixelColor(x, y).darker(170));
        }
    }
    other.save(fromPath(path));
    return path;
}

void EditorTest::aSecondFaceIsMixedInAndItsAttributesTaken() {
    openAndMeasure();
    const QImage before = shown();
    dropSecondFace(faceOfNobody());
    const QPoint cheek = onCanvas(m_mouth.center().x(), m_mouth.top() - m_mouth.height() / 2);
    const auto light = [&cheek](const QImage& picture) { return qGray(picture.pixel(cheek)); };
    QTRY_VERIFY_WITH_TIMEOUT(light(shown()) < light(before) - 8, Patience);
    const int half = light(shown());
    auto& amount = *child<QSlider>("mixAmount");
    amount.setFocus();
    QTest::keyClick(&amount, Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(light(shown()) < half - 8, Patience);
    QTest::keyClick(&amount, Qt::Key_Home);
    QTRY_COMPARE(shown(), before);  // exactly, whatever was mixed in

    QMenu* menu = child<QToolButton>("mixSlot")->menu();
    Q_EMIT menu->aboutToShow();
    for (QAction* action : menu->actions()) {
        if (action->text().startsWith(QStringLiteral("Take attributes"))) {
            action->trigger();
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<LikenessDialog*>(), Patience);
    auto* list = m_window->findChild<LikenessDialog*>()->findChild<QListWidget*>();
    for (int row = 0; row < list->count(); ++row) {
        list->item(row)->setCheckState(Qt::Checked);
    }
    qInfo("%d attributes differ between a face and its darker mirror image", list->count());
    m_window->findChild<LikenessDialog*>()->reject();
}

int runVictim(const QString& folder);

void EditorTest::whatAKilledProgramHadIsRestored() {
    const auto data = *m_folder / "data";
    m_window.reset();  // two windows would share the folder
    QProcess victim;
    victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim"), fromPath(data)});
    QVERIFY(victim.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((victim.waitForReadyRead(100), said += victim.readAllStandardOutput()).contains("kept"),
                             Patience);
    victim.kill();
    QVERIFY(victim.waitForFinished());
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

    makeWindow();
    QVERIFY(messages().isVisible());
    QPushButton* restore = nullptr;
    for (QPushButton* button : messages().findChildren<QPushButton*>()) {
        restore = button->text() == QLatin1String("Restore") ? button : restore;
    }
    QVERIFY(restore);
    QTest::mouseClick(restore, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(session().isCurrentFaceReady(), Patience);
    QCOMPARE(session().photo()->source.path, std::filesystem::path(FACET_EXAMPLE));
    QCOMPARE(smile().amount(), 0.75);
    QVERIFY(session().hasUnsavedEdits());
    waitForPicture();
    QVERIFY(canvas().preview());
}

/// Memory that a photo leaves behind would be there fifty times: the pixels of one alone are 3 MiB, its pyramid
/// another.
void EditorTest::fiftyPhotosInARowDoNotGrow() {
    const QImage example(QStringLiteral(FACET_EXAMPLE));
    constexpr int Photos = 50;
    constexpr int Settled = 10;    // by then allocators and caches are as large as they get
    constexpr double Bound = 100;  // MiB; the pixels of those that come then are 160
    double settled = 0;
    for (int i = 0; i < Photos; ++i) {
        const auto path = *m_folder / ("photo" + std::to_string(i) + ".jpg");
        example.copy(i % 8, i % 5, example.width() - 8, example.height() - 5).save(fromPath(path), "JPG", 90);
        openAndWait(path);
        session().setAmount("smile", 0.5, {});
        waitForPicture();
        session().undoStack().setClean();  // saved, as it were
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!session().photo());
        if (i + 1 == Settled) {
            settled = residentMemory();
        }
    }
    const double grown = residentMemory() - settled;
    qInfo("%.0f MiB after %d photos, %+.1f MiB after %d", settled, Settled, grown, Photos);
    QVERIFY2(grown < Bound, qPrintable(QStringLiteral("grown by %1 MiB").arg(grown)));
}

namespace {

/// Edits the example in a window of its own and says so when the edit is in the journal; then waits to be killed.
class Victim : public test::RealWindow {
    Q_OBJECT

 public:
    int run(const std::filesystem::path& data) {
        MainWindow window({engineFactory(), {}, data});
        window.show();
        window.open({FACET_EXAMPLE});
        QTest::qWaitFor([&window] { return window.session().isCurrentFaceReady(); }, Patience);
        auto* slider = window.findChild<ParameterSlider*>(QStringLiteral("smile"));
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("0.75"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const auto isKept = [&data] {
            const auto folder = std::filesystem::directory_iterator(data / "recovery");
            return std::any_of(begin(folder), end(folder),
                               [](const auto& entry) { return entry.path().extension() == ".json"; });
        };
        QTest::qWaitFor(isKept, Patience);
        std::fputs("kept\n", stdout);
        std::fflush(stdout);
        return QApplication::exec();
    }
};

}  // namespace

int runVictim(const QString& folder) {
    return Victim().run(toPath(folder));
}

QObject* makeEditorTest() {
    return new EditorTest;
}

#include "EditorTest.moc"
