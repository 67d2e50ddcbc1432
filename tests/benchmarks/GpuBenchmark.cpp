// SPDX-License-Identifier: GPL-3.0-or-later
// facet_gpu_benchmark MODEL SECONDS: what `facet bench --device cuda` times, without the libraries that
// `facet` needs, in every precision, and how exact each is; training, too. JSON on standard output.
#include "engine/bench/FlowBench.h"
#include "engine/bench/TrainBench.h"
#include "engine/model/GlowModel.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iostream>
#include <thread>

namespace facet {
namespace {

using Json = nlohmann::ordered_json;

std::shared_ptr<flow::Glow> flowOf(const std::string& shape, const char* model) {
    return shape == "bundled" ? model::loadGlowModel(model).flow : bench::randomFlow(bench::shapeNamed(shape));
}

Json row(const char* what, const std::string& shape, const runtime::FlowRuntime& runtime,
         const bench::FlowTimes& times) {
    Json json = {{"what", what},
                 {"shape", shape},
                 {"device", runtime.device()},
                 {"gmac", bench::gmacOf(runtime.architecture())},
                 {"precision", nameOf(runtime.precision())},
                 {"median_ms", times.runtime.median},
                 {"p95_ms", times.runtime.p95},
                 {"images_per_s", 1000 / times.runtime.median},
                 {"peak_mib", static_cast<double>(runtime.memory()) / (1 << 20)}};
    if (times.eager) {
        json["eager_ms"] = times.eager->median;
    }
    return json;
}

/// Of one picture that the flow draws: its way there and back, and against the processor's float32.
Json exactness(const std::string& shape, const flow::Glow& flow, const runtime::FlowRuntime& runtime) {
    const auto processor = runtime::makeFlowRuntime(flow, {.device = "cpu", .precision = "float32"});
    const auto eps = flow.sampleEps(1, 0.7, 1);
    const auto drawn = processor->decode(eps);
    return {{"shape", shape},
            {"precision", nameOf(runtime.precision())},
            {"roundtrip_max", (runtime.decode(runtime.encode(drawn)) - drawn).abs().max().item<double>()},
            {"processor_max", (runtime.decode(eps) - drawn).abs().max().item<double>()}};
}

/// Steps of two batches: the trainer's usual one, and one that gives a GPU more to do at once.
void measureTraining(const flow::Architecture& architecture, const train::Hardware& hardware, double seconds,
                     Json& report) {
    for (const int batch : {32, 128}) {
        for (const auto& time : bench::timeTraining(architecture, batch, hardware, seconds)) {
            report["results"].push_back({{"what", "train"},
                                         {"shape", "bundled"},
                                         {"device", nameOf(hardware)},
                                         {"precision", time.way},
                                         {"batch", batch},
                                         {"median_ms", time.step.median},
                                         {"images_per_s", 1000 * batch / time.step.median},
                                         {"eager_images_per_s", 1000 * batch / time.eager.median},
                                         {"peak_mib", time.mib},
                                         {"eager_peak_mib", time.eagerMib}});
        }
    }
}

Json measure(const char* model, double seconds) {
    Json report = {{"results", Json::array()}, {"exactness", Json::array()}, {"left_out", Json::array()}};
    try {  // first, for LibTorch has to be told of the GPU before it is asked for anything
        const auto hardware = train::hardwareNamed("cuda", static_cast<int>(std::thread::hardware_concurrency()), 0);
        measureTraining(flowOf("bundled", model)->architecture(), hardware, seconds, report);
    } catch (const Error& error) {
        report["left_out"].push_back({{"what", "train"}, {"why", error.what()}});
    }
    for (const char* shape : {"bundled", "rosinality64", "paper256"}) {
        const auto flow = flowOf(shape, model);
        for (const char* precision : {"float16", "bfloat16", "float32"}) {
            std::unique_ptr<runtime::FlowRuntime> runtime;
            try {
                runtime = runtime::makeFlowRuntime(*flow, {.device = "cuda", .precision = precision});
            } catch (const Error& error) {  // no bfloat16, say
                report["left_out"].push_back({{"shape", shape}, {"precision", precision}, {"why", error.what()}});
                continue;
            }
            report["device"] = runtime->name();
            report["results"].push_back(row("decode", shape, *runtime, bench::timeDecode(*flow, *runtime, seconds)));
            report["results"].push_back(row("encode", shape, *runtime, bench::timeEncode(*flow, *runtime, seconds)));
            report["exactness"].push_back(exactness(shape, *flow, *runtime));
        }
    }
    return report;
}

}  // namespace
}  // namespace facet

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "facet_gpu_benchmark MODEL SECONDS\n";
        return 2;
    }
    try {
        std::cout << facet::measure(argv[1], std::atof(argv[2])).dump(2) << '\n';
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "facet_gpu_benchmark: " << error.what() << '\n';
        return 6;
    }
}
