// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"

#include "ui/learn/LearntStore.h"

#include <QApplication>
#include <QCompleter>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QUrl>

namespace facet::test {

void WindowFixture::setUp() {
    m_folder = std::make_unique<TemporaryFolder>();
    m_control = oneFace();
    makeWindow();
}

void WindowFixture::tearDown() {
    m_control->releaseEdits();
    m_window.reset();
}

void WindowFixture::makeWindow() {
    m_control->learnt = ui::learntFolder(*m_folder / "data");
    m_window = std::make_unique<ui::MainWindow>(ui::WindowSetup{engineFactory(), *m_folder / "example.jpg",
                                                                *m_folder / "data", fakeLessons(m_control),
                                                                [this](const QScreen*) { return m_profile; }});
    m_window->resize(1000, 640);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowFixture::drop(const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    dropOn(*m_window, data);
}

void WindowFixture::dropOn(QWidget& target, const QMimeData& data) {
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
}

void WindowFixture::openPhoto() {
    drop(writePattern(*m_folder / "photo.png"));
    QTRY_VERIFY(m_window->session().isCurrentFaceReady());
}

void WindowFixture::openAndWait(const std::vector<std::filesystem::path>& paths) {
    m_window->open(paths);
    QTRY_VERIFY(session().photo() && session().photo()->source.path == paths.front());
    QTRY_VERIFY(session().isCurrentFaceReady());
}

void WindowFixture::showAndWait(int index) {
    photos().choose(index);
    QTRY_COMPARE(&session().document(), photos().document(index).get());
    QTRY_VERIFY(session().isCurrentFaceReady());
}

void WindowFixture::answerFileDialog(const std::filesystem::path& path) {
    QTRY_VERIFY(m_window->findChild<QFileDialog*>());
    auto* dialog = m_window->findChild<QFileDialog*>();
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    dialog->setDirectory(QString::fromStdString(path.parent_path().string()));
    name->setCompleter(nullptr);  // its popup's grab of the keyboard does not reach events that a test sends
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QString::fromStdString(path.filename().string()));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(!m_window->findChild<QFileDialog*>());
    m_window->activateWindow();  // what a window manager does
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowFixture::dragSmile() {
    ui::ParameterSlider& slider = smile();
    const QPoint start(slider.width() * 3 / 5, slider.height() / 2);
    QTest::mousePress(&slider, Qt::LeftButton, {}, start);
    for (int x = 0; x <= 60; x += 5) {
        QTest::mouseMove(&slider, start + QPoint(x, 0));
    }
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, start + QPoint(60, 0));
}

QPoint WindowFixture::onCanvas(double x, double y) {
    return (canvas().view().toWidget(QPointF(x, y)) + canvas().compare().afterPane()).toPoint();
}

QColor WindowFixture::colourAt(double x, double y) {
    return canvas().grab().toImage().pixelColor(onCanvas(x, y));
}

QAction* WindowFixture::action(const char* text) {
    for (QAction* candidate : m_window->actions()) {
        if (candidate->text() == QString::fromUtf8(text)) {
            return candidate;
        }
    }
    return nullptr;
}

}  // namespace facet::test
