// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/WindowFixture.h"

#include <QImage>

namespace facet::test {

/// The window on the bundled model, with the example photo.
class RealWindow : public WindowFixture {
    Q_OBJECT

 protected:
    ui::EngineFactory engineFactory() override;
    /// Drops the example, or another photo, on the window and waits until its face can be moved.
    void openExample();
    void openAndWait(const std::filesystem::path& path);
    /// Waits until what is shown is the picture of the recipe that the face has now.
    void waitForPicture();
    QImage shown() { return canvas().grab().toImage(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
};

}  // namespace facet::test
