// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"
#include "app/facet/Timings.h"
#include "engine/Error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path photo;
    OutputOptions output;
    FaceOptions face;
    CommonOptions common;
};

nlohmann::ordered_json report(const Options& options, const PlacedFace& placed, const EncodedFace& encoded,
                              const EngineInfo& info, const Timings& timings) {
    return {{"input", options.photo.string()},
            {"output", options.output.path.string()},
            {"face", toJson(placed.face)},
            {"model", info.modelHash},
            {"device", info.device},
            {"timings_ms", timings.toJson()},
            {"roundtrip", toJson(std::vector{encoded.roundTrip()})}};
}

void run(const Options& options, Interrupts& interrupts) {
    if (!options.face.index) {
        throw Error(ErrorKind::Usage, "--face all is for edit; a latent file holds one face");
    }
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    options.output.checkFile(interrupts);
    const media::Photo photo = timings.measure("load", [&] { return readPhoto(options.photo, console); });
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });

    const auto faces = timings.measure(
        "detect", [&] { return placeFaces(options.face, photo.image, nameOf(options.photo), *engine, console); });
    const PlacedFace& placed = faces.front();
    console.step("encoding");
    const auto encoded = timings.measure("encode", [&] { return engine->encode(photo.image, placed.alignment); });
    timings.measure("save", [&] {
        const auto held = interrupts.hold();
        engine->saveLatent(*encoded, options.output.path, options.output.overwrite);
    });
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, placed, *encoded, engine->info(), timings));
    }
}

}  // namespace

void addEncodeCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("encode", "Write what the model makes of a face, its latents");
    addPhotoArgument(command, options->photo);
    addOutputOptions(command, options->output, "The latents to write, X.safetensors");
    addFaceOptions(command, options->face);
    options->common.engine.precision = "float32";  // what comes out are numbers to compute with
    addCommonOptions(command, options->common);
    command.footer("Example: facet encode photo.jpg -o face.safetensors");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
