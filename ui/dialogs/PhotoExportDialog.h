// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/media/PhotoFile.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace facet::ui {

/// How a photo is written: what the person chose last is offered first the next time.
struct PhotoExport {
    QString suffix;  ///< "jpg", "png", "tif", "webp"
    media::WriteOptions options;
};

/// Asks for format, quality, size and metadata. Where the file shall lie is asked afterwards.
class PhotoExportDialog : public QDialog {
    Q_OBJECT

 public:
    /// `size`: the photo's, in pixels. Closes itself for good.
    PhotoExportDialog(QSize size, QWidget* parent);

 Q_SIGNALS:
    void chosen(facet::ui::PhotoExport choice);

 private:
    QFormLayout* buildForm();
    void followChoices();
    PhotoExport choice() const;
    void finish();

    QSize m_photo;
    QComboBox* m_format;
    QSpinBox* m_quality;
    QSpinBox* m_longEdge;
    QLabel* m_size;
    QComboBox* m_metadata;
};

}  // namespace facet::ui
