// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/Timings.h"
#include "engine/Error.h"
#include "engine/Learn.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iomanip>
#include <map>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    LearnFromPhotos photos;
    LearnFromLabels labels;
    bool masks = false;
    OutputOptions output;
    CommonOptions common;

    bool fromLabels() const { return !labels.labels.empty(); }
};

/// The option library can say that one option needs another, but not that one of two groups must be complete.
void checkSources(const Options& options) {
    if (options.fromLabels() ? options.labels.images.empty() : options.photos.name.empty()) {
        throw Error(ErrorKind::Usage,
                    "learn needs NAME --with PHOTOS --without PHOTOS, or --labels CSV --images ZIP|DIR ...; see facet "
                    "learn --help");
    }
    if (options.photos.name.find('=') != std::string::npos) {
        throw Error(ErrorKind::Usage, "the name \"" + options.photos.name + "\" holds a =, so --set could not use it");
    }
}

std::string percent(double share) {
    return std::to_string(std::lround(100 * share)) + " %";
}

/// From a few photos nothing can be kept back to try the attribute on.
bool isJudged(const Options& options, const LearntAttribute& attribute) {
    return options.fromLabels() || attribute.judged > 0;
}

std::string table(const Options& options, const std::vector<LearntAttribute>& attributes) {
    std::size_t widest = std::string("attribute").size();
    for (const LearntAttribute& attribute : attributes) {
        widest = std::max(widest, attribute.name.size());
    }
    const int nameWidth = static_cast<int>(widest) + 2;
    std::ostringstream text;
    text << std::left << std::setw(nameWidth) << "attribute" << std::right << std::setw(7) << "with" << std::setw(9)
         << "without" << std::setw(7) << "AUC" << std::setw(7) << "hit" << std::setw(7) << "leak" << '\n';
    for (const LearntAttribute& a : attributes) {
        text << std::left << std::setw(nameWidth) << a.name << std::right << std::setw(7) << a.with << std::setw(9)
             << a.without << std::setw(7) << std::fixed << std::setprecision(2) << a.auc << std::setw(7)
             << (isJudged(options, a) ? percent(a.hit) : "-") << std::setw(7)
             << (isJudged(options, a) ? percent(a.leak) : "-");
        text << (a.worstLeak.empty() ? "" : "  (" + a.worstLeak + ")") << '\n';
    }
    return text.str();
}

nlohmann::ordered_json report(const Options& options, const std::vector<LearntAttribute>& attributes,
                              const Timings& timings) {
    nlohmann::ordered_json learnt = nlohmann::ordered_json::array();
    for (const LearntAttribute& a : attributes) {
        nlohmann::ordered_json entry = {{"name", a.name}, {"with", a.with}, {"without", a.without}, {"auc", a.auc}};
        entry["hit"] = isJudged(options, a) ? nlohmann::ordered_json(a.hit) : nullptr;
        entry["leak"] = isJudged(options, a) ? nlohmann::ordered_json(a.leak) : nullptr;
        entry["worst_leak"] = a.worstLeak;
        if (!options.fromLabels()) {
            entry["judged"] = a.judged;
            entry["alongside"] = a.alongside;
        }
        learnt.push_back(std::move(entry));
    }
    return {{"output", options.output.path.string()}, {"attributes", learnt}, {"timings_ms", timings.toJson()}};
}

void run(const Options& options, Interrupts& interrupts) {
    checkSources(options);
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    options.output.checkFile(interrupts);
    console.note("learning for " + options.output.path.string());
    const Progress progress = [&console](const std::string& what, double share) { console.step(what, share); };
    const std::stop_token stop = interrupts.stopInstead();
    if (options.masks) {
        timings.measure("learn", [&] { learn(LearnMasks{options.labels}, options.output.path, progress, stop); });
        console.note(timings.toText());
        return;
    }
    const auto attributes = timings.measure("learn", [&] {
        return options.fromLabels() ? learn(options.labels, options.common.engine, options.output.path, progress, stop)
                                    : learn(options.photos, options.common.engine, options.output.path, progress, stop);
    });
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, attributes, timings));
    } else {
        print(table(options, attributes));
    }
}

}  // namespace

void addLearnCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("learn", "Learn new attributes from photos");
    auto* name = command.add_option("NAME", options->photos.name, "What --set will call it")->type_name("");
    auto* with = command.add_option("--with", options->photos.with, "Photos of faces that have it, or folders of them");
    auto* without =
        command.add_option("--without", options->photos.without, "Photos of faces that do not, or folders of them");
    auto* labels =
        command.add_option("--labels", options->labels.labels, "Many at once: a table with CelebA's columns");
    auto* images = command.add_option("--images", options->labels.images, "The aligned faces that it names");
    name->needs(with)->needs(without)->excludes(labels);
    with->type_name("PHOTO|DIR ...")->needs(name);
    without->type_name("PHOTO|DIR ...")->needs(name);
    labels->type_name("CSV")->needs(images);
    images->type_name("ZIP|DIR ...")->needs(labels);
    command.add_flag("--masks", options->masks, "Learn where attributes live (masks.safetensors) instead")
        ->needs(labels);
    static const std::map<std::string, LearnStep> Steps = {{"classifiers", LearnStep::Classifiers},
                                                           {"directions", LearnStep::Directions},
                                                           {"moves", LearnStep::Moves},
                                                           {"strengths", LearnStep::Strengths},
                                                           {"figures", LearnStep::Figures}};
    command
        .add_option_function<std::string>(
            "--step", [options](const std::string& step) { options->labels.step = Steps.at(step); },
            "One step of learning from labels; what it needs is read from the output's folder (all)")
        ->type_name("classifiers|directions|moves|strengths|figures")
        ->check(CLI::IsMember(Steps).description(""))
        ->needs(labels);
    addOutputOptions(command, options->output, "The directions to write, X.safetensors");
    options->common.engine.precision = "float32";  // what comes out are numbers to compute with
    addCommonOptions(command, options->common);
    command.footer("Example: facet learn dimples --with dimples/ --without plain/ -o dimples.safetensors");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
