// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"

#include "engine/GlowFaceEngine.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

namespace facet::test {

namespace {

constexpr int Patience = 60'000;  // milliseconds, of a machine that does other things, too

}  // namespace

ui::EngineFactory RealWindow::engineFactory() {
    return [] { return makeGlowFaceEngine(); };
}

void RealWindow::openExample() {
    openAndWait(FACET_EXAMPLE);
}

void RealWindow::openAndWait(const std::filesystem::path& path) {
    drop(path);
    QTRY_VERIFY_WITH_TIMEOUT(session().photo() && session().photo()->source.path == path, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(session().isCurrentFaceReady(), Patience);
}

void RealWindow::waitForPicture() {
    const auto isOfNow = [this] {
        const ui::PreviewPtr& preview = canvas().preview();
        return preview && preview->photo == session().photo();
    };
    QSignalSpy pictures(&m_window->service(), &ui::EngineService::previewReady);
    canvas().fit();  // asks for one more, after all that are on their way
    QVERIFY(pictures.count() > 0 || pictures.wait(Patience));
    QVERIFY(isOfNow());
}

void RealWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

}  // namespace facet::test
