// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/StrengthLearning.h"

#include "engine/latent/AttributeNames.h"
#include "engine/learning/MoveTrial.h"

#include <algorithm>
#include <iterator>

namespace facet::learning {

namespace {

constexpr std::int64_t Faces = 24;  // an attribute and side
constexpr double Enough = 0.95;     // of them, that have to come over
constexpr double Strengths[] = {0, 0.15};
constexpr double OnHair = 1;  // the furthest, where a photo shows only what of the change is on hair

/// The furthest of an attribute.
double furthestOf(const std::string& name) {
    return latent::reachOf(name).face ? latent::AttributeScale::Past : OnHair;
}

}  // namespace

void learnStrengths(LoadedModel& model, const LabelledFaces& faces, const Classifiers& classifiers,
                    const Progress& progress, const std::stop_token& stop) {
    model.guides = classifiers.guides;
    const MoveTrial trial(model, faces, faces.calibration().pictures, classifiers.judge);
    auto& scales = model.moveSpace.attributes;
    for (std::size_t a = 0; a < scales.size(); ++a) {
        for (const int sign : {1, -1}) {
            double& past = sign > 0 ? scales[a].pastWith : scales[a].pastWithout;
            const auto isEnough = [&](double strength) {
                past = strength;
                return trial.ofWritten(static_cast<std::int64_t>(a), sign, Faces, stop).hit >= Enough;
            };
            if (std::none_of(std::begin(Strengths), std::end(Strengths), isEnough)) {
                past = furthestOf(scales[a].name);
            }
        }
        progress("Finding how far to go", static_cast<double>(a + 1) / static_cast<double>(scales.size()));
    }
}

}  // namespace facet::learning
