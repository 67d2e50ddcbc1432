// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/WindowFixture.h"

#include <QImage>
#include <QRect>

class QPushButton;

namespace facet::test {

/// The window on the bundled model, with the example photo.
class RealWindow : public WindowFixture {
    Q_OBJECT

 protected:
    static constexpr int Patience = 60'000;  ///< milliseconds, of a machine that does other things, too

    ui::EngineFactory engineFactory() override;
    /// Drops the example, or another photo, on the window and waits until its face can be moved.
    void openExample();
    /// The same, without outlines over what is looked at; m_mouth is the place of its mouth.
    void openAndMeasure();
    void openAndWait(const std::filesystem::path& path);
    /// Waits until what is shown is the picture of the recipe that the face has now.
    void waitForPicture();
    QImage shown() { return canvas().grab().toImage(); }
    QPushButton* offered(const char* text);  ///< by the message that is shown; null: none
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    QRect m_mouth;  ///< in the photo's pixels
};

}  // namespace facet::test
