// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "tests/ui/TestSupport.h"
#include "ui/EditSession.h"

#include <QSignalSpy>
#include <QTest>

using facet::Alignment;
using facet::EditRecipe;
using facet::EncodedFace;
using facet::test::faceAt;
using facet::ui::EditSession;

class EditSessionTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void init();
    void dragIsOneStep();
    void twoDragsAreTwoSteps();
    void dragBackToTheStartLeavesNoStep();
    void anotherFaceIsAnotherStep();
    void resetAllIsOneStep();
    void aLockIsOneStepAndStaysWhenAllIsReset();
    void undoShowsTheFaceThatItChanges();
    void editsAreUnsavedUntilTheStackIsClean();
    void placingAFaceCanBeUndone();
    void correctingAFaceKeepsItsRecipeAndDropsItsEncoding();
    void eyesMayBeGivenInEitherOrder();
    void eyesOnOneSpotAreRefused();
    void encodingOfAnotherPlaceIsIgnored();

 private:
    void encodeAll();

    std::unique_ptr<EditSession> m_session;
};

void EditSessionTest::init() {
    m_session = std::make_unique<EditSession>();
    m_session->setFaces({faceAt({200, 150}, 100), faceAt({50, 50}, 40, 1)});
}

void EditSessionTest::encodeAll() {
    for (int i = 0; i < m_session->faceCount(); ++i) {
        m_session->setEncoded(i, std::make_shared<EncodedFace>(m_session->placedFace(i).alignment, facet::RoundTrip{}));
    }
}

void EditSessionTest::dragIsOneStep() {
    m_session->beginGesture();
    for (int i = 1; i <= 20; ++i) {
        m_session->setAmount("smile", 0.05 * i, QStringLiteral("Smile"));
    }
    QCOMPARE(m_session->undoStack().count(), 1);
    QCOMPARE(m_session->undoStack().undoText(), QStringLiteral("Smile"));
    m_session->undoStack().undo();
    QVERIFY(m_session->recipe(0).isIdentity());
    m_session->undoStack().redo();
    QCOMPARE(m_session->recipe(0).amounts.at("smile"), 1.0);
}

void EditSessionTest::twoDragsAreTwoSteps() {
    for (const double amount : {0.5, 0.9}) {
        m_session->beginGesture();
        m_session->setAmount("smile", amount - 0.1, {});
        m_session->setAmount("smile", amount, {});
    }
    QCOMPARE(m_session->undoStack().count(), 2);
    m_session->undoStack().undo();
    QCOMPARE(m_session->recipe(0).amounts.at("smile"), 0.5);
}

void EditSessionTest::dragBackToTheStartLeavesNoStep() {
    m_session->beginGesture();
    m_session->setAmount("smile", 0.5, {});
    m_session->setAmount("smile", 0, {});
    QCOMPARE(m_session->undoStack().count(), 0);
    QVERIFY(!m_session->hasUnsavedEdits());
}

void EditSessionTest::anotherFaceIsAnotherStep() {
    m_session->beginGesture();
    m_session->setAmount("smile", 0.5, {});
    m_session->setCurrentFace(1);
    m_session->setAmount("smile", 0.7, {});
    QCOMPARE(m_session->undoStack().count(), 2);
    QCOMPARE(m_session->recipe(0).amounts.at("smile"), 0.5);
    QCOMPARE(m_session->recipe(1).amounts.at("smile"), 0.7);
}

void EditSessionTest::resetAllIsOneStep() {
    m_session->resetAmounts();
    QCOMPARE(m_session->undoStack().count(), 0);
    m_session->setAmount("smile", 0.5, {});
    m_session->beginGesture();
    m_session->setAmount("age", 0.5, {});
    m_session->resetAmounts();
    QVERIFY(m_session->recipe(0).isIdentity());
    m_session->undoStack().undo();
    QCOMPARE(m_session->recipe(0).amounts.size(), std::size_t(2));
}

void EditSessionTest::aLockIsOneStepAndStaysWhenAllIsReset() {
    m_session->setAmount("smile", 0.5, {});
    m_session->setLocked("age", true, QStringLiteral("Age"));
    QCOMPARE(m_session->undoStack().count(), 2);
    m_session->resetAmounts();
    QCOMPARE(m_session->recipe(0).locked, std::set<std::string>{"age"});
    m_session->undoStack().undo();
    m_session->undoStack().undo();
    QVERIFY(m_session->recipe(0).locked.empty());
    QCOMPARE(m_session->recipe(0).amounts.at("smile"), 0.5);
    m_session->setLocked("age", false, QStringLiteral("Age"));  // it is not locked
    QCOMPARE(m_session->undoStack().count(), 3);
}

void EditSessionTest::undoShowsTheFaceThatItChanges() {
    m_session->setAmount("smile", 0.5, {});
    m_session->setCurrentFace(1);
    m_session->undoStack().undo();
    QCOMPARE(m_session->currentFace(), 0);
}

void EditSessionTest::editsAreUnsavedUntilTheStackIsClean() {
    m_session->setAmount("smile", 0.5, {});
    QVERIFY(m_session->hasUnsavedEdits());
    m_session->undoStack().setClean();
    QVERIFY(!m_session->hasUnsavedEdits());
    m_session->undoStack().undo();
    QVERIFY(m_session->hasUnsavedEdits());
}

void EditSessionTest::placingAFaceCanBeUndone() {
    QSignalSpy changes(m_session.get(), &EditSession::facesChanged);
    m_session->placeFace(2, {300, 200}, {340, 200});
    QCOMPARE(m_session->faceCount(), 3);
    QCOMPARE(m_session->currentFace(), 2);
    m_session->setAmount("smile", 1, {});
    m_session->undoStack().undo();
    m_session->undoStack().undo();
    QCOMPARE(m_session->faceCount(), 2);
    m_session->undoStack().redo();
    m_session->undoStack().redo();
    QCOMPARE(m_session->recipe(2).amounts.at("smile"), 1.0);
    QCOMPARE(changes.count(), 3);
}

void EditSessionTest::correctingAFaceKeepsItsRecipeAndDropsItsEncoding() {
    encodeAll();
    m_session->setAmount("smile", 1, {});
    QCOMPARE(m_session->editedFaces().size(), std::size_t(1));
    m_session->placeFace(0, {180, 140}, {225, 142});
    QCOMPARE(m_session->recipe(0).amounts.at("smile"), 1.0);
    QVERIFY(!m_session->isCurrentFaceReady());
    QVERIFY(m_session->editedFaces().empty());
}

void EditSessionTest::eyesMayBeGivenInEitherOrder() {
    m_session->placeFace(0, {225, 142}, {180, 140});
    QCOMPARE(m_session->placedFace(0).alignment, Alignment::fromEyes({180, 140}, {225, 142}));
}

void EditSessionTest::eyesOnOneSpotAreRefused() {
    QVERIFY_EXCEPTION_THROWN(m_session->placeFace(0, {100, 100}, {101, 100}), facet::Error);
    QCOMPARE(m_session->undoStack().count(), 0);
}

void EditSessionTest::encodingOfAnotherPlaceIsIgnored() {
    m_session->setEncoded(0, std::make_shared<EncodedFace>(Alignment::fromEyes({0, 0}, {50, 0}), facet::RoundTrip{}));
    QVERIFY(!m_session->isCurrentFaceReady());
    encodeAll();
    QVERIFY(m_session->isCurrentFaceReady());
}

QObject* makeEditSessionTest() {
    return new EditSessionTest;
}

#include "EditSessionTest.moc"
