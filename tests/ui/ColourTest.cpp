// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Profiles.h"
#include "tests/ui/WindowFixture.h"
#include "ui/ColourControl.h"
#include "ui/Settings.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/film/FilmDock.h"
#include "ui/panels/AttributePanel.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QHelpEvent>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QThread>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <lcms2.h>

using namespace facet;
using namespace facet::ui;

namespace {

std::atomic<int> conversionsOnUi = 0;
std::atomic<int> conversionsElsewhere = 0;

QByteArray bytesOf(const std::vector<std::byte>& profile) {
    return {reinterpret_cast<const char*>(profile.data()), qsizetype(profile.size())};
}

const QColor Plain(120, 200, 90);

QColor middleOf(const QIcon& icon) {
    const QImage picture = icon.pixmap(64).toImage();
    return picture.isNull() ? QColor() : picture.pixelColor(picture.rect().center());
}

QColor middleOf(const QLabel& label) {
    return middleOf(QIcon(label.pixmap(Qt::ReturnByValue)));
}

/// To one step, for lcms2's tables are not its profiles.
bool isAlmost(QColor one, QColor other) {
    return std::abs(one.red() - other.red()) <= 1 && std::abs(one.green() - other.green()) <= 1 &&
           std::abs(one.blue() - other.blue()) <= 1;
}

}  // namespace

// The linker puts this before lcms2's own, see CMakeLists.txt.
extern "C" {
void __real_cmsDoTransform(cmsHTRANSFORM transform, const void* from, void* to, cmsUInt32Number pixels);   // NOLINT
void __wrap_cmsDoTransform(cmsHTRANSFORM transform, const void* from, void* to, cmsUInt32Number pixels) {  // NOLINT
    ++(QThread::currentThread() == qApp->thread() ? conversionsOnUi : conversionsElsewhere);
    __real_cmsDoTransform(transform, from, to, pixels);
}
}

/// The photo's colours on a screen that is not sRGB, which is one with a made profile.
class ColourTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theNextBestLevelStandsIn();
    void sRgbCostsNothing_data();
    void sRgbCostsNothing();
    void aBrokenProfileIsToldOfOnce();
    void thePhotoIsShownInTheScreensColours_data();
    void thePhotoIsShownInTheScreensColours();
    void closerUpTheColoursStay();
    void smallPicturesAreInTheScreensColours();
    void whatASliderWouldDoIsInTheScreensColours();
    void drawnFacesAreInTheScreensColours();
    void theSecondFaceIsInTheScreensColours();
    void filmsAreInTheScreensColours();
    void theUiThreadDoesNotConvert();
    void whatIsSavedIsThePhotos();
    void thePreferenceSwitchesItOff();
    void aProfileThatComesLaterIsUsedWhenTheWindowComesToTheFront();

 private:
    bool isShown(QColor photo, double x = 200, double y = 150);
    QColor onScreen(QColor photo) const;
    void comeToTheFront(const QByteArray& profile);
    QColor thumbnail(int index);
    void openPlain();
    static QColor patternAt(int x, int y) { return {60 + x % 90, 60 + y % 90, 60 + (x + y) % 90}; }

    QByteArray m_wide;
    QByteArray m_tables;
};

void ColourTest::initTestCase() {
    m_wide = bytesOf(test::wideProfile());
    m_tables = bytesOf(test::tableProfile());
}

void ColourTest::init() {
    m_profile = m_wide;
    setUp();
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    QTest::keyClick(m_window.get(), Qt::Key_2);  // pixel by pixel
    QTRY_VERIFY(canvas().screenColours());
    QTRY_COMPARE(canvas().lackingLevel(), -1);
}

void ColourTest::cleanup() {
    Settings().setColoursManaged(true);
    tearDown();
}

QColor ColourTest::onScreen(QColor photo) const {
    if (m_profile.isEmpty()) {
        return photo;
    }
    const int onUi = conversionsOnUi;  // this one does not count
    const auto* first = reinterpret_cast<const std::byte*>(m_profile.constData());
    const auto rgb = test::onScreen({first, first + m_profile.size()},
                                    {static_cast<unsigned char>(photo.red()), static_cast<unsigned char>(photo.green()),
                                     static_cast<unsigned char>(photo.blue())});
    conversionsOnUi = onUi;
    return {rgb[0], rgb[1], rgb[2]};
}

bool ColourTest::isShown(QColor photo, double x, double y) {
    return isAlmost(colourAt(x, y), onScreen(photo));
}

void ColourTest::comeToTheFront(const QByteArray& profile) {
    m_profile = profile;
    QEvent front(QEvent::WindowActivate);
    QApplication::sendEvent(m_window.get(), &front);
}

QColor ColourTest::thumbnail(int index) {
    return middleOf(photos().data(photos().index(index), Qt::DecorationRole).value<QIcon>());
}

void ColourTest::theNextBestLevelStandsIn() {
    const OpenedPhotoPtr photo = opened({}, {test::pattern(2000, 1000), nullptr});
    const auto wide = canvas().screenColours();
    ShownLevels levels;
    levels.setPhoto(photo);
    QVERIFY(!levels.lacks(0));
    QCOMPARE(levels.find(1).picture, &photo->pyramid.level(1));
    levels.setColours(wide);
    QVERIFY(levels.lacks(1));
    QCOMPARE(levels.find(1).picture, &photo->pyramid.level(1));  // better than nothing
    const ShownLevelPtr second = shownLevel(photo, 2, wide);
    QVERIFY(levels.take(second));
    QVERIFY(!levels.lacks(2));
    QVERIFY(levels.lacks(0));
    for (const int level : {0, 2, 3}) {
        QCOMPARE(levels.find(level).picture, &second->picture);
        QCOMPARE(levels.find(level).level, 2);
    }
    const auto tables = std::make_shared<const media::ScreenColours>(test::tableProfile());
    levels.setColours(tables);
    QVERIFY(levels.lacks(2));
    QCOMPARE(levels.find(2).picture, &second->picture);
    QVERIFY(!levels.take(second));
    QVERIFY(levels.take(shownLevel(photo, 1, tables)));
    QCOMPARE(levels.find(2).level, 1);  // no colours of the last screen beside those of this one
    QVERIFY(!levels.take(shownLevel(opened({}, {test::pattern(20, 10), nullptr}), 0, tables)));
    levels.setColours(nullptr);
    QCOMPARE(levels.find(2).picture, &photo->pyramid.level(2));
}

void ColourTest::sRgbCostsNothing_data() {
    QTest::addColumn<QByteArray>("profile");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("sRGB's own") << bytesOf(test::srgbProfile());
}

void ColourTest::sRgbCostsNothing() {
    QFETCH(QByteArray, profile);
    comeToTheFront(profile);
    QTRY_VERIFY(!canvas().screenColours());
    openAndWait({photo("another.png")});
    QTRY_VERIFY(thumbnail(1).isValid());  // they come in order: the first one is not being converted any more
    showAndWait(0);
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QTRY_COMPARE(faceColour(), patternAt(200, 150));
    conversionsElsewhere = 0;
    conversionsOnUi = 0;
    session().setAmount("smile", 1, {});
    QTRY_COMPARE(faceColour().red(), patternAt(200, 150).red() + 51);
    openAndWait({photo("a third.png")});
    QTRY_VERIFY(thumbnail(2).isValid());
    QCOMPARE(conversionsElsewhere + conversionsOnUi, 0);
    QVERIFY(messages().sentence().isEmpty());
}

void ColourTest::aBrokenProfileIsToldOfOnce() {
    for (const QByteArray& broken :
         {QByteArray("no profile"), m_wide.left(m_wide.size() / 2), bytesOf(test::greyProfile(2.2))}) {
        comeToTheFront(broken);
        QTRY_VERIFY(messages().sentence().contains(QStringLiteral("profile")));
        QVERIFY(!canvas().screenColours());
        QCOMPARE(faceColour(), patternAt(200, 150));
        messages().dismiss();
        comeToTheFront(broken);
        QTest::qWait(0);
        QVERIFY(messages().sentence().isEmpty());
    }
}

void ColourTest::thePhotoIsShownInTheScreensColours_data() {
    QTest::addColumn<bool>("tables");
    QTest::newRow("a matrix") << false;
    QTest::newRow("tables") << true;
}

void ColourTest::thePhotoIsShownInTheScreensColours() {
    QFETCH(bool, tables);
    const QColor photo = patternAt(200, 150);
    if (tables) {
        session().setAmount("smile", 1, {});
        QTRY_VERIFY(canvas().preview());
        comeToTheFront(m_tables);  // what is shown is made again
        QTRY_VERIFY(isShown(QColor(photo.red() + 51, photo.green(), photo.blue())));
        session().resetAmounts();
    }
    QTRY_VERIFY(isShown(photo));
    session().setAmount("smile", 1, {});
    QTRY_VERIFY(isShown(QColor(photo.red() + 51, photo.green(), photo.blue())));
    QTRY_VERIFY(isShown(patternAt(20, 30), 20, 30));  // where nothing is edited
    const QColor surround = canvas().grab().toImage().pixelColor(2, 2);
    QCOMPARE(surround.red(), surround.blue());  // what is around the photo stays neutral
}

/// From the level that came with the photo to one that is made when it is needed.
void ColourTest::closerUpTheColoursStay() {
    openAndWait({test::writePattern(*m_folder / "large.png", 3000, 2200)});
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QVERIFY(canvas().view().zoom() < 0.5);
    QTRY_COMPARE(canvas().lackingLevel(), -1);
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QCOMPARE(canvas().lackingLevel(), 0);
    QTRY_COMPARE(canvas().lackingLevel(), -1);
    QVERIFY(isShown(patternAt(1500, 1100), 1500, 1100));
}

void ColourTest::openPlain() {
    QImage plain(400, 300, QImage::Format_RGB32);
    plain.fill(Plain);
    QVERIFY(plain.save(QString::fromStdString((*m_folder / "plain.png").string())));
    openAndWait({*m_folder / "plain.png"});
    conversionsOnUi = 0;
}

void ColourTest::smallPicturesAreInTheScreensColours() {
    openPlain();
    QTRY_VERIFY(isAlmost(thumbnail(1), onScreen(Plain)));
    comeToTheFront(m_tables);
    QTRY_VERIFY(isAlmost(thumbnail(1), onScreen(Plain)));
    comeToTheFront({});
    QTRY_COMPARE(thumbnail(1), Plain);
}

/// Beside the slider while the pointer rests on it, and on its card.
void ColourTest::whatASliderWouldDoIsInTheScreensColours() {
    openPlain();
    auto* bangs = child<ParameterSlider>("bangs");  // which the fake engine does not show
    QHelpEvent rest(QEvent::ToolTip, QPoint(9, 9), bangs->mapToGlobal(QPoint(9, 9)));
    QApplication::sendEvent(bangs, &rest);
    QTRY_VERIFY(child<QWidget>("tryOut")->isVisible());
    QVERIFY(isAlmost(middleOf(*child<QWidget>("tryOut")->findChild<QLabel*>()), onScreen(Plain)));
    Q_EMIT m_window->findChild<AttributePanel*>()->cardRequested("bangs");
    QTRY_VERIFY(child<QDialog>("attributeCard"));
    const auto isIn = [](const QLabel* label) { return !label->pixmap(Qt::ReturnByValue).isNull(); };
    const auto labels = child<QDialog>("attributeCard")->findChildren<QLabel*>();
    QTRY_COMPARE(std::count_if(labels.begin(), labels.end(), isIn), 9);
    const QLabel& first = **std::find_if(labels.begin(), labels.end(), isIn);
    QVERIFY(isAlmost(middleOf(first), onScreen(Plain)));
    comeToTheFront({});  // an open card follows
    QTRY_COMPARE(middleOf(first), Plain);
    QCOMPARE(conversionsOnUi, 0);
}

void ColourTest::drawnFacesAreInTheScreensColours() {
    openPlain();
    action("New face…")->trigger();
    auto* face = child<QToolButton>("sample1");
    QTRY_VERIFY(face->isEnabled());
    const Image drawn = m_window->service().loadedEngine()->sample(2, 0.85, 1).back();
    const auto* first = drawn.row<std::uint8_t>(0);
    QVERIFY(isAlmost(middleOf(face->icon()), onScreen(QColor(first[0], first[1], first[2]))));
    QCOMPARE(conversionsOnUi, 0);
}

void ColourTest::theSecondFaceIsInTheScreensColours() {
    openPlain();
    openAndWait({photo("another.png")});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString((*m_folder / "plain.png").string()))});
    dropOn(*child<QWidget>("mix"), data);
    const auto shown = [this] { return middleOf(child<QToolButton>("mixSlot")->icon()); };
    QTRY_VERIFY(isAlmost(shown(), onScreen(Plain)));
    comeToTheFront({});
    QTRY_COMPARE(shown(), Plain);
    QCOMPARE(session().currentRecipe().mix.face->picture.row<std::uint8_t>(40)[0], Plain.red());  // what is kept
    QCOMPARE(conversionsOnUi, 0);
}

void ColourTest::filmsAreInTheScreensColours() {
    openPlain();
    action("Film")->trigger();
    QTest::mouseClick(child<QPushButton>("addEdit"), Qt::LeftButton);
    const auto shown = [this] {
        const QImage picture = child<QWidget>("filmPicture")->grab().toImage();
        return picture.pixelColor(picture.rect().center());
    };
    QTRY_VERIFY(isAlmost(shown(), onScreen(Plain)));  // one key is a still
    QTest::mouseClick(child<QPushButton>("addEdit"), Qt::LeftButton);
    QTRY_VERIFY(child<QSlider>("scrub")->maximum() > 1);
    QVERIFY(isAlmost(shown(), onScreen(Plain)));
    const auto& film = child<FilmDock>("filmDock")->model();
    const auto ofKey = [&film](int key) {
        return film.at(key).thumbnail.pixelColor(film.at(key).thumbnail.rect().center());
    };
    QTRY_COMPARE(film.count(), 2);
    QVERIFY(isAlmost(ofKey(1), onScreen(Plain)));
    comeToTheFront({});
    QTRY_COMPARE(shown(), Plain);
    QTRY_COMPARE(ofKey(0), Plain);
    QTRY_COMPARE(ofKey(1), Plain);
    QCOMPARE(conversionsOnUi, 0);
}

void ColourTest::theUiThreadDoesNotConvert() {
    conversionsOnUi = 0;
    conversionsElsewhere = 0;
    comeToTheFront(m_tables);
    openAndWait({test::writePattern(*m_folder / "large.png", 3000, 2200)});
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QTRY_COMPARE(canvas().lackingLevel(), -1);
    session().setAmount("smile", 1, {});
    QTRY_VERIFY(canvas().preview());
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QTRY_COMPARE(canvas().lackingLevel(), -1);
    canvas().grab();
    QCOMPARE(conversionsOnUi, 0);
    QVERIFY(conversionsElsewhere > 2200);  // a row at a time
}

void ColourTest::whatIsSavedIsThePhotos() {
    session().setAmount("smile", 1, {});
    const auto path = *m_folder / "out.png";
    m_window->service().save({session().photo(), session().editedFaces(), path});
    QTRY_VERIFY(std::filesystem::exists(path));
    const QColor saved = QImage(QString::fromStdString(path.string())).pixelColor(200, 150);
    QCOMPARE(saved, QColor(patternAt(200, 150).red() + 51, patternAt(200, 150).green(), patternAt(200, 150).blue()));
}

void ColourTest::thePreferenceSwitchesItOff() {
    comeToTheFront(m_tables);
    action("Preferences")->trigger();
    auto* managed = child<QCheckBox>("manageColours");
    QVERIFY(managed->isChecked());
    QTRY_VERIFY(child<QLabel>("screenProfile")->text().contains(QStringLiteral("Bildschirm für Fotos")));
    managed->click();
    QCOMPARE(faceColour(), patternAt(200, 150));
    managed->click();
    QTRY_VERIFY(isShown(patternAt(200, 150)));
}

void ColourTest::aProfileThatComesLaterIsUsedWhenTheWindowComesToTheFront() {
    comeToTheFront({});
    QVERIFY(!canvas().screenColours());
    QCOMPARE(faceColour(), patternAt(200, 150));
    comeToTheFront(m_wide);
    QCOMPARE(faceColour(), patternAt(200, 150));  // until the worker has answered
    QTRY_VERIFY(isShown(patternAt(200, 150)));
}

QObject* makeColourTest() {
    return new ColourTest;
}

#include "ColourTest.moc"
