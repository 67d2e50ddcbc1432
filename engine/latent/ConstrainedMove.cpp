// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/ConstrainedMove.h"

#include "engine/Error.h"
#include "engine/latent/Latent.h"

#include <algorithm>
#include <cmath>

namespace facet::latent {

using torch::Tensor;

namespace {

constexpr int StepsToOne = 4;
constexpr int StepsToTwo = 1;
constexpr double Damping = 0.05;   // γ, as a share of the mean diagonal of WM⁻¹Wᵀ
constexpr double LongestStep = 3;  // in standard deviations of faces
constexpr double LongestMove = 14;
constexpr double Beyond = 0.3;      // how far ±1 goes past the median of the other side, in gaps between the medians
constexpr double SureLogit = 1.2;   // what ±1 asks for at least: a verdict that is not in doubt
constexpr double Least = 0.25;      // what a unit asks of a face that is there already, in gaps
constexpr double SecondUnit = 0.7;  // what the second unit adds, in gaps

/// Where ±1 has to be at least, whatever the face.
double goalOf(const AttributeScale& scale, int sign) {
    const double gap = scale.with - scale.without;
    return sign > 0 ? std::max(scale.with + Beyond * gap, SureLogit)
                    : std::min(scale.without - Beyond * gap, -SureLogit);
}

Tensor clampedNorm(const Tensor& vectors, double most) {
    const auto norm = vectors.norm(2, {-1}, true).clamp_min(1e-12);
    return vectors * (most / norm).clamp_max(1);
}

}  // namespace

Tensor MovePath::at(double amount) const {
    const double size = std::abs(amount);
    const auto& side = amount < 0 ? down : up;
    return size <= 1 ? side[0] * size : side[0] * (2 - size) + side[1] * (size - 1);
}

double amountBetween(const AttributeScale& scale, double own, double wanted) {
    const int sign = wanted < own ? -1 : 1;
    const double gap = scale.with - scale.without;
    const double toOne = std::max(sign * (goalOf(scale, sign) - own), Least * gap);
    const double way = sign * (wanted - own);
    const double size = way <= toOne ? way / toOne : 1 + (way - toOne) / (SecondUnit * gap);
    return sign * std::min(size, 2.0);
}

ConstrainedMove::ConstrainedMove(const runtime::DecodeSlopes& decoder, const MoveSpace& space, Guide guide,
                                 std::vector<std::int64_t> protectedAttributes)
    : m_decoder(decoder), m_space(space), m_guide(std::move(guide)), m_protected(std::move(protectedAttributes)) {}

ConstrainedMove::Linear ConstrainedMove::linearised(const Tensor& latents, const Tensor& rows) const {
    const auto outputs = rows.size(0);
    std::vector<Tensor> values, jacobians;
    for (const auto& face : latents.split(1)) {
        const auto picture = m_decoder.decode(unflatten(face, m_decoder.architecture()));
        // One copy for each output, so that one backward pass through the guide gives the slopes of all.
        auto copies = picture.repeat({outputs, 1, 1, 1}).requires_grad_();
        const torch::AutoGradMode gradients(true);
        const auto logits = m_guide(copies).gather(1, rows.unsqueeze(1));
        const auto slopes = torch::autograd::grad({logits.sum()}, {copies})[0];
        values.push_back(logits.detach().squeeze(1));
        jacobians.push_back(flatten(m_decoder.pull(picture, slopes)).mm(m_space.basis.t()));
    }
    return {torch::stack(values), torch::stack(jacobians)};
}

Tensor ConstrainedMove::stepped(const Tensor& coordinates, const Linear& here, const Tensor& metric,
                                const Tensor& targets) const {
    const auto& w = here.jacobian;
    const auto mw = w.matmul(metric);
    const auto wwt = mw.bmm(w.transpose(1, 2));
    const auto scale = wwt.diagonal(0, 1, 2).mean(1).view({-1, 1, 1});
    const auto system = wwt + Damping * scale * torch::eye(w.size(1));
    const auto wanted = (targets - here.values).unsqueeze(2);
    const auto step = mw.transpose(1, 2).bmm(torch::linalg_solve(system, wanted)).squeeze(2);
    // Where a face has exploded on the way, its gradients are not finite: it stays where it is.
    return clampedNorm(coordinates + clampedNorm(step.nan_to_num(0, 0, 0), LongestStep), LongestMove);
}

/// The attribute that is asked for, and then what has to stay: each once.
Tensor ConstrainedMove::rowsFor(std::int64_t attribute, std::set<std::int64_t> kept) const {
    kept.insert(m_protected.begin(), m_protected.end());
    kept.erase(attribute);
    std::vector<std::int64_t> rows = {attribute};
    rows.insert(rows.end(), kept.begin(), kept.end());
    return torch::tensor(rows);
}

Tensor ConstrainedMove::find(const Tensor& latents, std::int64_t attribute, int sign,
                             const std::set<std::int64_t>& locked, const std::stop_token& stop) const {
    const torch::NoGradGuard noGrad;
    const auto rows = rowsFor(attribute, locked);
    const auto& metric = m_space.metrics[attribute];
    const auto& scale = m_space.attributes[static_cast<std::size_t>(attribute)];
    const double gap = scale.with - scale.without;
    const double goal = goalOf(scale, sign);
    auto coordinates = torch::zeros({latents.size(0), m_space.basis.size(0)});
    auto here = linearised(latents, rows);
    const auto own = here.values.select(1, 0);
    auto targets = here.values.clone();
    std::vector<Tensor> knots;
    for (int step = 0; step < StepsToOne + StepsToTwo; ++step) {
        if (stop.stop_requested()) {
            throw Error(ErrorKind::Interrupted, "the move was interrupted");
        }
        if (step > 0) {
            here = linearised(latents + m_space.toLatents(coordinates), rows);
        }
        const int amount = step < StepsToOne ? 1 : 2;
        const double reach = goal + sign * (amount - 1) * SecondUnit * gap;
        const auto least = own + sign * amount * Least * gap;
        targets.select(1, 0).copy_(sign > 0 ? least.clamp_min(reach) : least.clamp_max(reach));
        coordinates = stepped(coordinates, here, metric, targets);
        if (step == StepsToOne - 1 || step == StepsToOne + StepsToTwo - 1) {
            knots.push_back(coordinates);
        }
    }
    return torch::stack(knots, 1);
}

}  // namespace facet::latent
