// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/Train.h"
#include "engine/flow/Dequantise.h"
#include "engine/learning/TrainingPictures.h"
#include "engine/model/GlowModel.h"
#include "engine/train/DequantiserTrainer.h"
#include "engine/train/FlowTrainer.h"
#include "engine/train/StartedTogether.h"
#include "engine/train/TrainRun.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>
#include <thread>

namespace facet {

namespace {

namespace fs = std::filesystem;
using train::RunFolder;
using train::TrainConfig;

std::string textOf(const fs::path& path) {
    std::ifstream stream(path);
    std::stringstream text;
    text << stream.rdbuf();
    if (!fs::is_regular_file(path) || !stream) {
        throw Error(ErrorKind::Usage, path.string() + " cannot be read");
    }
    return text.str();
}

/// A run that is resumed keeps its config, unless another is given.
TrainConfig configOf(const TrainOptions& options) {
    auto config = !options.config.empty() ? TrainConfig::fromJson(textOf(options.config))
                  : options.resume        ? RunFolder::existing(options.output).config()
                                          : TrainConfig();
    if (options.imagesSeen) {
        config.images = *options.imagesSeen;
    }
    return config;
}

std::string descriptionOf(const flow::Architecture& architecture) {
    const auto side = std::to_string(architecture.pictureSide());
    return (architecture.condition > 0 ? "A conditional Glow of the details of faces of " : "A Glow of faces of ") +
           side + " pixels, trained by facet train";
}

struct Start {
    std::shared_ptr<flow::Glow> flow;
    std::string card;
    std::string hash;  // of a model that the run begins with
};

/// The model that a run begins with; one that is resumed, with what it saved itself.
Start startOf(const TrainOptions& options, TrainConfig& config) {
    const auto from = options.resume ? RunFolder::existing(options.output).model() : options.init;
    if (from.empty()) {
        if (config.dequantiser) {
            throw Error(ErrorKind::Usage,
                        "a dequantiser is trained for a flow that stays as it is; name the flow with --init");
        }
        torch::manual_seed(config.seed);
        const nlohmann::json card = {{"name", options.output.filename().string()},
                                     {"description", descriptionOf(config.architecture)}};
        return {std::make_shared<flow::Glow>(config.architecture), card.dump(), ""};
    }
    auto model = model::loadGlowModel(model::modelFileOf(from));
    config.architecture = model.flow->architecture();
    if (config.dequantiser) {
        if (config.architecture.condition > 0) {
            throw Error(ErrorKind::Usage, from.string() +
                                              " holds the details of faces alone; a dequantiser is trained "
                                              "for a flow of whole pictures");
        }
        config.bits = config.architecture.bits;
        const nlohmann::json card = {{"name", options.output.filename().string()},
                                     {"description", "A learnt dequantiser, trained by facet train"}};
        return {model.flow, card.dump(), model.hash};
    }
    config.architecture.bits = config.bits;
    return {model.flow, model.card, model.hash};
}

/// A dequantiser's folder keeps the flow, too: it is then a model's folder, and the run can be resumed from it alone.
void keepFlow(const TrainOptions& options, const RunFolder& folder) {
    std::error_code error;
    const auto beside = folder.file("model.safetensors.part");
    fs::copy_file(model::modelFileOf(options.init), beside, error);
    if (!error) {
        fs::rename(beside, folder.model(), error);
    }
    if (error) {
        throw Error(ErrorKind::Output, folder.model().string() + " cannot be written: " + error.message());
    }
}

std::vector<Image> picturesOf(const torch::Tensor& x) {
    const auto levels = flow::toLevels(x.nan_to_num()).round().clamp(0, 255).to(torch::kUInt8);
    const auto pixels = levels.permute({0, 2, 3, 1}).contiguous();
    std::vector<Image> images;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        Image image(static_cast<int>(x.size(3)), static_cast<int>(x.size(2)), 3);
        const auto* from = pixels[i].data_ptr<std::uint8_t>();
        for (int y = 0; y < image.height(); ++y) {
            std::copy_n(from + static_cast<std::ptrdiff_t>(y) * image.width() * 3, image.width() * 3,
                        image.row<std::uint8_t>(y));
        }
        images.push_back(std::move(image));
    }
    return images;
}

TrainStatus publicStatus(const train::RunStatus& s) {
    return {
        s.images,          s.total,       s.skipped,    s.bitsPerDim,
        s.imagesPerSecond, s.secondsLeft, s.validation, static_cast<double>(s.images) / static_cast<double>(s.total)};
}

/// The first process makes the folder, and the others wait for it.
RunFolder openFolder(const TrainOptions& options, const TrainConfig& config, train::Communicator& team) {
    if (!options.resume && team.rank() == 0) {
        const auto folder = RunFolder::fresh(options.output, config);
        if (config.dequantiser) {
            keepFlow(options, folder);
        }
    }
    team.sum(0.0);
    return RunFolder::existing(options.output);
}

/// All on GPUs, or none: they could not add up what they find otherwise.
train::Hardware hardwareOf(const TrainOptions& options, train::Communicator& team) {
    const int threads =
        options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    auto hardware = train::hardwareNamed(options.device, threads, team.localRank());
    const double gpus = team.sum(hardware.device ? 1.0 : 0.0);
    if (gpus != 0 && gpus != team.size()) {
        throw Error(ErrorKind::Device,
                    "not every process of the run has a GPU; say --device cpu, or start one for each");
    }
    return hardware;
}

std::unique_ptr<train::Trainer> trainerFor(const TrainOptions& options, const Start& start, const TrainConfig& config,
                                           const train::PictureSource& pictures, const train::Hardware& hardware,
                                           train::Communicator& team) {
    if (config.dequantiser) {
        return std::make_unique<train::DequantiserTrainer>(start.flow, start.hash, config, hardware, team);
    }
    auto trainer = std::make_unique<train::FlowTrainer>(start.flow, config, hardware, team);
    if (!options.resume && options.init.empty()) {
        // The first batch's statistics are what actnorms start from.
        train::BatchQueue queue(pictures, config, 0, {});
        trainer->initialiseFrom(queue.next());
    }
    return trainer;
}

}  // namespace

TrainSummary trainFlow(const TrainOptions& options, const TrainEvents& events, const std::stop_token& stop) try {
    const auto team = train::startedTogether();
    const auto hardware = hardwareOf(options, *team);  // before anything seeds LibTorch's generators
    auto config = configOf(options);
    events.preparing("opening the pictures", 0);
    auto start = startOf(options, config);
    const auto side = static_cast<int>(config.architecture.pictureSide());
    const auto pictures = learning::openPictures(options.images, side, config.validationImages, events.preparing, stop);
    const auto trainer = trainerFor(options, start, config, pictures.training, hardware, *team);
    auto folder = openFolder(options, config, *team);
    if (options.resume) {
        trainer->restore(folder.newestCheckpoint());
        if (team->rank() == 0) {
            folder.cutLog(trainer->state().images);
        }
    }

    TrainSummary summary;
    summary.model = folder.file(trainer->fileName());
    summary.trainedOn = pictures.training.count;
    summary.heldOut = pictures.heldOut;
    summary.device = nameOf(hardware);
    summary.process = team->rank();
    train::RunEvents runEvents;
    runEvents.progress = [&](const train::RunStatus& status) {
        summary.last = publicStatus(status);
        events.progress(summary.last);
    };
    runEvents.samples = [&](const torch::Tensor& x, const fs::path& path) { events.samples(picturesOf(x), path); };
    summary.validation =
        train::runTraining(*trainer, folder, config, {pictures.training, pictures.validation, start.card},
                           {options.minutes, stop}, runEvents, *team);
    summary.last.images = trainer->state().images;
    summary.last.skipped = trainer->state().skipped;
    if (stop.stop_requested()) {
        throw Error(ErrorKind::Interrupted, "training was stopped and saved; go on with --resume");
    }
    return summary;
} catch (const c10::OutOfMemoryError&) {
    throw Error(ErrorKind::Device,
                "the GPU has not enough memory for such a step; a config with a smaller \"batch\" or \"rebuild\": true "
                "needs less");
} catch (const c10::Error& error) {  // a GPU that is lost, say; the rest of what LibTorch tells is for its makers
    const std::string told = error.what_without_backtrace();
    throw Error(ErrorKind::Device, "training has failed in LibTorch (" + told.substr(0, told.find('\n')) +
                                       "); --resume goes on from the last checkpoint");
}

}  // namespace facet
