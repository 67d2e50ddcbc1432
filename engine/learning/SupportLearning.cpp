// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/SupportLearning.h"

#include "engine/Error.h"
#include "engine/latent/AttributeNames.h"

#include <algorithm>
#include <cmath>

namespace facet::learning {

namespace {

using torch::Tensor;
namespace F = torch::nn::functional;

constexpr int Side = latent::AttributeSupports::Side;

Tensor smoothStep(const Tensor& t) {
    const auto x = t.clamp(0, 1);
    return x * x * (3 - 2 * x);
}

/// [H, W] → the same, blurred by a Gaussian of `deviation` pixels.
Tensor blurred(const Tensor& map, double deviation) {
    const auto reach = static_cast<std::int64_t>(std::ceil(3 * deviation));
    auto kernel =
        torch::exp(-torch::arange(-reach, reach + 1).to(torch::kFloat32).square() / (2 * deviation * deviation));
    kernel = (kernel / kernel.sum()).view({1, 1, 1, -1});
    auto image =
        F::pad(map.view({1, 1, Side, Side}), F::PadFuncOptions({reach, reach, reach, reach}).mode(torch::kReplicate));
    image = F::conv2d(F::conv2d(image, kernel), kernel.transpose(2, 3));
    return image[0][0];
}

/// The largest value of a square around each pixel.
Tensor dilated(const Tensor& map, std::int64_t reach) {
    return F::max_pool2d(map.view({1, 1, Side, Side}),
                         F::MaxPool2dFuncOptions(2 * reach + 1).stride(1).padding(reach))[0][0];
}

Tensor closed(const Tensor& map, std::int64_t reach) {
    return -dilated(-dilated(map, reach), reach);
}

/// t² of pixels on labels [labels, Side, Side], the largest of the three channels', both halves of the face alike.
Tensor relevance(const Tensor& pictures, const Tensor& labels) {
    const double count = static_cast<double>(labels.size(0));
    const auto x = pictures.flatten(1).to(torch::kFloat32);
    const auto pixels = x - x.mean(0);
    const auto y = labels - labels.mean(0);
    const auto inverse = torch::linalg_inv(y.t().mm(y) / count + 0.01 * torch::eye(y.size(1)));
    const auto coefficients = inverse.mm(y.t().mm(pixels) / count);
    const auto noise = (pixels - y.mm(coefficients)).square().mean(0);
    const auto t = coefficients.square() / (noise * inverse.diagonal().unsqueeze(1) / count + 1e-12);
    const auto maps = t.view({-1, 3, Side, Side}).amax(1);
    return (maps + maps.flip(2)) / 2;
}

/// All but the brightest of 200 pixels become less than 1.
double peakOf(const Tensor& map) {
    return map.flatten().quantile(0.995).item<double>() + 1e-6;
}

/// The mask of a map: closed over small gaps, a little wider than what shows, soft at its border.
Tensor maskOf(const Tensor& map, double least, double most) {
    return blurred(dilated(smoothStep((closed(map, 4) - least) / (most - least)), 1), 1.5);
}

/// Where an attribute lives: where |t| is a good share of its peak, and more than chance makes it.
Tensor supportOf(const Tensor& t2) {
    constexpr double Share = 0.2;
    constexpr double Chance = 2.5;
    const auto t = blurred(t2, 1).sqrt();
    const double peak = peakOf(t);
    const double least = std::max(Share, Chance / peak);
    return maskOf(t / peak, least, least + 0.3);
}

std::vector<float> toMap(const Tensor& map) {
    const auto values = map.clamp(0, 1).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

}  // namespace

latent::AttributeSupports learnSupports(const train::LabelTable& table, const FaceSet& faces) {
    const auto complete = faces.where(torch::isfinite(faces.labels).all(1).logical_and(faces.heldOut.logical_not()));
    if (complete.count() < 100) {
        throw Error(ErrorKind::Input,
                    "masks are learnt from at least 100 faces of which every label is known, beside those held out");
    }
    const auto maps = relevance(complete.pictures, complete.labels);
    const auto mapOf = [&](const std::string& column) {
        const auto& columns = table.attributes();
        const auto found = std::find(columns.begin(), columns.end(), column);
        if (found == columns.end()) {
            throw Error(ErrorKind::Input, "the table of labels has no column " + column);
        }
        return maps[found - columns.begin()];
    };
    latent::AttributeSupports result;
    for (const auto& attribute : latent::knownAttributes()) {
        if (attribute.reach.place != latent::AttributePlace::All) {
            result.supports[attribute.name] = toMap(supportOf(mapOf(attribute.column)));
        }
    }
    result.provenance = "{\"faces\": " + std::to_string(complete.count()) + "}";
    return result;
}

}  // namespace facet::learning
