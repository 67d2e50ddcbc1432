// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// The whole window on a fake engine, driven as a person would.
class MainWindowTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void emptyWindowOffersWaysToAPhoto();
    void dropOpensThePhotoAndItsFace();
    void pasteOpensTheBitmap();
    void picturesComeFromBrowsers_data();
    void picturesComeFromBrowsers();
    void aFileOfAPageIsOpened();
    void anAddressAloneIsASentence();
    void draggingASliderChangesTheFaceLive();
    void oneDragIsOneUndo();
    void twoFingersZoomWhereTheyAre();
    void holdingBShowsTheOriginal();
    void lettersTypedIntoTheSearchDoNothingElse();
    void searchShowsMatchingSliders();
    void clickChoosesAmongFaces();
    void zoomingRendersTheFaceAnew();
    void saveAsWritesTheEditedPhoto();
    void badFileIsASentenceAndKeepsThePhoto();
    void eyesMarkedByHandMakeAFace();
    void closingAsksOnceAboutEdits();
    void missingModelIsASentenceWithAWayOut();
    void themeSwitchKeepsTheSurroundNeutral();
    void everyControlHasAName();
    void everyControlSaysWhatItIsFor();
};

void MainWindowTest::emptyWindowOffersWaysToAPhoto() {
    QVERIFY(!child<QPushButton>("tryExample")->isVisible());  // there is no such file
    QVERIFY(!action("Save as…") || !action("Save as…")->isEnabled());
    test::writePattern(*m_folder / "example.jpg");
    makeWindow();
    QVERIFY(child<QPushButton>("tryExample")->isVisible());
    QTest::mouseClick(child<QPushButton>("tryExample"), Qt::LeftButton);
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
}

void MainWindowTest::dropOpensThePhotoAndItsFace() {
    openPhoto();
    QVERIFY(canvas().isVisible());
    QVERIFY(smile().isVisible());
    QVERIFY(smile().isEnabled());
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("photo.png")));
    QVERIFY(m_window->session().undoStack().isClean());
}

void MainWindowTest::pasteOpensTheBitmap() {
    QImage bitmap(120, 90, QImage::Format_RGB32);
    bitmap.fill(Qt::darkCyan);
    QGuiApplication::clipboard()->setImage(bitmap);
    action("Paste")->trigger();
    QTRY_VERIFY(m_window->session().photo());
    QCOMPARE(m_window->session().photo()->image().width(), 120);
}

void MainWindowTest::picturesComeFromBrowsers_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a file's bytes") << QByteArray("application/octet-stream") << QByteArray() << QByteArray();
    QTest::newRow("within the page") << QByteArray("text/html")
                                     << QByteArray("<p><IMG alt='a' src=\"data:image/png;base64,")
                                     << QByteArray("\"></p>");
}

void MainWindowTest::picturesComeFromBrowsers() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFile file(QString::fromStdString(photo("page.png").string()));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray png = file.readAll();
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/page.png"))});
    data.setData(QString::fromLatin1(type), before.isEmpty() ? png : before + png.toBase64() + after);
    dropOn(*m_window, data);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(session().photo()->image().width(), 400);
    QVERIFY(messages().sentence().isEmpty());
}

void MainWindowTest::aFileOfAPageIsOpened() {
    QMimeData data;
    data.setHtml(QStringLiteral("<img src='%1'>")
                     .arg(QUrl::fromLocalFile(QString::fromStdString(photo("page.png").string())).toString()));
    dropOn(*m_window, data);
    QTRY_VERIFY(session().isCurrentFaceReady());
    QCOMPARE(session().photo()->source.name, QStringLiteral("page.png"));
}

void MainWindowTest::anAddressAloneIsASentence() {
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/page.png"))});
    data.setHtml(QStringLiteral("<img src=\"https://example.org/page.png\">"));
    dropOn(*m_window, data);
    QVERIFY(messages().sentence().contains(QStringLiteral("Copy the picture itself")));
    QCOMPARE(photos().count(), 0);
}

void MainWindowTest::draggingASliderChangesTheFaceLive() {
    openPhoto();
    const QColor before = faceColour();
    QSignalSpy previews(&m_window->service(), &EngineService::previewReady);
    ParameterSlider& slider = smile();
    const QPoint start(slider.width() * 3 / 5, slider.height() / 2);
    QTest::mousePress(&slider, Qt::LeftButton, {}, start);
    QTest::mouseMove(&slider, start + QPoint(60, 0));
    QVERIFY(previews.wait());  // before the button is let go
    QTRY_VERIFY(faceColour().red() > before.red() + 20);
    QCOMPARE(faceColour().green(), before.green());
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, start + QPoint(60, 0));
}

void MainWindowTest::oneDragIsOneUndo() {
    openPhoto();
    const QColor before = faceColour();
    dragSmile();
    QTRY_VERIFY(faceColour() != before);
    QCOMPARE(m_window->session().undoStack().count(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(smile().amount(), 0.0);
    QCOMPARE(faceColour(), before);  // at once: the original needs no engine
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(smile().amount() > 0.5);
    QTRY_VERIFY(faceColour() != before);
}

void MainWindowTest::twoFingersZoomWhereTheyAre() {
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_2);
    const QPointF fingers = onCanvas(200, 150);
    QNativeGestureEvent apart(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, fingers, fingers,
                              canvas().mapToGlobal(fingers), 0.5, QPointF());
    QApplication::sendEvent(&canvas(), &apart);
    QVERIFY(std::abs(canvas().view().zoom() - 1.5) < 0.01);
    QVERIFY((onCanvas(200, 150) - fingers).manhattanLength() < 3);
}

void MainWindowTest::holdingBShowsTheOriginal() {
    openPhoto();
    const QColor before = faceColour();
    dragSmile();
    QTRY_VERIFY(faceColour() != before);
    const QColor after = faceColour();
    QTest::keyPress(m_window.get(), Qt::Key_B);
    QCOMPARE(faceColour(), before);
    QTest::keyRelease(m_window.get(), Qt::Key_B);
    QCOMPARE(faceColour(), after);
    QTest::mousePress(child<QToolButton>("before"), Qt::LeftButton);
    QCOMPARE(faceColour(), before);
    QTest::mouseRelease(child<QToolButton>("before"), Qt::LeftButton);
    QCOMPARE(faceColour(), after);
}

void MainWindowTest::lettersTypedIntoTheSearchDoNothingElse() {
    openPhoto();
    const ViewTransform view = canvas().view();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto* search = child<QLineEdit>("search");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("b2fnm "));
    QCOMPARE(search->text(), QStringLiteral("b2fnm "));
    QCOMPARE(canvas().view(), view);
    QVERIFY(!canvas().isBeforeShown());
    QVERIFY(!canvas().isMarkingEyes());
}

void MainWindowTest::searchShowsMatchingSliders() {
    openPhoto();
    child<QLineEdit>("search")->setText(QStringLiteral("HAIR"));
    QVERIFY(!smile().isVisible());
    QVERIFY(child<ParameterSlider>("blond-hair")->isVisible());
    child<QLineEdit>("search")->setText(QStringLiteral("wings"));
    QVERIFY(child<QLabel>("nothingFound")->isVisible());
    child<QLineEdit>("search")->clear();
    QVERIFY(smile().isVisible());
}

void MainWindowTest::clickChoosesAmongFaces() {
    m_control->faces = {test::faceAt({120, 150}, 100), test::faceAt({300, 150}, 80, 1)};
    openPhoto();
    dragSmile();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(300, 150));
    QCOMPARE(m_window->session().currentFace(), 1);
    QCOMPARE(smile().amount(), 0.0);
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
    QTest::keyClick(m_window.get(), Qt::Key_N);
    QCOMPARE(m_window->session().currentFace(), 0);
    QVERIFY(smile().amount() > 0.5);
}

void MainWindowTest::zoomingRendersTheFaceAnew() {
    openPhoto();
    dragSmile();
    QSignalSpy previews(&m_window->service(), &EngineService::previewReady);
    QTRY_VERIFY(canvas().preview());
    QTest::keyClick(&canvas(), Qt::Key_2);
    QCOMPARE(canvas().view().zoom(), 1.0);
    QVERIFY(previews.wait());
    QTest::keyClick(&canvas(), Qt::Key_1);
    QVERIFY(canvas().view().isFitted());
}

void MainWindowTest::saveAsWritesTheEditedPhoto() {
    openPhoto();
    dragSmile();
    QVERIFY(m_window->isWindowModified());
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    auto* dialog = m_window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    dialog->selectFile(QString::fromStdString((*m_folder / "smiling.png").string()));
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(saved.wait());
    QVERIFY(!m_window->isWindowModified());
    const Image result = media::readPhoto(*m_folder / "smiling.png").image;
    QVERIFY(result.row<std::uint8_t>(150)[600] > test::pattern(400, 300).row<std::uint8_t>(150)[600] + 20);
    QVERIFY(messages().sentence().contains(QStringLiteral("smiling.png")));
}

void MainWindowTest::badFileIsASentenceAndKeepsThePhoto() {
    openPhoto();
    const OpenedPhotoPtr photo = m_window->session().photo();
    std::ofstream(*m_folder / "broken.jpg") << "\xff\xd8\xff nothing";
    drop(*m_folder / "broken.jpg");
    QTRY_VERIFY(messages().isVisible());
    QVERIFY(messages().sentence().contains(QStringLiteral("broken.jpg")));
    QCOMPARE(m_window->session().photo(), photo);
    QTest::mouseClick(messages().findChild<QToolButton*>(QStringLiteral("dismiss")), Qt::LeftButton);
    QVERIFY(!messages().isVisible());
    QVERIFY(smile().isEnabled());
}

void MainWindowTest::eyesMarkedByHandMakeAFace() {
    m_control->faces.clear();
    drop(test::writePattern(*m_folder / "photo.png"));
    QTRY_VERIFY(messages().sentence().startsWith(QStringLiteral("No face was found")));
    QVERIFY(!smile().isEnabled());
    QVERIFY(!smile().toolTip().isEmpty());
    QTest::mouseClick(messages().findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(canvas().isMarkingEyes());
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(180, 140));
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onCanvas(225, 142));
    QVERIFY(!canvas().isMarkingEyes());
    QVERIFY(!messages().isVisible());
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
    QVERIFY(std::abs(m_window->session().placedFace(0).face.leftEye.x - 180) < 1);
    QVERIFY(smile().isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_M);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!canvas().isMarkingEyes());
}

void MainWindowTest::closingAsksOnceAboutEdits() {
    openPhoto();
    dragSmile();
    QVERIFY(!m_window->close());
    QVERIFY(messages().sentence().contains(QStringLiteral("not saved")));
    const auto choices = messages().findChildren<QPushButton*>();
    QTest::mouseClick(choices.last(), Qt::LeftButton);
    QVERIFY(!m_window->isVisible());
}

void MainWindowTest::missingModelIsASentenceWithAWayOut() {
    m_control->failsToLoad = true;
    makeWindow();
    QTRY_VERIFY(messages().isVisible());
    QCOMPARE(messages().sentence(), QStringLiteral("The model file is missing."));
    drop(test::writePattern(*m_folder / "photo.png"));
    QTRY_VERIFY(canvas().isVisible());
    QTRY_VERIFY(messages().isVisible());
    m_control->failsToLoad = false;
    QTest::mouseClick(messages().findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
}

void MainWindowTest::themeSwitchKeepsTheSurroundNeutral() {
    openPhoto();
    for (int i = 0; i < 2; ++i) {
        const QColor surround = canvas().grab().toImage().pixelColor(3, 3);
        QCOMPARE(surround.red(), surround.green());
        QCOMPARE(surround.green(), surround.blue());
        action("Switch between dark and light")->trigger();
        QTRY_VERIFY(canvas().grab().toImage().pixelColor(3, 3) != surround);
    }
}

void MainWindowTest::everyControlSaysWhatItIsFor() {
    openPhoto();
    action("Film")->trigger();
    action("Mask")->trigger();
    QStringList mute;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        QHelpEvent query(QEvent::QueryWhatsThis, QPoint(2, 2), widget->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(widget, &query);
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !query.isAccepted()) {
            mute << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
        }
    }
    QVERIFY2(mute.isEmpty(), qPrintable(mute.join(QLatin1Char('\n'))));
    const auto told = [] { return QApplication::activePopupWidget() != nullptr; };
    smile().setFocus();
    QVERIFY(!told());
    QTest::keyClick(&smile(), Qt::Key_F1, Qt::ShiftModifier);
    QTRY_VERIFY(told());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!told());
}

void MainWindowTest::everyControlHasAName() {
    openPhoto();
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)) {
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
            const QString name = accessible ? accessible->text(QAccessible::Name) : QString();
            QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className())));
        }
    }
}

QObject* makeMainWindowTest() {
    return new MainWindowTest;
}

#include "MainWindowTest.moc"
