// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/FlowStep.h"

#include <stdexcept>

namespace facet::flow {

namespace {

std::shared_ptr<Permutation> makePermutation(PermutationKind kind, std::int64_t channels, const StepPlace& place) {
    switch (kind) {
        case PermutationKind::Reverse:
            return std::make_shared<FixedPermutation>(FixedPermutation::reversed(channels));
        case PermutationKind::Shuffle:
            return std::make_shared<FixedPermutation>(
                FixedPermutation::shuffled(channels, static_cast<std::uint64_t>(place.level * 1000 + place.step)));
        case PermutationKind::Checkerboard:
            return std::make_shared<FixedPermutation>(FixedPermutation::masked(channels, place.step, place.steps));
        case PermutationKind::Conv1x1:
            return std::make_shared<InvertibleConv1x1>(channels);
        case PermutationKind::Conv1x1Lu:
            return std::make_shared<InvertibleConv1x1Lu>(channels);
    }
    throw std::invalid_argument("FlowStep: unknown permutation");
}

std::shared_ptr<Coupling> makeCoupling(CouplingKind kind, std::int64_t channels, std::int64_t width,
                                       const CouplingForm& form) {
    if (kind == CouplingKind::Additive) {
        return std::make_shared<AdditiveCoupling>(channels, width, form);
    }
    return std::make_shared<AffineCoupling>(channels, width, form);
}

}  // namespace

FlowStep::FlowStep(std::int64_t channels, std::int64_t width, PermutationKind permutationKind,
                   CouplingKind couplingKind, const StepPlace& place, const CouplingForm& form) {
    actnorm = register_module("actnorm", std::make_shared<ActNorm>(channels));
    permutation = register_module("permutation", makePermutation(permutationKind, channels, place));
    coupling = register_module("coupling", makeCoupling(couplingKind, channels, width, form));
}

Transformed FlowStep::forward(const Tensor& x, const Tensor& c) {
    const auto scaled = actnorm->forward(x);
    const auto mixed = permutation->forward(scaled.value);
    const auto coupled = coupling->forward(mixed.value, c);
    return {coupled.value, scaled.logDet + mixed.logDet + coupled.logDet};
}

Transformed FlowStep::inverse(const Tensor& y, const Tensor& c) {
    const auto uncoupled = coupling->inverse(y, c);
    const auto unmixed = permutation->inverse(uncoupled.value);
    const auto unscaled = actnorm->inverse(unmixed.value);
    return {unscaled.value, uncoupled.logDet + unmixed.logDet + unscaled.logDet};
}

}  // namespace facet::flow
