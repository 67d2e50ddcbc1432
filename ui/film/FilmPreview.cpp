// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/FilmPreview.h"

#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

constexpr int PreviewSize = 256;  // pixels of the longer side, whatever the film's is
constexpr int Fps = FilmModel::PreviewFps;

}  // namespace

/// The frame, as large as its place allows.
class FilmPreview::Picture : public QWidget {
 public:
    using QWidget::QWidget;

    void show(const QImage& picture) {
        m_picture = picture;
        update();
    }

 protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), Theme::photoSurround(palette()));
        if (m_picture.isNull()) {
            return;
        }
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QRect place(QPoint(), m_picture.size().scaled(size(), Qt::KeepAspectRatio));
        place.moveCenter(rect().center());
        painter.drawImage(place, m_picture);
    }

 private:
    QImage m_picture;
};

FilmPreview::FilmPreview(FilmModel& model, FilmService& service, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_service(service),
      m_picture(new Picture(this)),
      m_play(new QToolButton(this)),
      m_scrub(new QSlider(Qt::Horizontal, this)),
      m_time(new QLabel(this)) {
    m_picture->setObjectName(QStringLiteral("filmPicture"));
    m_picture->setMinimumSize(160, 120);
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setAutoRaise(true);
    m_scrub->setObjectName(QStringLiteral("scrub"));
    m_scrub->setAccessibleName(tr("Place in the film"));
    m_time->setMinimumWidth(m_time->fontMetrics().horizontalAdvance(QStringLiteral("00.0 / 00.0 s ")));
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_play);
    row->addWidget(m_scrub, 1);
    row->addWidget(m_time);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_picture, 1);
    layout->addLayout(row);

    m_clock.setTimerType(Qt::PreciseTimer);
    m_clock.setInterval(1000 / Fps);
    connect(&m_clock, &QTimer::timeout, this, &FilmPreview::tick);
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!isPlaying()); });
    connect(m_scrub, &QSlider::sliderPressed, this, [this] { setPlaying(false); });
    connect(m_scrub, &QSlider::valueChanged, this, &FilmPreview::request);
    connect(&service, &FilmService::frameReady, this, &FilmPreview::takeFrame);
    connect(&service, &FilmService::failed, this, [this] {
        m_waiting = false;
        setPlaying(false);
    });
    connect(&model, &FilmModel::changed, this, &FilmPreview::refresh);
    connect(&model, &FilmModel::thumbnailsChanged, this, &FilmPreview::refresh);
    connect(&service, &FilmService::framesOutdated, this, &FilmPreview::refresh);
    refresh();
    setPlaying(false);
}

void FilmPreview::setPlaying(bool playing) {
    if (playing && m_model.isFilm()) {
        m_startFrame = m_scrub->value() < m_scrub->maximum() ? m_scrub->value() : 0;
        m_sinceStart.start();
        m_clock.start();
    } else {
        m_clock.stop();
    }
    m_play->setIcon(tintedIcon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(m_model.isFilm() ? isPlaying() ? tr("Pause") : tr("Play")
                                        : tr("A film needs at least two key frames"));
    m_play->setAccessibleName(isPlaying() ? tr("Pause") : tr("Play"));
}

void FilmPreview::refresh() {
    const bool film = m_model.isFilm();
    m_play->setEnabled(film);
    m_scrub->setEnabled(film);
    if (!film) {
        setPlaying(false);
        m_time->clear();
        m_picture->show(m_model.count() == 1 ? m_model.at(0).thumbnail : QImage());
        return;
    }
    setPlaying(isPlaying());
    request(m_scrub->value());
}

void FilmPreview::request(int frame) {
    if (m_model.isFilm()) {
        m_waiting = true;
        m_service.requestFrame(m_model.revision(), m_model.plan(Fps, PreviewSize), frame);
    }
}

void FilmPreview::tick() {
    if (m_waiting) {
        return;  // the film is shown at its speed, with as many frames as can be made
    }
    const int frames = m_scrub->maximum() + 1;
    request((m_startFrame + static_cast<int>(m_sinceStart.elapsed() * Fps / 1000)) % frames);
}

void FilmPreview::takeFrame(const QImage& picture, int frame, int frames, int revision) {
    m_waiting = false;
    if (revision != m_model.revision()) {
        return;  // another film by now, whose frame is on its way
    }
    m_picture->show(picture);
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setRange(0, frames - 1);
    if (!m_scrub->isSliderDown()) {
        m_scrub->setValue(frame);
    }
    const auto seconds = [this](int count) { return locale().toString(static_cast<double>(count) / Fps, 'f', 1); };
    m_time->setText(tr("%1 / %2 s").arg(seconds(frame), seconds(frames)));
}

}  // namespace facet::ui
