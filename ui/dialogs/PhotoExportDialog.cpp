// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/PhotoExportDialog.h"

#include "ui/Settings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

constexpr int SmallestEdge = 16;
constexpr int LargestEdge = 65535;
/// The values below what can be chosen, which stand for "as it is".
constexpr int OwnQuality = 0;
constexpr int OwnSize = SmallestEdge - 1;

struct Format {
    const char* name;
    const char* suffix;
    bool hasQuality;
};

constexpr Format Formats[] = {
    {"JPEG", "jpg", true}, {"PNG", "png", false}, {"TIFF", "tif", false}, {"WebP", "webp", true}};

}  // namespace

PhotoExportDialog::PhotoExportDialog(QSize size, QWidget* parent)
    : QDialog(parent),
      m_photo(size),
      m_format(new QComboBox(this)),
      m_quality(new QSpinBox(this)),
      m_longEdge(new QSpinBox(this)),
      m_size(new QLabel(this)),
      m_metadata(new QComboBox(this)) {
    setObjectName(QStringLiteral("photoExport"));
    setWindowTitle(tr("Export the photo"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &PhotoExportDialog::finish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buildForm()->addRow(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &PhotoExportDialog::followChoices);
    connect(m_longEdge, &QSpinBox::valueChanged, this, &PhotoExportDialog::followChoices);
    followChoices();
    setMinimumWidth(440);
}

QFormLayout* PhotoExportDialog::buildForm() {
    const Settings settings;
    for (const Format& format : Formats) {
        m_format->addItem(QString::fromLatin1(format.name), QString::fromLatin1(format.suffix));
    }
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->setCurrentIndex(std::max(0, m_format->findData(settings.exportFormat())));
    m_quality->setObjectName(QStringLiteral("exportQuality"));
    m_quality->setRange(OwnQuality, 100);
    m_quality->setSpecialValueText(tr("as in the photo"));
    m_quality->setValue(settings.exportQuality());
    m_longEdge->setObjectName(QStringLiteral("exportLongEdge"));
    m_longEdge->setRange(OwnSize, LargestEdge);
    m_longEdge->setSpecialValueText(tr("as in the photo"));
    m_longEdge->setSuffix(tr(" pixels"));
    m_longEdge->setSingleStep(128);
    m_longEdge->setValue(settings.exportLongEdge());
    m_size->setObjectName(QStringLiteral("exportSize"));
    m_size->setForegroundRole(QPalette::PlaceholderText);
    m_metadata->setObjectName(QStringLiteral("exportMetadata"));
    m_metadata->addItem(tr("All"), QStringLiteral("all"));
    m_metadata->addItem(tr("Without the place"), QStringLiteral("no-gps"));
    m_metadata->addItem(tr("None"), QStringLiteral("none"));
    m_metadata->setToolTip(
        tr("What the camera and other programs have written into the photo; that it is edited is "
           "always told"));
    m_metadata->setCurrentIndex(std::max(0, m_metadata->findData(settings.exportMetadata())));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Quality"), m_quality);
    form->addRow(tr("&Longer side"), m_longEdge);
    form->addRow(QString(), m_size);
    form->addRow(tr("&Metadata"), m_metadata);
    return form;
}

void PhotoExportDialog::followChoices() {
    const Format& format = Formats[m_format->currentIndex()];
    m_quality->setEnabled(format.hasQuality);
    m_quality->setToolTip(format.hasQuality
                              ? tr("1 to 100; as in the photo, a JPEG keeps what was not edited bit for bit")
                              : tr("This format keeps every pixel as it is"));
    const int longer = std::max(m_photo.width(), m_photo.height());
    const int wanted = m_longEdge->value() == OwnSize ? longer : std::min(longer, m_longEdge->value());
    const double scale = double(wanted) / longer;
    m_size->setText(tr("%1 × %2 pixels")
                        .arg(std::max(1L, std::lround(m_photo.width() * scale)))
                        .arg(std::max(1L, std::lround(m_photo.height() * scale))));
}

PhotoExport PhotoExportDialog::choice() const {
    PhotoExport choice{m_format->currentData().toString(), {}};
    if (m_quality->isEnabled() && m_quality->value() != OwnQuality) {
        choice.options.quality = m_quality->value();
    }
    choice.options.longEdge = m_longEdge->value() == OwnSize ? 0 : m_longEdge->value();
    const QString metadata = m_metadata->currentData().toString();
    choice.options.keep = metadata == QLatin1String("none")     ? media::KeepMetadata::None
                          : metadata == QLatin1String("no-gps") ? media::KeepMetadata::NoGps
                                                                : media::KeepMetadata::All;
    return choice;
}

void PhotoExportDialog::finish() {
    Settings settings;
    settings.setExportFormat(m_format->currentData().toString());
    settings.setExportQuality(m_quality->value());
    settings.setExportLongEdge(m_longEdge->value());
    settings.setExportMetadata(m_metadata->currentData().toString());
    Q_EMIT chosen(choice());
    accept();
}

}  // namespace facet::ui
