// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Preview.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/canvas/ViewTransform.h"

#include <QColor>
#include <QImage>

namespace facet::ui {

/// Makes the picture of the viewport in device pixels, before and after the edit, and keeps both until something
/// changes. Both come about in the same way, so that not a pixel moves when one is swapped for the other.
class FrameRenderer {
 public:
    void setPhoto(OpenedPhotoPtr photo);
    void setPreview(PreviewPtr preview);  ///< null: nothing is edited
    const PreviewPtr& preview() const { return m_preview; }
    /// Of the screen. What is converted to them comes by show() and in the preview; nothing is converted here.
    void setColours(const ScreenColoursPtr& colours);
    const ScreenColoursPtr& colours() const { return m_levels.colours(); }
    bool show(const ShownLevelPtr& converted);  ///< false: it is of no use any more
    int lackingLevel(double zoom) const;        ///< that has to be converted for this zoom; −1: none

    const QImage& before(const ViewTransform& view, QColor surround);
    const QImage& after(const ViewTransform& view, QColor surround);
    /// |after − before| of each channel times `gain`, on black; the surround as it is.
    const QImage& difference(const ViewTransform& view, QColor surround, double gain);

 private:
    void keepFor(const ViewTransform& view, QColor surround);
    QImage render(const Preview* preview) const;
    void paintPreview(QImage& part, const PixelRect& where, int level, const Preview& preview) const;
    QRect photoInFrame() const;

    ShownLevels m_levels;
    PreviewPtr m_preview;
    ViewTransform m_view;
    QColor m_surround;
    QImage m_before;
    QImage m_after;
    QImage m_difference;
    double m_gain = 0;  ///< that m_difference was made with
};

}  // namespace facet::ui
