// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/flow/RebuiltSteps.h"

namespace facet::flow {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The steps, for autograd's context to hold on to.
struct HeldSteps : torch::CustomClassHolder {
    explicit HeldSteps(StepChain chain) : steps(std::move(chain)) {}
    StepChain steps;
};

variable_list parametersOf(const StepChain& steps) {
    variable_list all;
    for (const auto& step : steps) {
        const auto own = step->parameters();
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

/// What a step's outcome is differentiated by, and the slopes on their way down the chain.
struct Slopes {
    Tensor value;   // [B, C, H, W], of what goes in
    Tensor logDet;  // [B], the same for every step: their log-determinants are added up
    Tensor condition;
    variable_list parameters;  // of one step; not defined for what stays as it is
};

/// Through one step again, from x, and back.
void backThrough(FlowStep& step, const Tensor& x, const Tensor& c, Slopes& slopes) {
    const torch::AutoGradMode withGraph(true);
    const auto input = x.detach().requires_grad_();
    const auto condition = c.defined() ? c.detach().requires_grad_(c.requires_grad()) : c;
    const auto out = step.forward(input, condition);
    variable_list outputs = {out.value}, along = {slopes.value}, inputs = {input};
    if (out.logDet.requires_grad()) {
        outputs.push_back(out.logDet);
        along.push_back(slopes.logDet);
    }
    const bool conditionToo = condition.defined() && condition.requires_grad();
    if (conditionToo) {
        inputs.push_back(condition);
    }
    const auto parameters = step.parameters();
    for (const auto& p : parameters) {
        if (p.requires_grad()) {
            inputs.push_back(p);
        }
    }
    const auto gradients = torch::autograd::grad(outputs, inputs, along, /*retain_graph=*/false,
                                                 /*create_graph=*/false, /*allow_unused=*/true);
    auto next = gradients.begin();
    slopes.value = *next++;
    if (conditionToo) {
        slopes.condition = slopes.condition.defined() ? slopes.condition + *next : *next;
        ++next;
    }
    slopes.parameters.clear();
    for (const auto& p : parameters) {
        slopes.parameters.push_back(p.requires_grad() ? *next++ : Tensor());
    }
}

class Rebuilt : public torch::autograd::Function<Rebuilt> {
 public:
    /// The parameters are named so that autograd knows what depends on them; the steps hold the very same.
    static variable_list forward(AutogradContext* context, const c10::intrusive_ptr<HeldSteps>& held, const Tensor& h,
                                 const std::optional<Tensor>& c, const at::TensorList& /*parameters*/) {
        const auto condition = c.value_or(Tensor());
        const auto out = throughSteps(held->steps, h, condition);
        context->saved_data["steps"] = c10::IValue::make_capsule(held);
        context->save_for_backward({out.value, condition});
        return {out.value, out.logDet};
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto held = c10::static_intrusive_pointer_cast<HeldSteps>(context->saved_data["steps"].toCapsule());
        const auto saved = context->get_saved_variables();
        Slopes slopes = {gradients[0], gradients[1], {}, {}};
        std::vector<variable_list> ofSteps;  // the last step's first
        Tensor y = saved[0].detach();
        for (auto step = held->steps.rbegin(); step != held->steps.rend(); ++step) {
            const torch::NoGradGuard noGrad;
            y = (*step)->inverse(y, saved[1]).value;
            backThrough(**step, y, saved[1], slopes);
            ofSteps.push_back(slopes.parameters);
        }
        variable_list result = {Tensor(), slopes.value, slopes.condition};
        for (auto own = ofSteps.rbegin(); own != ofSteps.rend(); ++own) {
            result.insert(result.end(), own->begin(), own->end());
        }
        return result;
    }
};

}  // namespace

Transformed throughSteps(const StepChain& steps, const Tensor& h, const Tensor& c) {
    Transformed through{h, zeroLogDet(h)};
    for (const auto& step : steps) {
        const auto next = step->forward(through.value, c);
        through = {next.value, through.logDet + next.logDet};
    }
    return through;
}

Transformed rebuiltSteps(const StepChain& steps, const Tensor& h, const Tensor& c) {
    const auto parameters = parametersOf(steps);
    const auto out = Rebuilt::apply(c10::make_intrusive<HeldSteps>(steps), h,
                                    c.defined() ? std::optional<Tensor>(c) : std::nullopt, at::TensorList(parameters));
    return {out[0], out[1]};
}

}  // namespace facet::flow
