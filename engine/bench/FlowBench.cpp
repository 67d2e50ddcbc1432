// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/FlowBench.h"

#include "engine/Error.h"

#include <algorithm>
#include <charconv>
#include <dlfcn.h>
#include <sstream>

namespace facet::bench {
namespace {

using torch::Tensor;

constexpr double FloorSeconds = 0.1;  // for each way to compute a convolution

flow::Architecture architecture(std::int64_t image, std::int64_t levels, std::int64_t steps, std::int64_t width,
                                flow::CouplingKind coupling) {
    flow::Architecture a;
    a.image = image;
    a.steps.assign(levels, steps);
    a.widths.assign(levels, width);
    a.coupling = coupling;
    return a;
}

std::int64_t outputsAt(const flow::Architecture& a, std::int64_t level) {
    return a.coupling == flow::CouplingKind::Affine ? a.channelsAt(level) : a.channelsAt(level) / 2;
}

/// Milliseconds of the fastest way to compute in → out channels by a kernel × kernel convolution of side² pixels.
double fastestConvolution(std::int64_t side, std::int64_t in, std::int64_t out, std::int64_t kernel,
                          torch::ScalarType type) {
    const auto x = torch::randn({1, in, side, side}).to(type);
    const auto w = torch::randn({out, in, kernel, kernel}).to(type);
    const auto bias = torch::zeros({out}).to(type);
    const auto xLast = x.contiguous(torch::MemoryFormat::ChannelsLast);
    const auto wLast = w.contiguous(torch::MemoryFormat::ChannelsLast);
    std::vector<std::function<void()>> ways = {[&] { torch::conv2d(x, w, bias, 1, kernel / 2); },
                                               [&] { torch::conv2d(xLast, wLast, bias, 1, kernel / 2); }};
    const auto rows = xLast.permute({0, 2, 3, 1}).reshape({-1, in});
    const auto columns = w.view({out, -1}).t().contiguous();
    if (kernel == 1) {
        ways.emplace_back([&] { torch::addmm(bias, rows, columns); });
    }
    const auto spreads = compare(ways, FloorSeconds);
    return std::min_element(spreads.begin(), spreads.end(), [](auto& a, auto& b) { return a.median < b.median; })
        ->median;
}

double floorOf(const flow::Architecture& a, runtime::Precision precision) {
    const auto fastest = [&](std::int64_t side, std::int64_t in, std::int64_t out, std::int64_t kernel) {
        const double exact = fastestConvolution(side, in, out, kernel, torch::kFloat32);
        return precision == runtime::Precision::Float32
                   ? exact
                   : std::min(exact, fastestConvolution(side, in, out, kernel, torch::kBFloat16));
    };
    double sum = 0;
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        const auto side = a.sideAt(l), half = a.channelsAt(l) / 2, width = a.widths[l];
        const double step =
            fastest(side, half, width, 3) + fastest(side, width, width, 1) + fastest(side, width, outputsAt(a, l), 3);
        sum += static_cast<double>(a.steps[l]) * step;
    }
    return sum;
}

Tensor toGpu(const Tensor& picture) {
    return picture.to(torch::kCUDA);
}

flow::Eps toGpu(const flow::Eps& eps) {
    flow::Eps there;
    for (const auto& level : eps) {
        there.push_back(level.to(torch::kCUDA));
    }
    return there;
}

/// LibTorch's part for GPUs is no part of the program; where it is installed it is beside the part that is.
bool torchFindsGpu() {
    static const bool loaded = dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) != nullptr;
    return loaded && torch::cuda::is_available();
}

/// Both passes take the latents or the picture of one image. The modules get them on their own device.
template <typename Input>
FlowTimes timesOf(flow::Glow& flow, const runtime::FlowRuntime& runtime, double seconds, const Input& input,
                  const std::function<void(const Input&)>& fast, const std::function<void(const Input&)>& eager) {
    const torch::InferenceMode inference;
    if (runtime.device() == "CPU") {
        const auto spreads = compare({[&] { fast(input); }, [&] { eager(input); }}, seconds);
        return {spreads[0], spreads[1], floorOf(runtime.architecture(), runtime.precision())};
    }
    if (!torchFindsGpu()) {
        return {compare({[&] { fast(input); }}, seconds).front(), std::nullopt, std::nullopt};
    }
    flow.to(torch::kCUDA);
    const Input there = toGpu(input);
    const auto spreads = compare({[&] { fast(input); },
                                  [&] {
                                      eager(there);
                                      torch::cuda::synchronize();
                                  }},
                                 seconds);
    flow.to(torch::kCPU);
    return {spreads[0], spreads[1], std::nullopt};
}

std::int64_t wholeNumber(const std::string& text, const std::string& name) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1) {
        throw Error(ErrorKind::Usage, "\"" + text + "\" in the shape " + name + " is not a whole number above 0");
    }
    return value;
}

flow::Architecture shapeOfNumbers(const std::string& name) {
    std::vector<std::string> fields;
    std::istringstream stream(name);
    for (std::string field; std::getline(stream, field, ',');) {
        fields.push_back(field);
    }
    if (fields.size() != 5 || (fields[4] != "affine" && fields[4] != "additive")) {
        throw Error(ErrorKind::Usage, "the shape \"" + name +
                                          "\" is not known; it is bundled, rosinality64, paper256 or "
                                          "SIZE,LEVELS,STEPS,WIDTH,affine|additive");
    }
    return architecture(wholeNumber(fields[0], name), wholeNumber(fields[1], name), wholeNumber(fields[2], name),
                        wholeNumber(fields[3], name),
                        fields[4] == "affine" ? flow::CouplingKind::Affine : flow::CouplingKind::Additive);
}

}  // namespace

flow::Architecture shapeNamed(const std::string& name) {
    if (name == "rosinality64") {
        return architecture(64, 4, 32, 512, flow::CouplingKind::Affine);
    }
    if (name == "paper256") {
        return architecture(256, 6, 32, 512, flow::CouplingKind::Additive);
    }
    auto shape = shapeOfNumbers(name);
    try {
        shape.check();
    } catch (const std::invalid_argument& error) {
        throw Error(ErrorKind::Usage, "the shape " + name + " does not fit: " + error.what());
    }
    return shape;
}

std::shared_ptr<flow::Glow> randomFlow(const flow::Architecture& architecture) {
    const torch::NoGradGuard noGrad;
    torch::manual_seed(1);
    auto glow = std::make_shared<flow::Glow>(architecture);
    glow->markInitialised();
    glow->eval();
    return glow;
}

double gmacOf(const flow::Architecture& a) {
    double sum = 0;
    for (std::int64_t l = 0; l < a.levels(); ++l) {
        const double channels = static_cast<double>(a.channelsAt(l));
        const double width = static_cast<double>(a.widths[l]);
        const double pixel = 4.5 * channels * width + width * width + 9 * width * static_cast<double>(outputsAt(a, l)) +
                             channels * channels;
        sum += static_cast<double>(a.sideAt(l) * a.sideAt(l) * a.steps[l]) * pixel;
        if (l + 1 < a.levels()) {
            sum += static_cast<double>(a.sideAt(l) * a.sideAt(l)) * 4.5 * channels * channels;
        }
    }
    return sum * 1e-9;
}

FlowTimes timeDecode(flow::Glow& flow, const runtime::FlowRuntime& runtime, double seconds) {
    return timesOf<flow::Eps>(
        flow, runtime, seconds, flow.sampleEps(1, 0.7, 1), [&](const flow::Eps& eps) { runtime.decode(eps); },
        [&](const flow::Eps& eps) { flow.decode(eps); });
}

FlowTimes timeEncode(flow::Glow& flow, const runtime::FlowRuntime& runtime, double seconds) {
    return timesOf<Tensor>(
        flow, runtime, seconds, runtime.decode(flow.sampleEps(1, 0.7, 1)), [&](const Tensor& x) { runtime.encode(x); },
        [&](const Tensor& x) { flow.encode(x); });
}

}  // namespace facet::bench
