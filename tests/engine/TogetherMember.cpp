// SPDX-License-Identifier: GPL-3.0-or-later
// One of the processes that TogetherTest starts, as torchrun would.
//
// facet_together_member gradients DEVICE         the sum of all processes' gradients, beside the whole batch's
// facet_together_member train FOLDER IMAGES      trains on so many images; goes on where there is a run
#include "engine/Error.h"
#include "engine/model/ContentHash.h"
#include "engine/train/FlowTrainer.h"
#include "engine/train/StartedTogether.h"
#include "tests/engine/TinyRun.h"

#include <cstdlib>
#include <iostream>

namespace facet::train {
namespace {

using torch::Tensor;

TrainConfig tinyConfig() {
    auto config = test::tinyConfig();
    config.batch = 6;
    config.precision = "float32";
    config.validateEvery = config.saveEvery = 60;
    config.samples = 0;
    return config;
}

std::shared_ptr<flow::Glow> tinyFlow() {
    return test::tinyFlow(1);
}

Tensor slopesOf(const Hardware& hardware, Share share) {
    const auto flow = movedTo(hardware, tinyFlow());
    FlatParameters parameters(*flow);
    const auto pass = densityPass(*flow, parameters, tinyConfig(), hardware, false);
    BatchQueue queue(test::tinyMaterial().pictures, tinyConfig(), 0, share);
    pass->logProbAndSlopes(sentTo(hardware, queue.next()));
    return pass->slopes().clone();
}

void gradients(Communicator& team, const Hardware& hardware) {
    auto together = slopesOf(hardware, {team.rank(), team.size()});
    team.sum(together);
    const auto alone = slopesOf(hardware, {});
    std::cout << "error " << ((together - alone).norm() / alone.norm()).item<double>() << "\nbits "
              << model::contentHash({{"sum", together}}) << "\nnumbers " << team.sum(team.rank() + 0.5) << ' '
              << team.sum(1.0) << '\n';
}

void train(Communicator& team, const std::filesystem::path& path, std::int64_t images) {
    auto config = tinyConfig();
    const bool resume = std::filesystem::exists(path / "checkpoints");
    team.sum(0.0);  // before one of them makes it
    if (!resume && team.rank() == 0) {
        RunFolder::fresh(path, config);
    }
    team.sum(0.0);
    auto folder = RunFolder::existing(path);
    FlowTrainer trainer(tinyFlow(), config, {1, {}}, team);
    if (resume) {
        trainer.restore(folder.newestCheckpoint());
    }
    config.images = trainer.state().images + images;
    std::cerr << "begins at " << trainer.state().images << std::endl;
    RunEvents events;
    events.progress = [](const RunStatus& status) { std::cerr << status.images << std::endl; };
    runTraining(trainer, folder, config, test::tinyMaterial(), {}, events, team);
}

int member(const std::vector<std::string>& words) {
    const auto place = launchedPlace(std::getenv).value();
    const bool learns = words.at(1) == "train";
    // Who has no such device goes before the others meet it, and leaves nobody waiting.
    const auto hardware = hardwareNamed(learns ? "cpu" : words.at(2), 1, place.localRank);
    const auto team = startedAt(place);
    if (learns) {
        train(*team, words.at(2), std::stoll(words.at(3)));
    } else {
        gradients(*team, hardware);
    }
    return 0;
}

}  // namespace
}  // namespace facet::train

int main(int argc, char** argv) {
    try {
        return facet::train::member({argv, argv + argc});
    } catch (const facet::Error& error) {
        std::cerr << error.what() << std::endl;
        return error.exitCode();
    }
}
