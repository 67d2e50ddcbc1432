// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/LoadedModel.h"
#include "engine/latent/ConstrainedMove.h"

#include <memory>
#include <set>
#include <stop_token>
#include <vector>

namespace facet {

/// What the guides see of pictures [B, 3, S, S] in flow units, [B, F]; with gradients.
torch::Tensor featuresOf(const std::vector<std::shared_ptr<train::AttributeJudge>>& guides,
                         const torch::Tensor& pictures);

/// A face's own way along an attribute that the guides do not know: a linear score of their features takes the place
/// of a logit, and the mean of all attributes' metrics, dear where a move changes many pixels, that of a metric.
///
/// Inside the engine only. Threads: find() may be called from several at once.
class TaughtMove {
 public:
    /// Whether the model has guides for the score, and as many features.
    static bool fits(const LoadedModel& model, const latent::FeatureScore& score);

    TaughtMove(const LoadedModel& model, std::shared_ptr<const runtime::DecodeSlopes> decoder,
               const latent::FeatureScore& score);
    TaughtMove(const TaughtMove&) = delete;
    TaughtMove& operator=(const TaughtMove&) = delete;

    /// As ConstrainedMove::find(); `locked`: indices into the model's space of moves.
    torch::Tensor find(const torch::Tensor& latents, int sign, const std::set<std::int64_t>& locked,
                       const std::stop_token& stop) const {
        return m_move.find(latents, m_attribute, sign, locked, stop);
    }

 private:
    std::int64_t m_attribute;
    latent::MoveSpace m_space;  // the model's, and the attribute
    latent::ConstrainedMove m_move;
};

}  // namespace facet
