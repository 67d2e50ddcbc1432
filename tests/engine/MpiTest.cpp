// SPDX-License-Identifier: GPL-3.0-or-later
// Started twice by mpirun: two processes with half of the batch each must get the single process's gradients.
#include "engine/train/BatchQueue.h"
#include "engine/train/StartedTogether.h"
#include "engine/train/pass/FlowPass.h"

#include <cstdio>

namespace {

using namespace facet::train;
using torch::Tensor;

Tensor slopesOf(facet::flow::Glow& flow, FlatParameters& parameters, const TrainConfig& config, Share share) {
    const PictureSource pictures = {
        9, [](std::int64_t i) {
            return torch::randint(0, 256, {3, 8, 8}, at::detail::createCPUGenerator(i + 1)).to(torch::kUInt8);
        }};
    BatchQueue queue(pictures, config, 0, share);
    FlowPass pass(flow, parameters, {.bfloat16 = false, .rebuild = false, .threads = 1});
    pass.logProbAndSlopes(queue.next());
    return pass.slopes().clone();
}

}  // namespace

int main() {
    const auto team = startedTogether();
    TrainConfig config;
    config.architecture.image = 8;
    config.architecture.steps = {2, 2};
    config.architecture.widths = {8, 12};
    config.batch = 6;
    torch::manual_seed(1);
    facet::flow::Glow flow(config.architecture);
    flow.markInitialised();
    FlatParameters parameters(flow);
    auto together = slopesOf(flow, parameters, config, {team->rank(), team->size()});
    team->sum(together);
    const auto alone = slopesOf(flow, parameters, config, {});
    const double error = ((together - alone).norm() / alone.norm()).item<double>();
    std::printf("process %d of %d: the gradients differ by %g\n", team->rank(), team->size(), error);
    return team->size() == 2 && error < 1e-5 ? 0 : 1;
}
