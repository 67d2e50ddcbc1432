// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"
#include "ui/PhotoInput.h"
#include "ui/mix/LikenessDialog.h"
#include "ui/mix/MixPanel.h"

#include <QDropEvent>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <cmath>

using namespace facet;
using namespace facet::ui;

/// A second face, on the model that is shipped.
class SecondFaceTest : public test::RealWindow {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void aSecondFaceIsMixedInAndItsAttributesTaken();
    void aFaceHasTheAttributesOfItsOwnDarkerMirrorImage();
    void takenAttributesBringTheFaceNearer();

 private:
    void dropSecondFace(const std::filesystem::path& path);
    std::filesystem::path faceOfNobody();
    OtherFace otherFrom(const EncodedFace& face);
    /// The example's face as the engine reads it with this edit in it.
    std::shared_ptr<const EncodedFace> readWith(const Amounts& amounts);
};

void SecondFaceTest::dropSecondFace(const std::filesystem::path& path) {
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
std::filesystem::path SecondFaceTest::faceOfNobody() {
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

void SecondFaceTest::aSecondFaceIsMixedInAndItsAttributesTaken() {
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
    m_window->findChild<LikenessDialog*>()->reject();
}

OtherFace SecondFaceTest::otherFrom(const EncodedFace& face) {
    const auto engine = m_window->service().loadedEngine();
    return {"other", {}, engine->info().modelHash, engine->latentsOf(face)};
}

std::shared_ptr<const EncodedFace> SecondFaceTest::readWith(const Amounts& amounts) {
    const auto engine = m_window->service().loadedEngine();
    const Image& photo = session().photo()->image();
    const EncodedFace& face = *session().encoded(0);
    const EditRecipe recipe{amounts};
    engine->refine(face, recipe, {});
    return engine->encode(engine->composite(photo, 1, photo.bounds(), {engine->edit(face, recipe)}), face.alignment());
}

void SecondFaceTest::aFaceHasTheAttributesOfItsOwnDarkerMirrorImage() {
    openExample();
    const auto engine = m_window->service().loadedEngine();
    const Image mirrored = media::readPhoto(faceOfNobody()).image;
    const Face place = engine->findFaces(mirrored).front();
    const auto other = engine->encode(mirrored, Alignment::fromEyes(place.leftEye, place.rightEye));
    const Amounts amounts = engine->amountsTowards(*session().encoded(0), otherFrom(*other));
    for (const auto& [name, amount] : amounts) {
        qInfo("%s %+.2f", name.c_str(), amount);
    }
    QVERIFY(amounts.empty());
}

void SecondFaceTest::takenAttributesBringTheFaceNearer() {
    openExample();
    const auto engine = m_window->service().loadedEngine();
    for (const char* name : {"beard", "glasses", "makeup", "blond-hair", "masculine"}) {
        const OtherFace other = otherFrom(*readWith({{name, 1.5}}));
        const auto toGo = [&](const EncodedFace& face) {
            const Amounts amounts = engine->amountsTowards(face, other);
            const auto found = amounts.find(name);
            return found == amounts.end() ? 0 : found->second;
        };
        const double asked = toGo(*session().encoded(0));
        const double left = toGo(*readWith({{name, asked}}));
        qInfo("%s: %+.2f to go, %+.2f when it is taken", name, asked, left);
        QVERIFY(asked > 0.2);
        QVERIFY(std::abs(left) < asked / 2);
    }
}

QObject* makeSecondFaceTest() {
    return new SecondFaceTest;
}

#include "SecondFaceTest.moc"
