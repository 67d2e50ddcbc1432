// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/ActNorm.h"
#include "engine/flow/Architecture.h"
#include "engine/flow/Coupling.h"
#include "engine/flow/Permutation.h"

namespace facet::flow {

/// Where a step stands in its flow; fixed permutations follow from it.
struct StepPlace {
    std::int64_t level = 0;
    std::int64_t step = 0;
    std::int64_t steps = 1;  ///< of the level
};

/// One step of flow: actnorm, permutation, coupling (Glow, figure 2a).
///
/// Modules: `actnorm`, `permutation`, `coupling`.
class FlowStep : public Bijection {
 public:
    FlowStep(std::int64_t channels, std::int64_t width, PermutationKind permutation, CouplingKind coupling,
             const StepPlace& place = {}, const CouplingForm& form = {});

    Transformed forward(const Tensor& x) override { return forward(x, {}); }
    Transformed inverse(const Tensor& y) override { return inverse(y, {}); }
    /// Given what the coupling's network sees too; see Coupling.
    Transformed forward(const Tensor& x, const Tensor& c);
    Transformed inverse(const Tensor& y, const Tensor& c);

    std::shared_ptr<ActNorm> actnorm;
    std::shared_ptr<Permutation> permutation;
    std::shared_ptr<Coupling> coupling;
};

}  // namespace facet::flow
