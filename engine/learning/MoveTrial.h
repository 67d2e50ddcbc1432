// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/latent/ConstrainedMove.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/learning/LabelledFaces.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace facet::learning {

/// What a judge says of moves to ±1 of faces that were on the other side.
struct MoveVerdict {
    std::int64_t faces = 0;
    latent::Verdict atOne;  ///< hit: share that changed sides
    std::int64_t explodedAtTwo = 0;
};

/// The judge's verdicts on moves of faces: along each face's own way, as LatentMover goes, or, in a model without a
/// space of moves, along the direction that all faces have in common. One thread's.
class MoveTrial {
 public:
    /// `pictures` u8 [N, 3, S, S]; `knowledge` says what attributes there are and which are protected. Keeps
    /// references.
    MoveTrial(const LoadedModel& model, const LabelledFaces& knowledge, const torch::Tensor& pictures,
              std::shared_ptr<train::AttributeJudge> judge);

    const torch::Tensor& logits() const { return m_logits; }  ///< the judge's of the faces, [N, attributes]

    /// Whether the model can move along the attribute.
    bool knows(std::int64_t attribute) const;
    /// Of up to `count` faces that the judge puts on the other side of `sign`.
    MoveVerdict run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const;
    /// How many of up to `count` faces that are on that side already explode at sign·1 or sign·2.
    std::int64_t explodedOnTheirSide(std::int64_t attribute, int sign, std::int64_t count,
                                     const std::stop_token& stop) const;

 private:
    latent::TrialFaces faces(std::int64_t attribute, int side, std::int64_t count) const;
    /// Moves of latents [B, d] to sign·1 and sign·2, [B, 2, d].
    torch::Tensor moves(const torch::Tensor& latents, std::int64_t attribute, int sign,
                        const std::stop_token& stop) const;
    const latent::Direction* directionOf(std::int64_t attribute) const;

    const LoadedModel& m_model;
    const LabelledFaces& m_knowledge;
    std::optional<latent::ConstrainedMove> m_move;  // only where there is a space of moves
    latent::Score m_judge;
    torch::Tensor m_pictures;
    torch::Tensor m_logits;
};

}  // namespace facet::learning
