// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TaughtMove.h"

namespace facet {

namespace {

using torch::Tensor;
using Guides = std::vector<std::shared_ptr<train::AttributeJudge>>;

latent::MoveSpace extended(const latent::MoveSpace& known, const latent::FeatureScore& score) {
    latent::MoveSpace space = known;
    space.metrics = torch::cat({known.metrics, known.metrics.mean(0, /*keepdim=*/true)});
    space.attributes.push_back({"", -score.gap / 2, score.gap / 2});
    return space;
}

latent::Guide guideWith(const Guides& guides, const latent::FeatureScore& score) {
    train::freeze(guides);
    return [guides, weights = score.weights, bias = score.bias](const Tensor& pictures) {
        Tensor sum;
        std::vector<Tensor> features;
        for (const auto& guide : guides) {
            features.push_back(guide->features(pictures));
            const auto logits = guide->logitsOf(features.back());
            sum = sum.defined() ? sum + logits : logits;
        }
        const auto own = torch::cat(features, 1).mv(weights) + bias;
        return torch::cat({sum / static_cast<double>(guides.size()), own.unsqueeze(1)}, 1);
    };
}

}  // namespace

Tensor featuresOf(const Guides& guides, const Tensor& pictures) {
    std::vector<Tensor> features;
    for (const auto& guide : guides) {
        features.push_back(guide->features(pictures));
    }
    return torch::cat(features, 1);
}

bool TaughtMove::fits(const LoadedModel& model, const latent::FeatureScore& score) {
    std::int64_t features = 0;
    for (const auto& guide : model.guides) {
        features += guide->featureCount();
    }
    return features > 0 && score.weights.sizes() == torch::IntArrayRef({features}) && score.gap > 0;
}

TaughtMove::TaughtMove(const LoadedModel& model, std::shared_ptr<const runtime::DecodeSlopes> decoder,
                       const latent::FeatureScore& score)
    : m_attribute(static_cast<std::int64_t>(model.moveSpace.attributes.size())),
      m_space(extended(model.moveSpace, score)),
      m_move(std::move(decoder), m_space, guideWith(model.guides, score),
             latent::keptBeside(model.moveSpace, score.alongside)) {}

}  // namespace facet
