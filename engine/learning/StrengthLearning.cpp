// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/StrengthLearning.h"

#include "engine/latent/AttributeNames.h"
#include "engine/learning/MoveTrial.h"

#include <span>

namespace facet::learning {

namespace {

constexpr std::int64_t Faces = 24;  // an attribute and side
constexpr double Enough = 0.95;     // of them, that have to come over
constexpr double OfFace[] = {0, 0.15, latent::Strengths::Past};
constexpr double OfHair[] = {0, 0.15, 1};               // a photo shows only what of the change is on hair
constexpr double OfHairsWhole[] = {0, 0.15, 0.3, 0.6};  // where it shows all of it

/// Finds the least of some strengths that is enough for one attribute and side, or the last.
class StrengthSearch {
 public:
    StrengthSearch(const MoveTrial& trial, std::int64_t attribute, int sign, const std::stop_token& stop)
        : m_trial(trial), m_attribute(attribute), m_sign(sign), m_stop(stop) {}

    /// `strengths` are those of edits by `mask` in the model that is tried.
    void choose(latent::Strengths& strengths, MaskMode mask, std::span<const double> tried) const {
        double& past = strengths.towards(m_sign);
        for (const double strength : tried) {
            past = strength;
            if (strength == tried.back() || m_trial.ofWritten(m_attribute, m_sign, mask, Faces, m_stop).hit >= Enough) {
                return;
            }
        }
    }

 private:
    const MoveTrial& m_trial;
    std::int64_t m_attribute;
    int m_sign;
    std::stop_token m_stop;
};

}  // namespace

void learnStrengths(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                    const Progress& progress, const std::stop_token& stop) {
    model.guides = classifiers.guides;
    const MoveTrial trial(model, faces, faces.calibration().pictures, classifiers.judge);
    auto& scales = model.moveSpace.attributes;
    for (std::size_t a = 0; a < scales.size(); ++a) {
        auto& scale = scales[a];
        const bool isOfFace = latent::reachOf(scale.name).face;
        for (const int sign : {1, -1}) {
            const StrengthSearch search(trial, static_cast<std::int64_t>(a), sign, stop);
            search.choose(scale.masked, MaskMode::Auto, isOfFace ? OfFace : OfHair);
            if (isOfFace) {
                scale.whole.towards(sign) = scale.masked.towards(sign);
            } else {
                search.choose(scale.whole, MaskMode::None, OfHairsWhole);
            }
        }
        progress("Finding how far to go", static_cast<double>(a + 1) / static_cast<double>(scales.size()));
    }
}

}  // namespace facet::learning
