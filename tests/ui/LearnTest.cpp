// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "tests/ui/WindowFixture.h"
#include "ui/learn/LearntStore.h"
#include "ui/learn/PhotoPile.h"

#include <QDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace facet;
using namespace facet::ui;

/// Sliders that the person teaches, and the cards that say how good sliders are. The lesson itself is a fake: it
/// writes its name into the file, and the fake engine lists what lies in the folder.
class LearnTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void cleanup() { tearDown(); }
    void whatIsLearntBecomesASliderWithACard();
    void whatIsMissingIsSaid();
    void aFailureIsSaidAndNothingKept();
    void whatAnotherModelWasTaughtIsNotWrittenOver();
    void aRenamedOneKeepsItsPlace();
    void aDeletedOneIsGoneUnlessAPhotoUsesIt();
    void theChosenFaceIsOnTheCard();
    void closingGivesUpWhatIsBeingLearnt();
    void everySliderHasACard();

 private:
    void learn(const QString& name);
    void openCardOf(const char* slider);
    QPushButton* start() { return child<QPushButton>("learnStart"); }
    std::filesystem::path fileOf(const std::string& name) const {
        return LearntStore(learntFolder(*m_folder / "data")).fileOf(name);
    }
};

void LearnTest::init() {
    setUp();
    openPhoto();
}

void LearnTest::learn(const QString& name) {
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(child<QLineEdit>("learnName"), name);
    child<PhotoPile>("learnWith")->add({*m_folder / "photo.png"});
    child<PhotoPile>("learnWithout")->add({*m_folder / "photo.png"});
    QTest::mouseClick(start(), Qt::LeftButton);
}

/// By its menu, as the keyboard opens it.
void LearnTest::openCardOf(const char* slider) {
    auto* widget = child<ParameterSlider>(slider);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, widget->rect().center(),
                            widget->mapToGlobal(widget->rect().center()));
    QApplication::sendEvent(widget, &event);
    auto* menu = widget->findChild<QMenu*>();
    QVERIFY(menu);
    menu->actions().last()->trigger();
    menu->close();
    QTRY_VERIFY(child<QDialog>("attributeCard"));
}

void LearnTest::whatIsLearntBecomesASliderWithACard() {
    learn(QStringLiteral("dimples"));
    QTRY_VERIFY(child<QDialog>("attributeCard"));
    QVERIFY(!child<QDialog>("learn"));
    QVERIFY(child<ParameterSlider>("dimples"));
    QVERIFY(std::filesystem::exists(fileOf("dimples")));
    QVERIFY(child<QPushButton>("cardDelete"));
    const auto pictures = child<QDialog>("attributeCard")->findChildren<QLabel*>();
    const auto shown = [&pictures] {
        return std::count_if(pictures.begin(), pictures.end(),
                             [](const QLabel* label) { return !label->pixmap(Qt::ReturnByValue).isNull(); });
    };
    QTRY_COMPARE(shown(), 9);
}

void LearnTest::whatIsMissingIsSaid() {
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    const auto state = [this] { return child<QLabel>("learnState")->text(); };
    QVERIFY(!start()->isEnabled());
    QCOMPARE(state(), QStringLiteral("Give the slider a name"));
    QTest::keyClicks(child<QLineEdit>("learnName"), QStringLiteral("smile"));
    QCOMPARE(state(), QStringLiteral("There is a slider of this name; choose another"));
    QTest::keyClicks(child<QLineEdit>("learnName"), QStringLiteral("r"));
    QCOMPARE(state(), QStringLiteral("Add photos to both sides"));
    child<PhotoPile>("learnWith")->add({m_folder->path()});
    child<PhotoPile>("learnWithout")->add({m_folder->path()});
    QVERIFY(start()->isEnabled());
}

void LearnTest::aFailureIsSaidAndNothingKept() {
    m_control->failsToLearn = true;
    learn(QStringLiteral("dimples"));
    QTRY_COMPARE(child<QLabel>("learnState")->text(), QStringLiteral("Too few faces."));
    QVERIFY(start()->isEnabled());
    QVERIFY(!child<ParameterSlider>("dimples"));
}

void LearnTest::whatAnotherModelWasTaughtIsNotWrittenOver() {
    std::filesystem::create_directories(fileOf("freckles").parent_path());
    std::ofstream(fileOf("freckles")) << "other";  // the engine knows nothing of freckles
    learn(QStringLiteral("freckles"));
    QCOMPARE(child<QLabel>("learnState")->text(), QStringLiteral("There is a slider of this name; choose another"));
    QVERIFY(!start()->isEnabled());
    child<QLineEdit>("learnName")->setText(QStringLiteral("dimples"));
    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_VERIFY(child<QPushButton>("cardRename"));
    QTest::mouseClick(child<QPushButton>("cardRename"), Qt::LeftButton);
    auto* dialog = m_window->findChild<QInputDialog*>();
    dialog->setTextValue(QStringLiteral("freckles"));
    dialog->accept();
    QTRY_VERIFY(child<QLabel>("cardSentence")->isVisible());
    std::string content;
    std::ifstream(fileOf("freckles")) >> content;
    QCOMPARE(content, std::string("other"));
}

void LearnTest::aRenamedOneKeepsItsPlace() {
    learn(QStringLiteral("dimples"));
    QTRY_VERIFY(child<QPushButton>("cardRename"));
    QTest::mouseClick(child<QPushButton>("cardRename"), Qt::LeftButton);
    auto* dialog = m_window->findChild<QInputDialog*>();
    QVERIFY(dialog);
    dialog->setTextValue(QStringLiteral("smile"));
    dialog->accept();
    QTRY_VERIFY(child<QLabel>("cardSentence")->isVisible());
    QTest::mouseClick(child<QPushButton>("cardRename"), Qt::LeftButton);
    QTRY_COMPARE(m_window->findChildren<QInputDialog*>().size(), 1);
    dialog = m_window->findChild<QInputDialog*>();
    dialog->setTextValue(QStringLiteral("cheek/dimples"));
    dialog->accept();
    QTRY_VERIFY(child<ParameterSlider>("cheek/dimples"));
    QVERIFY(!child<ParameterSlider>("dimples"));
    QVERIFY(std::filesystem::exists(fileOf("cheek/dimples")));
    QVERIFY(!std::filesystem::exists(fileOf("dimples")));
}

void LearnTest::aDeletedOneIsGoneUnlessAPhotoUsesIt() {
    learn(QStringLiteral("dimples"));
    QTRY_VERIFY(child<QPushButton>("cardDelete"));
    child<ParameterSlider>("dimples")->editAmount(0.5);
    QTest::mouseClick(child<QPushButton>("cardDelete"), Qt::LeftButton);
    QVERIFY(child<QLabel>("cardSentence")->isVisible());
    QVERIFY(child<ParameterSlider>("dimples"));
    child<ParameterSlider>("dimples")->editAmount(0);
    QTest::mouseClick(child<QPushButton>("cardDelete"), Qt::LeftButton);
    QTRY_VERIFY(!child<ParameterSlider>("dimples"));
    QVERIFY(!std::filesystem::exists(fileOf("dimples")));
    QTest::mouseClick(messages().findChild<QPushButton*>(), Qt::LeftButton);  // undo
    QTRY_VERIFY(child<ParameterSlider>("dimples"));
    QVERIFY(std::filesystem::exists(fileOf("dimples")));
}

/// Which is encoded anew, for the engine is another.
void LearnTest::theChosenFaceIsOnTheCard() {
    learn(QStringLiteral("dimples"));
    QTRY_VERIFY(child<QDialog>("attributeCard"));
    const auto labels = child<QDialog>("attributeCard")->findChildren<QLabel*>();
    const auto first = std::find_if(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->accessibleName() == QStringLiteral("Face 1 at 0");
    });
    QTRY_VERIFY(!(*first)->pixmap(Qt::ReturnByValue).isNull());
    const QImage picture = (*first)->pixmap(Qt::ReturnByValue).toImage();
    QVERIFY(picture.pixelColor(20, 64) != picture.pixelColor(100, 64));  // faces of nobody are plain squares here
}

void LearnTest::closingGivesUpWhatIsBeingLearnt() {
    m_control->learnsForever = true;
    learn(QStringLiteral("dimples"));
    QVERIFY(!m_window->close());
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(!std::filesystem::exists(fileOf("dimples")));
}

void LearnTest::everySliderHasACard() {
    openCardOf("smile");
    QVERIFY(!child<QPushButton>("cardDelete"));
    openCardOf("age");
    QTRY_COMPARE(m_window->findChildren<QDialog*>(QStringLiteral("attributeCard")).size(), 1);
}

QObject* makeLearnTest() {
    return new LearnTest;
}

#include "LearnTest.moc"
