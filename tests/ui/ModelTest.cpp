// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "tests/ui/WindowFixture.h"
#include "ui/Settings.h"
#include "ui/Translations.h"
#include "ui/dialogs/ModelPage.h"
#include "ui/jobs/EngineTexts.h"
#include "ui/jobs/Sentences.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Another model than the bundled one, and what the engine says about models and files.
class ModelTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup();
    void anotherModelIsUsedAndOpenPhotosAreReadAgain();
    void aModelThatDoesNotLoadChangesNothing();
    void whatAModelDoesNotKnowWaitsForTheOneThatDoes();
    void aModelOfTheCommandLineStays();
    void sentencesAreInTheWindowsLanguage_data();
    void sentencesAreInTheWindowsLanguage();
    void realErrorsAreKnown();
    void namesThatLookLikePlacesAreKept();

 protected:
    EngineFactory engineFactory() override;

 private:
    ModelPage& openPage();
    void choose(const std::filesystem::path& path);
};

void ModelTest::cleanup() {
    tearDown();
    Settings().setModel({});
    test::removeTranslations();
}

/// A file that holds "broken" is no model.
EngineFactory ModelTest::engineFactory() {
    return [control = m_control]() -> std::unique_ptr<FaceEngine> {
        const std::string path = Settings().model().toStdString();
        std::string content;
        std::ifstream(path) >> content;
        if (content == "broken") {
            throw Error(ErrorKind::Model, path + ": is no safetensors file: its header is no JSON object");
        }
        return std::make_unique<test::FakeFaceEngine>(control);
    };
}

ModelPage& ModelTest::openPage() {
    action("Preferences")->trigger();
    child<QTabBar>("preferencePages")->setCurrentIndex(2);
    return *m_window->findChild<ModelPage*>();
}

void ModelTest::choose(const std::filesystem::path& path) {
    QSignalSpy running(&m_window->service(), &EngineService::runningChanged);
    QTest::mouseClick(child<QPushButton>("modelFile"), Qt::LeftButton);
    answerFileDialog(path);
    QTRY_VERIFY(running.count() >= 2 && !m_window->service().isRunning(EngineService::Task::LoadModel));
}

void ModelTest::anotherModelIsUsedAndOpenPhotosAreReadAgain() {
    openPhoto();
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
    const auto before = session().encoded(0);
    const auto other = *m_folder / "other.safetensors";
    std::ofstream(other) << "model";
    const ModelPage& page = openPage();
    QVERIFY(!page.findChild<QPushButton*>(QStringLiteral("modelBundled"))->isEnabled());
    m_control->modelHash = "another";
    choose(other);
    QCOMPARE(Settings().model().toStdString(), other.string());
    QTRY_VERIFY(session().encoded(0) && session().encoded(0) != before);
    QCOMPARE(smile().amount(), 1.0);
    QTRY_VERIFY(canvas().preview());
    auto* bundled = page.findChild<QPushButton*>(QStringLiteral("modelBundled"));
    QVERIFY(bundled->isEnabled());
    QTest::mouseClick(bundled, Qt::LeftButton);
    QTRY_COMPARE(Settings().model(), QString());
    QTRY_VERIFY(!bundled->isEnabled());
}

void ModelTest::aModelThatDoesNotLoadChangesNothing() {
    openPhoto();
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
    const auto broken = *m_folder / "broken.safetensors";
    std::ofstream(broken) << "broken";
    const ModelPage& page = openPage();
    const auto before = session().encoded(0);
    choose(broken);
    QCOMPARE(Settings().model(), QString());
    QCOMPARE(page.findChild<QLabel*>(QStringLiteral("modelSentence"))->text(),
             QString::fromStdString(broken.string() + " is no model; choose another file."));
    QCOMPARE(session().encoded(0), before);
    const PreviewPtr shown = canvas().preview();
    smile().editAmount(0.5);
    QTRY_VERIFY(canvas().preview() != shown);
}

void ModelTest::whatAModelDoesNotKnowWaitsForTheOneThatDoes() {
    openPhoto();
    smile().editAmount(1);
    QTRY_VERIFY(canvas().preview());
    const auto poor = *m_folder / "poor.safetensors";
    std::ofstream(poor) << "model";
    openPage();
    m_control->lacks = {"smile"};
    choose(poor);
    QTRY_VERIFY(messages().isVisible());
    QTRY_VERIFY(session().isCurrentFaceReady());
    QTRY_VERIFY(!canvas().preview());
    QCOMPARE(session().recipe(0).amounts.at("smile"), 1.0);
    m_control->lacks.clear();
    QTest::mouseClick(child<QPushButton>("modelBundled"), Qt::LeftButton);
    QTRY_VERIFY(canvas().preview());
    QCOMPARE(smile().amount(), 1.0);
}

void ModelTest::aModelOfTheCommandLineStays() {
    m_window = std::make_unique<MainWindow>(WindowSetup{engineFactory(),
                                                        {},
                                                        *m_folder / "data",
                                                        test::fakeLessons(m_control),
                                                        [](const QScreen*) { return QByteArray(); },
                                                        QStringLiteral("/models/mine")});
    m_window->show();
    QTRY_VERIFY(m_window->service().info());
    openPage();
    for (const char* name : {"modelFile", "modelFolder", "modelBundled"}) {
        QVERIFY(!child<QPushButton>(name)->isEnabled());
    }
    QCOMPARE(child<QLabel>("modelSentence")->text(), QStringLiteral("Facet was started with this model"));
}

void ModelTest::sentencesAreInTheWindowsLanguage_data() {
    QTest::addColumn<QString>("engines");
    QTest::addColumn<QString>("windows");
    const auto row = [](const char* engines, const char* windows) {
        QTest::newRow(engines) << QString::fromUtf8(engines) << QString::fromUtf8(windows);
    };
    row("The processor computes (no NVIDIA driver), in bfloat16, which AVX-512 BF16 multiplies in hardware.",
        "Der Prozessor rechnet (kein NVIDIA-Treiber), in bfloat16, womit AVX-512 BF16 in Hardware multipliziert.");
    row("The GPU is faster than the processor, in float16.",
        "Die Grafikkarte ist schneller als der Prozessor, in float16.");
    row("the device cuda cannot be used (no NVIDIA driver); say --device cpu, or auto for whatever there is",
        "das Gerät cuda lässt sich nicht verwenden (kein NVIDIA-Treiber); wählen Sie in den Einstellungen ein anderes");
    row("a.jpg is damaged: its pixels cannot be decoded",
        "a.jpg ist beschädigt: die Pixel lassen sich nicht entschlüsseln");
    row("/x/y.png cannot be written: there is no folder /x; make it, or choose another",
        "/x/y.png kann nicht geschrieben werden: den Ordner /x gibt es nicht; legen Sie ihn an oder wählen Sie einen "
        "anderen");
    row("/x/y.png cannot be written: No space left on device",
        "/x/y.png kann nicht geschrieben werden: der Datenträger ist voll; schaffen Sie Platz oder wählen Sie einen "
        "anderen");
    row("m.safetensors: the tensor prior.0.mean is missing",
        "m.safetensors ist beschädigt (Tensor prior.0.mean is missing); holen Sie die Datei noch einmal");
    row("learning wants at least 8 photos of faces with it, but found 3 in 5; give more photos",
        "mindestens 8 Gesichter damit sind nötig, in den 5 Fotos sind 3; fügen Sie mehr hinzu");
    row("nothing that anybody knows", "nothing that anybody knows");
}

void ModelTest::sentencesAreInTheWindowsLanguage() {
    QFETCH(const QString, engines);
    QFETCH(const QString, windows);
    installTranslations(QStringLiteral("de"));
    QCOMPARE(inTheWindowsWords(engines), windows);
}

/// Errors that the engine really throws end up in German.
void ModelTest::realErrorsAreKnown() {
    installTranslations(QStringLiteral("de"));
    const auto file = [this](const char* name, const char* content) {
        std::ofstream(*m_folder / name) << content;
        return *m_folder / name;
    };
    const auto sentenceFrom = [](const auto& act) {
        try {
            act();
        } catch (...) {
            return sentenceOf(std::current_exception());
        }
        return QString();
    };
    const auto reading = [&](const std::filesystem::path& path) {
        return sentenceFrom([&path] { media::readPhoto(path); });
    };
    const auto writing = [&](const std::filesystem::path& path) {
        return sentenceFrom([&path] { media::checkWritable(path, /*overwrite=*/false); });
    };
    const QString where = QString::fromStdString((*m_folder / "").string());
    QCOMPARE(reading(*m_folder / "no.png"), where + QStringLiteral("no.png gibt es nicht mehr."));
    QVERIFY(reading(*m_folder / ".").contains(QStringLiteral("ist ein Ordner; wählen Sie ein Bild")));
    QCOMPARE(reading(file("empty.png", "")), where + QStringLiteral("empty.png ist leer; wählen Sie ein Bild."));
    QVERIFY(reading(file("text.png", "text")).contains(QStringLiteral("ist kein Bild in JPEG")));
    QVERIFY(reading(file("cut.png", "\x89PNG\r\n\x1a\n")).contains(QStringLiteral("ist beschädigt")));
    QVERIFY(writing(*m_folder / "no" / "a.png").contains(QStringLiteral("gibt es nicht")));
    QVERIFY(writing(file("there.png", "")).contains(QStringLiteral("gibt es schon")));
}

void ModelTest::namesThatLookLikePlacesAreKept() {
    QCOMPARE(inTheWindowsWords(QStringLiteral("%2.png is damaged: its picture cannot be read")),
             QStringLiteral("%2.png is damaged: its picture cannot be read"));
}

QObject* makeModelTest() {
    return new ModelTest;
}

#include "ModelTest.moc"
