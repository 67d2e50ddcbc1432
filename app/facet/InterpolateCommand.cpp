// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"
#include "app/facet/RecipeOptions.h"
#include "app/facet/Timings.h"
#include "engine/Error.h"
#include "engine/Film.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace facet::cli {

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::vector<std::filesystem::path> photos;
    FilmOutput output;
    film::Stretch stretch;  // of every key
    int fps = film::Timing().fps;
    film::Loop loop = film::Loop::None;
    std::optional<FilmFraming> framing;
    FilmPath path = FilmPath::Slerp;
    int size = 0;
    RecipeOptions recipe;
    RecipeOptions from;
    RecipeOptions to;
    FaceOptions face;
    CommonOptions common;

    bool betweenRecipes() const { return !from.settings.empty() || !to.settings.empty(); }
};

template <typename Value>
void addChoice(CLI::App& command, const std::string& name, const std::map<std::string, Value>& choices, Value& value,
               const std::string& description) {
    std::string names;
    for (const auto& choice : choices) {
        names += (names.empty() ? "" : "|") + choice.first;
    }
    command
        .add_option_function<std::string>(
            name, [&value, choices](const std::string& chosen) { value = choices.at(chosen); }, description)
        ->type_name(names)
        ->check(CLI::IsMember(choices).description(""));
}

void addTimeOptions(CLI::App& command, Options& options) {
    command.add_option("--seconds", options.stretch.seconds, "From face to face (2)")
        ->type_name("S")
        ->check(CLI::Range(ShortestFilmWay, LongestFilmTime).description(""));
    command.add_option("--hold", options.stretch.hold, "How long each face stands, in seconds (0.3)")
        ->type_name("S")
        ->check(CLI::Range(0.0, LongestFilmTime).description(""));
    command.add_option("--fps", options.fps, "Frames a second (30)")
        ->type_name("N")
        ->check(CLI::Range(1, MostFilmFps).description(""));
    addChoice(command, "--easing",
              {{"linear", film::Easing::Linear}, {"in-out", film::Easing::InOut}, {"even", film::Easing::Even}},
              options.stretch.easing, "How the steps on the way follow; even: as much change in each (in-out)");
    addChoice(command, "--loop",
              {{"none", film::Loop::None}, {"loop", film::Loop::Loop}, {"ping-pong", film::Loop::PingPong}},
              options.loop, "How the film ends (none)");
}

void addPictureOptions(CLI::App& command, Options& options) {
    addChoice(command, "--path",
              {{"slerp", FilmPath::Slerp}, {"linear", FilmPath::Linear}, {"spline", FilmPath::Spline}}, options.path,
              "How latents go from face to face (slerp)");
    static const std::map<std::string, FilmFraming> Framings = {
        {"face", FilmFraming::Face}, {"first-photo", FilmFraming::FirstPhoto}, {"photos", FilmFraming::Photos}};
    command
        .add_option_function<std::string>(
            "--framing", [&options](const std::string& name) { options.framing = Framings.at(name); },
            "The faces alone, the first photo around them, or whole photos (face; first-photo with --set-to)")
        ->type_name("face|first-photo|photos")
        ->check(CLI::IsMember(Framings).description(""));
    command.add_option("--size", options.size, "Pixels of the longer side (512 for faces, else the first photo's)")
        ->type_name("N")
        ->check(CLI::Range(SmallestFilm, LargestFilm).description(""));
    command.add_option("--quality", options.output.quality, "1 to 100, of MP4 and WebM (90)")
        ->type_name("N")
        ->check(CLI::Range(1, 100).description(""));
}

/// Whatever can be refused before a photo is read.
void check(const Options& options, Interrupts& interrupts) {
    const bool severalFaces = !options.face.index.has_value();
    if (options.betweenRecipes() && (options.photos.size() != 1 || severalFaces)) {
        throw Error(ErrorKind::Usage, "--set-from and --set-to make a film of one face in one photo; give just one");
    }
    if (!options.betweenRecipes() && !severalFaces && options.photos.size() < 2) {
        throw Error(ErrorKind::Usage, "a film needs two photos, or one with --set-to NAME=AMOUNT or --face all");
    }
    if (options.face.eyes && options.photos.size() > 1) {
        throw Error(ErrorKind::Usage, "--eyes are one photo's; crop the others to their faces and say --aligned");
    }
    const auto held = interrupts.hold();
    checkFilmOutput(options.output, options.fps);
}

EditRecipe changed(EditRecipe recipe, const RecipeOptions& by) {
    for (const auto& [name, amount] : by.read().amounts) {
        recipe.amounts[name] = amount;
    }
    return recipe;
}

/// The recipes that every face is a key with.
std::vector<EditRecipe> recipesOf(const Options& options, const EngineInfo& info) {
    const EditRecipe recipe = options.recipe.read();
    std::vector<EditRecipe> recipes = options.betweenRecipes()
                                          ? std::vector{changed(recipe, options.from), changed(recipe, options.to)}
                                          : std::vector{recipe};
    for (const EditRecipe& named : recipes) {
        checkNames(named, info);
    }
    return recipes;
}

std::vector<FilmKey> readKeys(const Options& options, const GlowFaceEngine& engine, Console& console,
                              Timings& timings) {
    const auto recipes = recipesOf(options, engine.info());
    std::vector<FilmKey> keys;
    for (const auto& path : options.photos) {
        const auto photo =
            timings.measure("load", [&] { return std::make_shared<const Image>(readPhoto(path, console).image); });
        const auto faces =
            timings.measure("detect", [&] { return placeFaces(options.face, *photo, nameOf(path), engine, console); });
        for (const auto& face : faces) {
            for (const auto& recipe : recipes) {
                keys.push_back({photo, face.alignment, recipe, path.filename().string()});
            }
        }
    }
    return keys;
}

/// ", 1:23 left", from how long the share took.
std::string timeLeft(double share, std::chrono::duration<double> since) {
    constexpr double WorthAGuess = 0.02;
    return share < WorthAGuess ? "" : ", " + clockTime(since.count() * (1 - share) / share) + " left";
}

FilmReport make(const Options& options, const GlowFaceEngine& engine, Console& console, Timings& timings,
                Interrupts& interrupts) {
    FilmPlan plan;
    plan.keys = readKeys(options, engine, console, timings);
    plan.timing = {std::vector(plan.keys.size(), options.stretch), options.fps, options.loop};
    plan.framing = options.framing.value_or(options.betweenRecipes() ? FilmFraming::FirstPhoto : FilmFraming::Face);
    plan.path = options.path;
    plan.size = options.size;
    const Progress progress = [&console, start = Clock::now()](const std::string& what, double share) {
        console.step(what + timeLeft(share, Clock::now() - start), share);
    };
    const auto stop = interrupts.stopInstead();
    return timings.measure("film", [&] { return writeFilm(engine, plan, options.output, progress, stop); });
}

void run(const Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    check(options, interrupts);
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });
    const auto film = make(options, *engine, console, timings, interrupts);
    console.note(timings.toText());
    if (options.common.json) {
        print(nlohmann::ordered_json{
            {"output", options.output.path.string()},
            {"frames", film.frames},
            {"width", film.width},
            {"height", film.height},
            {"fps", options.fps},
            {"model", engine->info().modelHash},
            {"device", engine->info().device},
            {"timings_ms", timings.toJson()},
            {"film_ms", {{"decode", film.decodeMs}, {"composite", film.compositeMs}, {"encode", film.encodeMs}}}});
    }
}

}  // namespace

void addInterpolateCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("interpolate", "Make a film from face to face");
    command.add_option("PHOTO", options->photos, "Photos with a face each, in the film's order")
        ->type_name("...")
        ->required();
    command
        .add_option("-o,--output", options->output.path,
                    "The film: .mp4, .webm, .gif, .png (animated), or a folder of pictures")
        ->required()
        ->type_name("FILE|DIR");
    command.add_flag("--overwrite", options->output.overwrite, "Replace the output where it exists");
    addTimeOptions(command, *options);
    addPictureOptions(command, *options);
    const auto settings = [&command](const std::string& name, std::vector<std::string>& values,
                                     const std::string& description) {
        command.add_option(name, values, description)->type_name("NAME=AMOUNT")->allow_extra_args(false);
    };
    settings("--set-from", options->from.settings, "With one photo: how the film begins; repeatable");
    settings("--set-to", options->to.settings, "With one photo: how it ends; repeatable");
    addRecipeOptions(command, options->recipe, true);
    addFaceOptions(command, options->face);
    addCommonOptions(command, options->common);
    command.footer(
        "Example: facet interpolate anna.jpg ben.jpg -o film.mp4 --loop ping-pong\n"
        "         facet interpolate anna.jpg -o older.gif --set-to age=2 --size 400");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
