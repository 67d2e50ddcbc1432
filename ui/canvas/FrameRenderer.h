// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Preview.h"
#include "ui/canvas/ScreenColours.h"
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
    void setColours(const ScreenColours& colours);
    const ScreenColours& colours() const { return m_colours; }

    const QImage& before(const ViewTransform& view, QColor surround);
    const QImage& after(const ViewTransform& view, QColor surround);
    /// |after − before| of each channel times `gain`, on black; the surround as it is.
    const QImage& difference(const ViewTransform& view, QColor surround, double gain);

 private:
    void keepFor(const ViewTransform& view, QColor surround);
    QImage render(const Preview* preview) const;
    void paintPreview(QImage& part, const PixelRect& where, int level, const Preview& preview) const;
    QRect photoInFrame() const;

    OpenedPhotoPtr m_photo;
    PreviewPtr m_preview;
    ScreenColours m_colours;
    ViewTransform m_view;
    QColor m_surround;
    QImage m_before;
    QImage m_after;
    QImage m_difference;
    double m_gain = 0;  ///< that m_difference was made with
};

}  // namespace facet::ui
