// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Film.h"

#include <QImage>
#include <QObject>

#include <memory>
#include <vector>

namespace facet::ui {

/// A key frame as the strip shows it.
struct KeyFrame {
    FilmKey key;
    film::Stretch stretch;
    std::shared_ptr<const Image> still;  ///< what the thumbnail shows, as it is
    QImage thumbnail;                    ///< in the screen's colours
    QString name;
};

/// The film that is being put together: its key frames in order and how it goes through them.
class FilmModel : public QObject {
    Q_OBJECT

 public:
    static constexpr int PreviewFps = 30;

    using QObject::QObject;

    int count() const { return static_cast<int>(m_keys.size()); }
    const KeyFrame& at(int index) const { return m_keys.at(static_cast<std::size_t>(index)); }
    int current() const { return m_current; }  ///< −1: none
    bool isFilm() const { return count() >= 2; }
    film::Loop loop() const { return m_loop; }
    FilmFraming framing() const { return m_framing; }
    FilmPath path() const { return m_path; }
    /// Changes with everything that changes the film's frames.
    int revision() const { return m_revision; }

    void insert(int index, const KeyFrame& key);  ///< and makes it the current one
    void remove(int index);
    void move(int from, int to);  ///< to: its index afterwards
    void setCurrent(int index);
    void setStretch(int index, const film::Stretch& stretch);
    void setThumbnail(const std::shared_ptr<const Image>& still,
                      const QImage& thumbnail);  ///< of the key that shows it
    void setLoop(film::Loop loop);
    void setFraming(FilmFraming framing);
    void setPath(FilmPath path);

    /// Needs isFilm(). `size`: see FilmPlan.
    FilmPlan plan(int fps, int size) const;

 Q_SIGNALS:
    void changed();  ///< keys, their order, times or how the film goes through them
    void currentChanged();
    void thumbnailsChanged();

 private:
    void announceChange();

    std::vector<KeyFrame> m_keys;
    int m_current = -1;
    int m_revision = 0;
    film::Loop m_loop = film::Loop::PingPong;
    FilmFraming m_framing = FilmFraming::Face;
    FilmPath m_path = FilmPath::Slerp;
};

}  // namespace facet::ui
