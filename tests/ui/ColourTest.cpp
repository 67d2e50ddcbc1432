// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/Settings.h"
#include "ui/canvas/ScreenColours.h"

#include <QCheckBox>
#include <QColorSpace>
#include <QLabel>
#include <QTest>

using namespace facet;
using namespace facet::ui;

/// The photo's colours on a screen that is not sRGB, which is one with a made profile.
class ColourTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void colourlessProfilesChangeNothing();
    void thePhotoIsShownInTheScreensColours();
    void whatIsSavedIsThePhotos();
    void thePreferenceSwitchesItOff();
    void aProfileThatComesLaterIsUsedWhenTheWindowComesToTheFront();

 private:
    QColor onScreen(QColor photo) const;

    QByteArray m_wide;
};

void ColourTest::initTestCase() {
    m_wide = QColorSpace(QColorSpace::AdobeRgb).iccProfile();
    QVERIFY(!m_wide.isEmpty());
}

void ColourTest::init() {
    m_profile = m_wide;
    setUp();
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    QTest::keyClick(m_window.get(), Qt::Key_2);  // pixel by pixel
}

void ColourTest::cleanup() {
    Settings().setColoursManaged(true);
    tearDown();
}

QColor ColourTest::onScreen(QColor photo) const {
    const auto toScreen =
        QColorSpace(QColorSpace::SRgb).transformationToColorSpace(QColorSpace::fromIccProfile(m_wide));
    return QColor::fromRgb(toScreen.map(photo.rgb()));
}

void ColourTest::colourlessProfilesChangeNothing() {
    QImage picture(2, 1, QImage::Format_RGB32);
    picture.fill(QColor(200, 30, 90));
    const QImage before = picture;
    for (const QByteArray& profile : {QByteArray(), QByteArray("no profile"), m_wide.left(m_wide.size() / 2),
                                      QColorSpace(QColorSpace::SRgb).iccProfile()}) {
        const ScreenColours colours(profile);
        QVERIFY(colours.changesNothing());
        colours.apply(picture);
        QCOMPARE(picture, before);
    }
    const ScreenColours wide(m_wide);
    QVERIFY(!wide.changesNothing());
    QVERIFY(!wide.profileName().isEmpty());
    wide.apply(picture);
    QVERIFY(picture.pixelColor(0, 0).red() < 200);  // a wider space has the same red at a lower value
}

void ColourTest::thePhotoIsShownInTheScreensColours() {
    const QColor photo(60 + 200 % 90, 60 + 150 % 90, 60 + 350 % 90);
    QCOMPARE(faceColour(), onScreen(photo));
    session().setAmount("smile", 1, {});
    QTRY_COMPARE(faceColour(), onScreen(QColor(photo.red() + 51, photo.green(), photo.blue())));
    const QColor surround = canvas().grab().toImage().pixelColor(2, 2);
    QCOMPARE(surround.red(), surround.blue());  // what is around the photo stays neutral
}

void ColourTest::whatIsSavedIsThePhotos() {
    session().setAmount("smile", 1, {});
    const auto path = *m_folder / "out.png";
    m_window->service().save({session().photo(), session().editedFaces(), path});
    QTRY_VERIFY(std::filesystem::exists(path));
    const QColor saved = QImage(QString::fromStdString(path.string())).pixelColor(200, 150);
    QCOMPARE(saved, QColor(60 + 200 % 90 + 51, 60 + 150 % 90, 60 + 350 % 90));
}

void ColourTest::thePreferenceSwitchesItOff() {
    const QColor photo(60 + 200 % 90, 60 + 150 % 90, 60 + 350 % 90);
    action("Preferences")->trigger();
    auto* managed = child<QCheckBox>("manageColours");
    QVERIFY(managed->isChecked());
    QVERIFY(child<QLabel>("screenProfile")->text().contains(ScreenColours(m_wide).profileName()));
    managed->click();
    QCOMPARE(faceColour(), photo);
    managed->click();
    QCOMPARE(faceColour(), onScreen(photo));
}

void ColourTest::aProfileThatComesLaterIsUsedWhenTheWindowComesToTheFront() {
    m_profile.clear();
    QEvent front(QEvent::WindowActivate);
    QApplication::sendEvent(m_window.get(), &front);
    QVERIFY(canvas().screenColours().changesNothing());
    m_profile = m_wide;
    QApplication::sendEvent(m_window.get(), &front);
    QVERIFY(!canvas().screenColours().changesNothing());
}

QObject* makeColourTest() {
    return new ColourTest;
}

#include "ColourTest.moc"
