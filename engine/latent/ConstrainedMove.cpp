// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/ConstrainedMove.h"

#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/AttributeNames.h"
#include "engine/latent/Latent.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace facet::latent {

using torch::Tensor;

namespace {

constexpr int StepsToOne = 9;  // at most
constexpr int StepsToTwo = 1;
constexpr double Settled = 0.2;    // logits this close to their targets are there
constexpr double Damping = 0.05;   // γ, as a share of the mean diagonal of WM⁻¹Wᵀ
constexpr double LongestStep = 3;  // in standard deviations of faces
constexpr double LongestMove = 18;
constexpr double SureLogit = 1.2;  // what ±1 asks for at least: a verdict that is not in doubt
constexpr double Beyond = 1.5;  // gaps past the median of the other side, where sureness ends: guides are sure of none
constexpr double Least = 0.25;  // what a unit asks of a face that is there already, in gaps
constexpr double LeastShare = 0.1;  // of a step, below which a face stays where it is
constexpr double SecondUnit = 0.7;  // what the second unit adds, in gaps

/// Where ±1 has to be at least, whatever the face: `past` the median of the other side, in gaps.
double goalOf(const AttributeScale& scale, int sign, double past) {
    const double gap = scale.with - scale.without;
    return sign > 0 ? std::max(scale.with + past * gap, std::min(SureLogit, scale.with + Beyond * gap))
                    : std::min(scale.without - past * gap, std::max(-SureLogit, scale.without - Beyond * gap));
}

/// Where a face whose logit is `own` has to be at sign·amount, if ±1 goes as far as is `asked`.
double targetOf(const AttributeScale& scale, const Strengths& asked, double own, int sign, int amount) {
    const double gap = scale.with - scale.without;
    const double reach = goalOf(scale, sign, asked.towards(sign)) + sign * (amount - 1) * SecondUnit * gap;
    const double least = own + sign * amount * Least * gap;
    return sign > 0 ? std::max(least, reach) : std::min(least, reach);
}

Tensor clampedNorm(const Tensor& vector, double most) {
    const double norm = vector.norm().item<double>();
    return norm > most ? vector * (most / norm) : vector;
}

}  // namespace

Tensor MovePath::at(double amount) const {
    const double size = std::abs(amount);
    const auto& side = amount < 0 ? down : up;
    return size <= 1 ? side[0] * size : side[0] * (2 - size) + side[1] * (size - 1);
}

std::vector<std::int64_t> keptBeside(const MoveSpace& space, const std::vector<std::string>& alongside) {
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < space.attributes.size(); ++i) {
        const auto& name = space.attributes[i].name;
        if (isProtected(name) && std::find(alongside.begin(), alongside.end(), name) == alongside.end()) {
            kept.push_back(static_cast<std::int64_t>(i));
        }
    }
    return kept;
}

double amountBetween(const AttributeScale& scale, double own, double wanted) {
    const int sign = wanted < own ? -1 : 1;
    const double gap = scale.with - scale.without;
    const double toOne = std::max(sign * (goalOf(scale, sign, Strengths::Past) - own), Least * gap);
    const double way = sign * (wanted - own);
    const double size = way <= toOne ? way / toOne : 1 + (way - toOne) / (SecondUnit * gap);
    return sign * std::min(size, 2.0);
}

ConstrainedMove::ConstrainedMove(std::shared_ptr<const runtime::DecodeSlopes> decoder, const MoveSpace& space,
                                 Guide guide, std::vector<std::int64_t> protectedAttributes)
    : m_decoder(std::move(decoder)),
      m_space(space),
      m_guide(std::move(guide)),
      m_protected(std::move(protectedAttributes)) {}

ConstrainedMove::Linear ConstrainedMove::linearised(const Tensor& picture, const Question& question) const {
    const auto& rows = question.rows;
    // One copy for each output, so that one backward pass through the guide gives the slopes of all.
    auto copies = picture.repeat({rows.size(0), 1, 1, 1}).requires_grad_();
    const torch::AutoGradMode gradients(true);
    auto logits = m_guide(copies).gather(1, rows.unsqueeze(1));
    auto values = logits.detach().squeeze(1);
    if (question.showing) {
        const auto& [share, composed] = *question.showing;
        const auto shown = question.before + share * (copies - question.before);
        logits = (logits + m_guide(shown).gather(1, rows.unsqueeze(1))) / 2;
        const torch::NoGradGuard noGrad;
        values = (values + m_guide(composed(question.before, picture))[0].index_select(0, rows)) / 2;
    }
    const auto slopes = torch::autograd::grad({logits.sum()}, {copies})[0];
    return {values, flatten(m_decoder->pull(picture, slopes)).mm(m_space.basis.t())};
}

Tensor ConstrainedMove::stepped(const Tensor& coordinates, const Linear& here, const Tensor& metric,
                                const Tensor& targets) const {
    const auto& w = here.jacobian;
    const auto mw = w.mm(metric);
    const auto wwt = mw.mm(w.t());
    const auto system = wwt + Damping * wwt.diagonal().mean() * torch::eye(w.size(0));
    const auto step = mw.t().mv(torch::linalg_solve(system, targets - here.values));
    // Where gradients are not finite, the face stays where it is.
    return clampedNorm(coordinates + clampedNorm(step.nan_to_num(0, 0, 0), LongestStep), LongestMove);
}

bool ConstrainedMove::isSettled(const Linear& here, const Tensor& targets) {
    return (targets - here.values).abs().max().item<double>() < Settled;
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
                             const std::set<std::int64_t>& locked, const std::stop_token& stop,
                             const std::optional<Showing>& showing) const {
    const torch::NoGradGuard noGrad;
    const auto rows = rowsFor(attribute, locked);
    std::vector<Tensor> knots;
    for (const auto& face : latents.split(1)) {
        knots.push_back(knotsOf({face, rows, showing, {}}, sign, stop));
    }
    return torch::stack(knots);
}

ConstrainedMove::Place ConstrainedMove::placeAt(const Tensor& latents, const Tensor& coordinates) const {
    const auto moved = latents + m_space.toLatents(coordinates.unsqueeze(0));
    return {coordinates, m_decoder->decode(unflatten(moved, m_decoder->architecture()))};
}

ConstrainedMove::Place ConstrainedMove::taken(const Tensor& latents, const Place& from, const Tensor& to) const {
    for (double share = 1; share > LeastShare; share /= 2) {
        auto there = placeAt(latents, from.coordinates + share * (to - from.coordinates));
        if (flow::areSound(there.picture).item<bool>()) {
            return there;
        }
    }
    return from;
}

Tensor ConstrainedMove::knotsOf(Question question, int sign, const std::stop_token& stop) const {
    const auto attribute = question.rows[0].item<std::int64_t>();
    const auto& scale = m_space.attributes[static_cast<std::size_t>(attribute)];
    auto here = placeAt(question.latents, torch::zeros({m_space.basis.size(0)}));
    question.before = here.picture;
    std::optional<Linear> answer = linearised(here.picture, question);
    auto targets = answer->values.clone();
    const double own = targets[0].item<double>();
    std::vector<Tensor> knots;
    for (int amount = 1; amount <= 2; ++amount) {
        targets[0] = targetOf(scale, question.showing ? scale.masked : scale.whole, own, sign, amount);
        for (int step = 0; step < (amount == 1 ? StepsToOne : StepsToTwo); ++step) {
            if (stop.stop_requested()) {
                throw Error(ErrorKind::Interrupted, "the move was interrupted");
            }
            if (!answer) {
                answer = linearised(here.picture, question);
            }
            if (isSettled(*answer, targets)) {
                break;
            }
            here =
                taken(question.latents, here, stepped(here.coordinates, *answer, m_space.metrics[attribute], targets));
            answer.reset();
        }
        knots.push_back(here.coordinates);
    }
    return torch::stack(knots);
}

}  // namespace facet::latent
