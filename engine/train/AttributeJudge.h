// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::train {

/// A small convolutional classifier of attributes on 64×64 faces. It looks at pictures, not at latents, so it can say
/// whether an edit shows.
class AttributeJudge : public torch::nn::Module {
 public:
    /// One logit for each name. Judges that must be independent differ in width and stem as well as in seed.
    AttributeJudge(std::vector<std::string> attributes, std::int64_t width, std::int64_t stem);

    const std::vector<std::string>& attributes() const { return m_attributes; }
    /// Throws std::invalid_argument for a name it does not judge.
    std::int64_t indexOf(const std::string& attribute) const;

    /// Pictures [B, 3, 64, 64] in flow units (−½ … ½) → logits [B, attributes].
    torch::Tensor forward(const torch::Tensor& pictures);
    /// What the logits are linear in, [B, features]: the mean of a picture's and of its mirror image's.
    torch::Tensor features(const torch::Tensor& pictures);
    std::int64_t featureCount() const { return m_head->options.in_features(); }  ///< F
    torch::Tensor logitsOf(const torch::Tensor& features) { return m_head(features); }
    /// The mean of the logits of a picture and of its mirror image.
    torch::Tensor logits(const torch::Tensor& pictures) { return logitsOf(features(pictures)); }
    /// The same without gradients, in eval mode.
    torch::Tensor score(const torch::Tensor& pictures);

    void save(const std::filesystem::path& path, bool overwrite) const;
    /// Throws Error(Model).
    static std::shared_ptr<AttributeJudge> load(const std::filesystem::path& path);

 private:
    torch::Tensor ownFeatures(const torch::Tensor& pictures);

    std::vector<std::string> m_attributes;
    std::int64_t m_width;
    std::int64_t m_stem;
    torch::nn::Sequential m_layers;
    torch::nn::Linear m_head{nullptr};
};

/// Puts judges into eval mode and takes no gradients to their parameters any more.
void freeze(const std::vector<std::shared_ptr<AttributeJudge>>& judges);

/// The mean of several judges' logits, with gradients to the pictures; their parameters are frozen. All judge the same
/// attributes in the same order.
std::function<torch::Tensor(const torch::Tensor& pictures)> meanLogits(
    std::vector<std::shared_ptr<AttributeJudge>> judges);

/// Labelled pictures in memory.
struct LabelledPictures {
    torch::Tensor pictures;  ///< u8 [N, 3, 64, 64]
    torch::Tensor labels;    ///< float [N, attributes]: 1, 0, NaN = unknown
};

/// Trains with Adam, random mirrors, shifts, light and noise; unknown labels count for nothing. Deterministic for a
/// seed. `progress` gets the share done; `stop` ends it with Error(Interrupted).
void trainJudge(AttributeJudge& judge, const LabelledPictures& data, int epochs, std::uint64_t seed,
                const std::function<void(double)>& progress, std::stop_token stop);

/// Area under the ROC curve of scores [N] for labels [N] (1, 0; NaN is left out); 0.5 where one kind is missing.
double areaUnderCurve(const torch::Tensor& scores, const torch::Tensor& labels);

}  // namespace facet::train
