// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/FineFace.h"
#include "engine/face/FaceParts.h"
#include "engine/flow/Glow.h"
#include "engine/latent/ConstrainedMove.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace facet {

/// A way along an attribute that keeps what is locked, by indices into MoveSpace::attributes.
struct MoveKey {
    std::int64_t attribute = 0;
    std::set<std::int64_t> locked;
    bool isMasked = false;  ///< found for what the photo's own masks show of it, and not for all of the crop
    auto operator<=>(const MoveKey&) const = default;
};

/// The ways along attributes that have been found for one face so far. Threads: any.
class FoundMoves {
 public:
    latent::MovePath path(const MoveKey& key) const {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_paths.find(key);
        return found == m_paths.end() ? latent::MovePath{} : found->second;
    }
    /// knots [2, K]: coordinates at sign·1 and sign·2.
    void add(const MoveKey& key, int sign, const torch::Tensor& knots) {
        const std::scoped_lock lock(m_mutex);
        (sign < 0 ? m_paths[key].down : m_paths[key].up) = knots;
        ++m_count;
    }
    /// How many were added so far.
    std::size_t count() const {
        const std::scoped_lock lock(m_mutex);
        return m_count;
    }

 private:
    mutable std::mutex m_mutex;
    std::map<MoveKey, latent::MovePath> m_paths;
    std::size_t m_count = 0;
};

/// What a face decodes to after a move.
struct MovedFace {
    torch::Tensor picture;  ///< [1, 3, S, S], flow units
    double share = 1;       ///< of the move: the whole would have led out of the range of pictures where it is less
};

/// What a face decoded to after the last moves that were shown: while one slider of several moves, most layers of an
/// edit stay. What was not asked for longest is forgotten first. Threads: any.
class ShownMoves {
 public:
    struct Key {
        FineKey what;
        int handovers = 0;  ///< of the runtime that decoded
        friend bool operator==(const Key&, const Key&) = default;
    };
    static constexpr std::size_t Most = 64;  ///< eight sliders make some twenty layers, and some more for what moves

    std::optional<MovedFace> of(const Key& key) {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](const auto& s) { return s.first == key; });
        if (found == m_shown.end()) {
            return std::nullopt;
        }
        std::rotate(found, found + 1, m_shown.end());
        return m_shown.back().second;
    }
    void keep(const Key& key, const MovedFace& moved) {
        const std::scoped_lock lock(m_mutex);
        m_shown.emplace_back(key, moved);
        if (m_shown.size() > Most) {
            m_shown.pop_front();
        }
    }

 private:
    std::mutex m_mutex;
    std::deque<std::pair<Key, MovedFace>> m_shown;
};

/// What the Glow engine knows of a face: latents, what they decode to (so that an edit decodes what comes after it
/// alone), what of its photo is face and hair (where there is a photo), and the moves that were found for it. Inside
/// the engine only: its header needs torch.
class GlowFace : public EncodedFace {
 public:
    GlowFace(Alignment alignment, RoundTrip roundTrip, flow::Eps eps, torch::Tensor decoded, int handovers,
             std::optional<face::FaceParts> parts = {}, torch::Tensor fineCrop = {})
        : EncodedFace(alignment, roundTrip, reachOf(alignment, parts)),
          m_eps(std::move(eps)),
          m_decoded(std::move(decoded)),
          m_handovers(handovers),
          m_parts(std::move(parts)),
          m_fine(std::move(fineCrop)) {}

    const flow::Eps& eps() const { return m_eps; }
    const torch::Tensor& decoded() const { return m_decoded; }  ///< [1, 3, S, S], flow units
    int handovers() const { return m_handovers; }               ///< of the runtime, before it decoded
    const std::optional<face::FaceParts>& parts() const { return m_parts; }
    FoundMoves& moves() const { return m_moves; }
    ShownMoves& shown() const { return m_shown; }
    FineFace& fine() const { return m_fine; }  ///< holds no picture where the face is no larger than the crop

 private:
    static PixelRect reachOf(const Alignment& alignment, const std::optional<face::FaceParts>& parts) {
        const PixelRect crop = alignment.boundsInPhoto();
        return parts && parts->wider ? united(crop, parts->wider->alignment.boundsInPhoto()) : crop;
    }

    flow::Eps m_eps;
    torch::Tensor m_decoded;
    int m_handovers;
    std::optional<face::FaceParts> m_parts;
    mutable FoundMoves m_moves;
    mutable ShownMoves m_shown;
    mutable FineFace m_fine;
};

}  // namespace facet
