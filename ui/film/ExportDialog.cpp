// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/ExportDialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

struct Format {
    const char* name;
    const char* suffix;  // none: a folder
    int mostFps;
    bool hasQuality;
};

constexpr Format Formats[] = {{QT_TRANSLATE_NOOP("ExportDialog", "MP4 video (H.264)"), "mp4", MostFilmFps, true},
                              {QT_TRANSLATE_NOOP("ExportDialog", "WebM video (VP9)"), "webm", MostFilmFps, true},
                              {QT_TRANSLATE_NOOP("ExportDialog", "GIF"), "gif", 50, false},
                              {QT_TRANSLATE_NOOP("ExportDialog", "Animated PNG"), "png", MostFilmFps, false},
                              {QT_TRANSLATE_NOOP("ExportDialog", "Folder of PNG files"), "", MostFilmFps, false}};

QSpinBox* spinBox(int least, int most, int value, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

}  // namespace

ExportDialog::ExportDialog(const FilmModel& model, FilmService& service, QWidget* parent)
    : QDialog(parent),
      m_model(model),
      m_service(service),
      m_format(new QComboBox(this)),
      m_size(spinBox(SmallestFilm, LargestFilm, 512, this)),
      m_fps(spinBox(1, MostFilmFps, FilmModel::PreviewFps, this)),
      m_quality(spinBox(1, 100, FilmOutput().quality, this)),
      m_estimate(new QLabel(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export the film"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    m_settled.setSingleShot(true);
    m_settled.setInterval(300);
    connect(&m_settled, &QTimer::timeout, this, &ExportDialog::estimate);
    connect(&service, &FilmService::estimated, this, &ExportDialog::showEstimate);
    connect(&service, &FilmService::failed, this, [this](const QString& sentence) { m_estimate->setText(sentence); });
    const auto changed = [this] {
        const Format& format = Formats[m_format->currentIndex()];
        m_fps->setMaximum(format.mostFps);
        m_quality->setEnabled(format.hasQuality);
        m_quality->setToolTip(format.hasQuality ? QString() : tr("This format keeps every pixel as it is"));
        m_estimate->setText(tr("Trying a piece of it…"));
        m_settled.start();
    };
    connect(m_format, &QComboBox::currentIndexChanged, this, changed);
    for (QSpinBox* box : {m_size, m_fps, m_quality}) {
        connect(box, &QSpinBox::valueChanged, this, changed);
    }
    changed();
}

void ExportDialog::build() {
    for (const Format& format : Formats) {
        m_format->addItem(tr(format.name));
    }
    m_format->setObjectName(QStringLiteral("format"));
    m_size->setSuffix(tr(" pixels"));
    m_fps->setObjectName(QStringLiteral("fps"));
    m_estimate->setObjectName(QStringLiteral("estimate"));
    m_estimate->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* proceed = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    proceed->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::askWhere);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->setSpacing(12);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("Longer &side"), m_size);
    form->addRow(tr("Frames a se&cond"), m_fps);
    form->addRow(tr("&Quality"), m_quality);
    form->addRow(m_estimate);
    form->addRow(buttons);
    setMinimumWidth(400);
}

FilmPlan ExportDialog::plan() const {
    return m_model.plan(m_fps->value(), m_size->value());
}

FilmOutput ExportDialog::output(const std::filesystem::path& path) const {
    return {path, true, m_quality->value()};
}

void ExportDialog::estimate() {
    const char* suffix = Formats[m_format->currentIndex()].suffix;
    m_service.requestEstimate(plan(), output(*suffix == '\0' ? "film" : std::string("film.") + suffix));
}

void ExportDialog::showEstimate(double bytes, double seconds) {
    if (m_settled.isActive()) {
        return;  // of what has been changed since
    }
    const auto time = seconds < 90 ? tr("%1 s").arg(std::max(1.0, std::round(seconds)))
                                   : tr("%1 minutes").arg(std::round(seconds / 60));
    m_estimate->setText(tr("About %1, made in about %2.")
                            .arg(locale().formattedDataSize(std::llround(bytes), 1, QLocale::DataSizeSIFormat), time));
}

void ExportDialog::askWhere() {
    const Format& format = Formats[m_format->currentIndex()];
    const QString suffix = QString::fromLatin1(format.suffix);
    auto* dialog = new QFileDialog(this, tr("Where should the film lie?"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::MoviesLocation));
    if (suffix.isEmpty()) {
        dialog->selectFile(tr("film"));
    } else {
        dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(tr(format.name), suffix));
        dialog->setDefaultSuffix(suffix);
        dialog->selectFile(tr("film") + QLatin1Char('.') + suffix);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        Q_EMIT chosen(plan(), output(std::filesystem::path(QFile::encodeName(file).toStdString())));
        accept();
    });
    dialog->open();
}

}  // namespace facet::ui
