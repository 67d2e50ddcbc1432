// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Film.h"

namespace facet::film {

/// Hands out a film's frames in order, made batch by batch; while the film stands, its frame is made once.
class FrameStream {
 public:
    explicit FrameStream(std::vector<double> positions) : m_positions(std::move(positions)) {}

    std::size_t count() const { return m_positions.size(); }
    std::size_t done() const { return m_next; }

    /// Calls take(frame) for the next frames of the film.
    template <typename Take>
    void nextBatch(FilmScene& scene, Take take) {
        constexpr std::size_t Batch = 8;
        constexpr std::size_t MostHanded = 64;  // so that whoever stops a film that stands is heard
        std::vector<double> moving;
        double before = m_lastPosition;
        std::size_t end = m_next;
        for (; end < m_positions.size() && end < m_next + MostHanded && moving.size() < Batch; ++end) {
            if (m_positions[end] != before) {
                moving.push_back(m_positions[end]);
                before = m_positions[end];
            }
        }
        auto made = moving.empty() ? std::vector<Image>() : scene.frames(moving);
        for (auto frame = made.begin(); m_next < end; ++m_next) {
            if (m_positions[m_next] != m_lastPosition) {
                m_last = std::move(*frame++);
                m_lastPosition = m_positions[m_next];
            }
            take(m_last);
        }
    }

 private:
    std::vector<double> m_positions;
    std::size_t m_next = 0;
    Image m_last;
    double m_lastPosition = -1;
};

}  // namespace facet::film
