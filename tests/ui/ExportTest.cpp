// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/widgets/DragHandle.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace facet;
using namespace facet::ui;

/// What leaves the window: exported files and what is dragged out of it.
class ExportTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void exportsWhatIsChosenAndRemembersIt();
    void formatsWithoutQualitySayWhy();
    void fullSizeCountsAsSavedASmallerCopyDoesNot();
    void theHandleHandsTheEditedPhotoOver();

 private:
    QDialog* openDialog();
    std::filesystem::path exportAs(const char* name);
};

QDialog* ExportTest::openDialog() {
    action("Export…")->trigger();
    return m_window->findChild<QDialog*>(QStringLiteral("photoExport"));
}

/// Presses Export… in the dialog that is open, and gives the file this name.
std::filesystem::path ExportTest::exportAs(const char* name) {
    auto* box = m_window->findChild<QDialog*>(QStringLiteral("photoExport"))->findChild<QDialogButtonBox*>();
    QMetaObject::invokeMethod(box, "accepted");
    auto* dialog = m_window->findChild<QFileDialog*>();
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    dialog->selectFile(QString::fromStdString((*m_folder / name).string()));
    QMetaObject::invokeMethod(dialog, "accept");
    return saved.wait() ? *m_folder / name : std::filesystem::path();
}

void ExportTest::exportsWhatIsChosenAndRemembersIt() {
    openPhoto();
    dragSmile();
    QVERIFY(openDialog());
    auto* format = child<QComboBox>("exportFormat");
    format->setCurrentIndex(format->findData(QStringLiteral("webp")));
    child<QSpinBox>("exportQuality")->setValue(40);
    child<QSpinBox>("exportLongEdge")->setValue(200);
    QCOMPARE(child<QLabel>("exportSize")->text(), QStringLiteral("200 × 150 pixels"));
    auto* metadata = child<QComboBox>("exportMetadata");
    metadata->setCurrentIndex(metadata->findData(QStringLiteral("none")));
    const auto file = exportAs("small.webp");
    QVERIFY(!file.empty());
    const media::Photo result = media::readPhoto(file);
    QCOMPARE(result.image.width(), 200);
    QVERIFY(result.image.row<std::uint8_t>(75)[300] > 60 + 200 % 90 + 15);
    QVERIFY(!media::recipeOf(result).empty());
    QTRY_VERIFY(!m_window->findChild<QFileDialog*>());
    QVERIFY(openDialog());
    QTRY_COMPARE(m_window->findChildren<QDialog*>(QStringLiteral("photoExport")).size(), 1);
    QCOMPARE(child<QComboBox>("exportFormat")->currentData().toString(), QStringLiteral("webp"));
    QCOMPARE(child<QSpinBox>("exportQuality")->value(), 40);
    QCOMPARE(child<QSpinBox>("exportLongEdge")->value(), 200);
    QCOMPARE(child<QComboBox>("exportMetadata")->currentData().toString(), QStringLiteral("none"));
}

void ExportTest::formatsWithoutQualitySayWhy() {
    openPhoto();
    QVERIFY(openDialog());
    auto* format = child<QComboBox>("exportFormat");
    format->setCurrentIndex(format->findData(QStringLiteral("png")));
    QVERIFY(!child<QSpinBox>("exportQuality")->isEnabled());
    QVERIFY(!child<QSpinBox>("exportQuality")->toolTip().isEmpty());
    auto* edge = child<QSpinBox>("exportLongEdge");
    edge->setValue(edge->minimum());
    QCOMPARE(child<QLabel>("exportSize")->text(), QStringLiteral("400 × 300 pixels"));
    QCOMPARE(media::readPhoto(exportAs("same.png")).image, test::pattern(400, 300));
}

void ExportTest::fullSizeCountsAsSavedASmallerCopyDoesNot() {
    openPhoto();
    dragSmile();
    QVERIFY(openDialog());
    child<QComboBox>("exportFormat")->setCurrentIndex(0);
    child<QSpinBox>("exportLongEdge")->setValue(100);
    QVERIFY(!exportAs("small.jpg").empty());
    QVERIFY(m_window->isWindowModified());
    QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("photoExport")));
    QVERIFY(openDialog());
    auto* edge = child<QSpinBox>("exportLongEdge");
    edge->setValue(edge->minimum());
    QVERIFY(!exportAs("full.jpg").empty());
    QVERIFY(!m_window->isWindowModified());
}

void ExportTest::theHandleHandsTheEditedPhotoOver() {
    auto* handle = child<DragHandle>("dragHandle");
    QVERIFY(!handle->isEnabled());
    openPhoto();
    dragSmile();
    QSignalSpy handedOver(&m_window->service(), &EngineService::handedOver);
    QSignalSpy saved(&m_window->service(), &EngineService::saved);
    QTest::mousePress(handle, Qt::LeftButton);
    QVERIFY(handedOver.wait());
    const auto file = handedOver[0][0].value<std::filesystem::path>();
    QCOMPARE(file.filename().string(), std::string("photo-edited.png"));
    const Image result = media::readPhoto(file).image;
    QVERIFY(result.row<std::uint8_t>(150)[600] > test::pattern(400, 300).row<std::uint8_t>(150)[600] + 20);
    QTest::mouseRelease(handle, Qt::LeftButton);
    QCOMPARE(saved.count(), 0);
    QVERIFY(m_window->isWindowModified());
    QVERIFY(!messages().isVisible());
    makeWindow();
    QVERIFY(!std::filesystem::exists(file));  // it goes with its window
}

QObject* makeExportTest() {
    return new ExportTest;
}

#include "ExportTest.moc"
