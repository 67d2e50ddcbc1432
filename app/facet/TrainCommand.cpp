// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Console.h"
#include "app/facet/ContactSheet.h"
#include "app/facet/Output.h"
#include "engine/Train.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    TrainOptions train;
    bool quiet = false;
    bool verbose = false;
    bool json = false;
};

/// "1 h 20 min", "3 min", "40 s"
std::string duration(double seconds) {
    const long minutes = std::lround(seconds / 60);
    if (minutes >= 60) {
        return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
    }
    return minutes >= 2 ? std::to_string(minutes) + " min" : std::to_string(std::lround(seconds)) + " s";
}

std::string lineOf(const TrainStatus& status) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3) << status.bitsPerDim << " bits/dim";
    if (status.validation) {
        text << " (held out " << *status.validation << ")";
    }
    text << std::setprecision(1) << ", " << status.imagesPerSecond << " images/s, " << status.images << " images, "
         << duration(status.secondsLeft) << " left";
    if (status.skipped > 0) {
        text << ", " << status.skipped << " steps skipped";
    }
    return text.str();
}

void writeSheet(const std::vector<Image>& pictures, const std::filesystem::path& path) {
    const int columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(pictures.size()))));
    writeContactSheet(pictures, columns, path);
}

nlohmann::ordered_json report(const TrainSummary& summary) {
    nlohmann::ordered_json json = {{"model", summary.model.string()}, {"images_seen", summary.last.images},
                                   {"trained_on", summary.trainedOn}, {"held_out", summary.heldOut},
                                   {"device", summary.device},        {"images_per_s", summary.last.imagesPerSecond},
                                   {"skipped", summary.last.skipped}};
    if (summary.validation) {
        json["bits_per_dim"] = *summary.validation;
    }
    return json;
}

std::string sentence(const TrainSummary& summary) {
    std::ostringstream text;
    text << summary.model.string() << ": trained on " << summary.trainedOn << " pictures";
    if (summary.validation) {
        text << ", " << std::fixed << std::setprecision(4) << *summary.validation << " bits/dim on held-out ones";
    }
    text << '\n';
    return text.str();
}

void run(const Options& options, Interrupts& interrupts) {
    Console console(options.quiet, options.verbose);
    TrainEvents events;
    events.preparing = [&](const std::string& what, double share) { console.step(what, share); };
    events.progress = [&](const TrainStatus& status) {
        console.step(lineOf(status), status.shareDone);
        console.note(lineOf(status));
    };
    events.samples = writeSheet;
    const auto summary = trainFlow(options.train, events, interrupts.stopInstead());
    if (summary.process != 0) {
        return;
    }
    if (options.json) {
        print(report(summary));
    } else {
        print(sentence(summary));
    }
}

}  // namespace

void addTrainCommand(CLI::App& program, Interrupts& interrupts) {
    constexpr int MostThreads = 1024;
    const auto options = std::make_shared<Options>();
    auto& train = options->train;
    CLI::App& command = *program.add_subcommand("train", "Train a flow on aligned faces");
    command.add_option("--config", train.config, "What to train and how, JSON; every field has a default")
        ->type_name("FILE");
    command.add_option("--images", train.images, "Zips and folders of aligned faces")
        ->type_name("ZIP|DIR ...")
        ->required();
    command.add_option("-o,--output", train.output, "The run's folder: model, checkpoints, log, samples")
        ->type_name("DIR")
        ->required();
    auto* init = command.add_option("--init", train.init, "Start from this model")->type_name("FILE|DIR");
    command.add_flag("--resume", train.resume, "Go on where the run in the folder ended")->excludes(init);
    command.add_option("--minutes", train.minutes, "End after so many minutes, with the learning rate decayed by then")
        ->type_name("N")
        ->check(CLI::PositiveNumber.description(""));
    command.add_option("--images-seen", train.imagesSeen, "End after so many images (the config's)")
        ->type_name("N")
        ->check(CLI::PositiveNumber.description(""));
    addDeviceOption(command, train.device);
    command.add_option("--threads", train.threads, "How many threads (one a core)")
        ->type_name("N")
        ->check(CLI::Range(1, MostThreads).description(""));
    auto* quiet = command.add_flag("-q,--quiet", options->quiet, "Only say what stops the work");
    command.add_flag("-v,--verbose", options->verbose, "Say every line of the log")->excludes(quiet);
    command.add_flag("--json", options->json, "Print one JSON document on standard output");
    command.footer(
        "Example: facet train --images faces.zip -o run --init model.safetensors --minutes 60\n"
        "Ctrl-C saves; --resume goes on from there. Several processes share every batch where mpirun, torchrun or "
        "srun\n"
        "starts them, if the program was built for it: see docs/training.md.");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
