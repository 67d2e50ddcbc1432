// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/AttributeJudge.h"

#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace facet::train {

using torch::Tensor;
namespace nn = torch::nn;

namespace {

nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2));
}

/// x + convolution(SiLU(norm(x))): depth without losing the gradient.
struct ResidualBlockImpl : nn::Module {
    explicit ResidualBlockImpl(std::int64_t channels)
        : norm(register_module("norm", nn::GroupNorm(nn::GroupNormOptions(8, channels)))),
          conv(register_module("conv", convolution(channels, channels, 3, 1))) {}

    Tensor forward(const Tensor& x) { return x + conv(torch::silu(norm(x))); }

    nn::GroupNorm norm;
    nn::Conv2d conv;
};
TORCH_MODULE(ResidualBlock);

}  // namespace

AttributeJudge::AttributeJudge(std::vector<std::string> attributes, std::int64_t width, std::int64_t stem)
    : m_attributes(std::move(attributes)), m_width(width), m_stem(stem) {
    m_layers->push_back(convolution(3, width, stem, 2));
    std::int64_t channels = width;
    for (const std::int64_t next : {2 * width, 4 * width, 6 * width}) {
        m_layers->push_back(nn::GroupNorm(nn::GroupNormOptions(8, channels)));
        m_layers->push_back(nn::SiLU());
        m_layers->push_back(convolution(channels, next, 3, 2));
        m_layers->push_back(ResidualBlock(next));
        channels = next;
    }
    m_layers->push_back(nn::GroupNorm(nn::GroupNormOptions(8, channels)));
    m_layers->push_back(nn::SiLU());
    m_layers->push_back(nn::AvgPool2d(nn::AvgPool2dOptions(2)));
    m_layers->push_back(nn::Flatten());
    m_layers->push_back(nn::Dropout(0.3));
    register_module("layers", m_layers);
    m_head = register_module("head", nn::Linear(channels * 4, static_cast<std::int64_t>(m_attributes.size())));
}

std::int64_t AttributeJudge::indexOf(const std::string& attribute) const {
    const auto found = std::find(m_attributes.begin(), m_attributes.end(), attribute);
    if (found == m_attributes.end()) {
        throw std::invalid_argument("AttributeJudge: does not judge \"" + attribute + "\"");
    }
    return found - m_attributes.begin();
}

Tensor AttributeJudge::ownFeatures(const Tensor& pictures) {
    if (pictures.dim() != 4 || pictures.size(1) != 3 || pictures.size(2) != 64 || pictures.size(3) != 64) {
        throw std::invalid_argument("AttributeJudge: wanted pictures [B, 3, 64, 64]");
    }
    return m_layers->forward(pictures * 4);
}

Tensor AttributeJudge::forward(const Tensor& pictures) {
    return m_head(ownFeatures(pictures));
}

Tensor AttributeJudge::features(const Tensor& pictures) {
    return (ownFeatures(pictures) + ownFeatures(pictures.flip(3))) / 2;
}

Tensor AttributeJudge::score(const Tensor& pictures) {
    const torch::NoGradGuard noGrad;
    eval();
    return logits(pictures);
}

void AttributeJudge::save(const std::filesystem::path& path, bool overwrite) const {
    model::TensorFile file;
    for (const auto& p : named_parameters()) {
        file.tensors[p.key()] = p.value().detach().to(torch::kFloat16);
    }
    file.metadata["judge"] = nlohmann::json{{"attributes", m_attributes}, {"width", m_width}, {"stem", m_stem}}.dump();
    model::writeTensors(file, path, overwrite);
}

std::shared_ptr<AttributeJudge> AttributeJudge::load(const std::filesystem::path& path) {
    const auto file = model::readTensors(path, ErrorKind::Model);
    const auto refuse = [&] { return Error(ErrorKind::Model, path.string() + ": is no judge of attributes"); };
    try {
        const auto json = nlohmann::json::parse(file.metadata.at("judge"));
        auto judge =
            std::make_shared<AttributeJudge>(json.at("attributes").get<std::vector<std::string>>(),
                                             json.at("width").get<std::int64_t>(), json.at("stem").get<std::int64_t>());
        const torch::NoGradGuard noGrad;
        for (auto& p : judge->named_parameters()) {
            const auto& stored = file.tensors.at(p.key());
            if (stored.sizes() != p.value().sizes()) {
                throw refuse();
            }
            p.value().copy_(stored);
        }
        judge->eval();
        return judge;
    } catch (const nlohmann::json::exception&) {
        throw refuse();
    } catch (const std::out_of_range&) {
        throw refuse();
    }
}

void freeze(const std::vector<std::shared_ptr<AttributeJudge>>& judges) {
    for (const auto& judge : judges) {
        judge->eval();
        for (auto& parameter : judge->parameters()) {
            parameter.set_requires_grad(false);
        }
    }
}

std::function<Tensor(const Tensor&)> meanLogits(std::vector<std::shared_ptr<AttributeJudge>> judges) {
    freeze(judges);
    return [judges = std::move(judges)](const Tensor& pictures) {
        auto sum = judges.front()->logits(pictures);
        for (std::size_t i = 1; i < judges.size(); ++i) {
            sum = sum + judges[i]->logits(pictures);
        }
        return sum / static_cast<double>(judges.size());
    };
}

namespace {

/// Mirrors, shifts by up to 3 pixels, light, contrast, blur and noise; shift and blur are one a batch, the rest picture
/// by picture. The noise is strong at times: the gradients of a classifier that has seen noise look like what they ask
/// for.
Tensor augmented(const Tensor& u8) {
    auto x = flow::fromLevels(u8);
    const auto batch = x.size(0);
    const auto mirror = torch::rand({batch, 1, 1, 1}) < 0.5;
    x = torch::where(mirror, x.flip(3), x);
    const auto shift = torch::randint(0, 7, {2});
    x = nn::functional::pad(x, nn::functional::PadFuncOptions({3, 3, 3, 3}).mode(torch::kReflect));
    x = x.narrow(2, shift[0].item<std::int64_t>(), 64).narrow(3, shift[1].item<std::int64_t>(), 64);
    if (torch::rand({}).item<double>() < 0.25) {
        x = nn::functional::avg_pool2d(
            x, nn::functional::AvgPool2dFuncOptions(3).stride(1).padding(1).count_include_pad(false));
    }
    const auto contrast = 1 + 0.2 * torch::randn({batch, 1, 1, 1});
    const auto light = 0.06 * torch::randn({batch, 3, 1, 1});
    const auto noise = 0.12 * torch::rand({batch, 1, 1, 1}).square();
    return x * contrast + light + noise * torch::randn_like(x);
}

Tensor knownLoss(const Tensor& logits, const Tensor& labels) {
    const auto known = torch::isnan(labels).logical_not();
    const auto target = torch::where(known, labels, torch::zeros_like(labels));
    const auto loss = torch::binary_cross_entropy_with_logits(logits, target, {}, {}, at::Reduction::None);
    return (loss * known).sum() / known.sum().clamp_min(1);
}

}  // namespace

void trainJudge(AttributeJudge& judge, const LabelledPictures& data, int epochs, std::uint64_t seed,
                const std::function<void(double)>& progress, std::stop_token stop) {
    constexpr std::int64_t Batch = 64;
    constexpr double TopRate = 2e-3;
    torch::manual_seed(seed);
    judge.train();
    torch::optim::AdamW optimiser(judge.parameters(), torch::optim::AdamWOptions(TopRate).weight_decay(0.02));
    const auto n = data.pictures.size(0);
    const auto steps = epochs * (n / Batch);
    for (std::int64_t step = 0; step < steps;) {
        const auto order = torch::randperm(n);
        for (std::int64_t i = 0; i + Batch <= n && step < steps; i += Batch, ++step) {
            if (stop.stop_requested()) {
                throw Error(ErrorKind::Interrupted, "training was interrupted");
            }
            const double at = static_cast<double>(step) / static_cast<double>(steps);
            const double rate = TopRate * std::min(1.0, at * 20) * 0.5 * (1 + std::cos(std::numbers::pi * at));
            static_cast<torch::optim::AdamWOptions&>(optimiser.param_groups()[0].options()).lr(rate);
            const auto chosen = order.slice(0, i, i + Batch);
            optimiser.zero_grad();
            knownLoss(judge.forward(augmented(data.pictures.index_select(0, chosen))),
                      data.labels.index_select(0, chosen))
                .backward();
            optimiser.step();
            if (step % 20 == 0) {
                progress(at);
            }
        }
    }
    judge.eval();
}

double areaUnderCurve(const Tensor& scores, const Tensor& labels) {
    const auto with = scores.masked_select(labels == 1).to(torch::kFloat64);
    const auto without = std::get<0>(scores.masked_select(labels == 0).to(torch::kFloat64).sort());
    if (with.numel() == 0 || without.numel() == 0) {
        return 0.5;
    }
    // The chance that a random face with it scores higher than one without; ties count half.
    const auto below = torch::searchsorted(without, with);
    const auto upTo = torch::searchsorted(without, with, /*out_int32=*/false, /*right=*/true);
    return ((below + upTo).to(torch::kFloat64) / 2).mean().item<double>() / static_cast<double>(without.numel());
}

}  // namespace facet::train
