// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TemporaryFolder.h"
#include "tests/ui/TestSupport.h"
#include "ui/MainWindow.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/document/OpenPhotos.h"
#include "ui/widgets/MessageBar.h"
#include "ui/widgets/ParameterSlider.h"

#include <QAction>
#include <QMimeData>
#include <QObject>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace facet::test {

/// The whole window on an engine, a fake one unless a suite has another, driven as a person would. One face lies in the
/// middle of openPhoto()'s photo.
class WindowFixture : public QObject {
    Q_OBJECT

 protected:
    void setUp();
    void tearDown();
    void makeWindow();
    virtual ui::EngineFactory engineFactory() { return fakeFactory(m_control); }
    void drop(const std::filesystem::path& path);
    static void dropOn(QWidget& target, const QMimeData& data);
    void openPhoto();
    /// Writes one of the kind of openPhoto().
    std::filesystem::path photo(const std::string& name) { return writePattern(*m_folder / name); }
    void openAndWait(const std::vector<std::filesystem::path>& paths);  ///< until the first can be edited
    void showAndWait(int index);                                        ///< of the open photos
    ui::OpenPhotos& photos() { return m_window->photos(); }
    /// Types a file's name into the file dialog that is open, and Enter.
    void answerFileDialog(const std::filesystem::path& path);
    void dragSmile();  ///< a real drag from the middle of Smile's track to the right
    QColor colourAt(double x, double y);
    QColor faceColour() { return colourAt(200, 150); }
    QPoint onCanvas(double x, double y);
    QAction* action(const char* text);
    template <class T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QString::fromLatin1(name));
    }
    ui::PhotoCanvas& canvas() { return *child<ui::PhotoCanvas>("canvas"); }
    ui::ParameterSlider& smile() { return *child<ui::ParameterSlider>("smile"); }
    ui::MessageBar& messages() { return *child<ui::MessageBar>("messageBar"); }
    ui::EditSession& session() { return m_window->session(); }

    QByteArray m_profile;  ///< the screen's
    std::unique_ptr<TemporaryFolder> m_folder;
    std::shared_ptr<FakeControl> m_control;
    std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace facet::test
