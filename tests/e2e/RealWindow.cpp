// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/RealWindow.h"

#include "engine/GlowFaceEngine.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace facet::test {

ui::EngineFactory RealWindow::engineFactory() {
    return [] { return makeGlowFaceEngine(); };
}

void RealWindow::openExample() {
    openAndWait(FACET_EXAMPLE);
}

void RealWindow::openAndMeasure() {
    openExample();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    const Alignment& place = session().placedFace(0).alignment;
    const Point centre = place.toPhoto({0.5, 0.72});
    const int reach = int(place.side() * 0.12);
    m_mouth = QRect(int(centre.x) - reach, int(centre.y) - reach / 2, 2 * reach, reach);
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

QPushButton* RealWindow::offered(const char* text) {
    for (QPushButton* button : messages().findChildren<QPushButton*>()) {
        if (button->text() == QLatin1String(text)) {
            return button;
        }
    }
    return nullptr;
}

void RealWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

}  // namespace facet::test
