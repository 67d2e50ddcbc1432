// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/film/FilmModel.h"
#include "ui/film/FilmService.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace facet::ui {

/// The film as it will be, small: a picture, play and pause, a slider to scrub with.
class FilmPreview : public QWidget {
    Q_OBJECT

 public:
    FilmPreview(FilmModel& model, FilmService& service, QWidget* parent = nullptr);

    bool isPlaying() const { return m_clock.isActive(); }
    void setPlaying(bool playing);

 private:
    class Picture;

    void refresh();
    void takeFrame(const QImage& picture, int frame, int frames, int revision);
    void request(int frame);
    void tick();

    FilmModel& m_model;
    FilmService& m_service;
    Picture* m_picture;
    QToolButton* m_play;
    QSlider* m_scrub;
    QLabel* m_time;
    QTimer m_clock;
    QElapsedTimer m_sinceStart;
    int m_startFrame = 0;
    bool m_waiting = false;  // for a frame that was asked for
};

}  // namespace facet::ui
