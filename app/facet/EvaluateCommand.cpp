// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/ContactSheet.h"
#include "app/facet/Output.h"
#include "engine/Error.h"
#include "engine/Evaluate.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    EvaluateOptions evaluate;
    std::filesystem::path sheets;
    CommonOptions common;
};

using Json = nlohmann::ordered_json;

Json toJson(const MoveFigures& f) {
    return {{"faces", f.faces},
            {"hit", f.written.hit},
            {"leak", f.written.leak},
            {"identity", f.identity},
            {"exploded", f.exploded},
            {"clipped", f.written.clipped},
            {"whole_crop", {{"hit", f.wholeCrop.hit}, {"leak", f.wholeCrop.leak}, {"clipped", f.wholeCrop.clipped}}}};
}

/// What is asked most, +1 of faces without it, stands at the front.
Json toJson(const AttributeFigures& f) {
    Json json = toJson(f.adding);
    json["auc"] = f.auc ? Json(*f.auc) : Json();
    json["removing"] = toJson(f.removing);
    json["exploded_again"] = f.explodedAgain;
    json["clipped_again"] = f.clippedAgain;
    return json;
}

Json toJson(const Evaluation& e) {
    Json json = {{"images", e.images},
                 {"bits", e.bits},
                 {"bits_per_dim", e.bitsPerDimLearnt.value_or(e.bitsPerDimUniform)},
                 {"bits_per_dim_uniform", e.bitsPerDimUniform},
                 {"dequantisation", e.bitsPerDimLearnt ? "learnt" : "uniform"},
                 {"roundtrip", {{"max", e.roundtripMax}, {"mean", e.roundtripMean}}}};
    for (const auto& level : e.pyramid) {
        Json figures = {{"side", level.side}, {"images", level.images}};
        if (level.images > 0) {
            figures["bits_per_dim"] = level.bitsPerDim;
            figures["roundtrip"] = {{"max", level.roundtripMax}};
        }
        json["pyramid"].push_back(figures);
    }
    if (!e.judge.empty()) {
        json["judge"] = {{"auc", e.judge}};
    }
    for (const auto& figures : e.attributes) {
        json["attributes"][figures.name] = toJson(figures);
    }
    return json;
}

/// "0.97 / 0.03 (age)": hit, and the worst leak.
std::string toText(const JudgedEdits& f) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(2);
    const auto worst = std::max_element(f.leak.begin(), f.leak.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    text << f.hit << " / " << worst->second << (worst->second > 0 ? " (" + worst->first + ")" : "");
    return text.str();
}

/// "The judge's AUC over 40 attributes: 0.93 in the mean, 0.71 at worst (Oval_Face)".
std::string judgeLine(const std::map<std::string, double>& areas) {
    if (areas.empty()) {
        return {};
    }
    std::ostringstream text;
    double sum = 0;
    auto worst = areas.begin();
    for (auto area = areas.begin(); area != areas.end(); ++area) {
        sum += area->second;
        worst = area->second < worst->second ? area : worst;
    }
    text << "the judge's AUC over " << areas.size() << " attributes: " << std::fixed << std::setprecision(2)
         << sum / static_cast<double>(areas.size()) << " in the mean, " << worst->second << " at worst ("
         << worst->first << ")\n";
    return text.str();
}

std::string table(const std::vector<AttributeFigures>& attributes) {
    constexpr int Wide = 25;
    std::ostringstream text;
    text << "hit / worst leak, by the judge; in brackets what leaks most; own: share still nearest to their own face;\n"
            "exploded: faces at -2 to 2; clipped: the most of one that an edit makes black or white\n"
         << std::left << std::setw(20) << "attribute" << std::setw(6) << "AUC" << std::setw(Wide) << "+1"
         << std::setw(6) << "own" << std::setw(Wide) << "+1 --mask none" << std::setw(Wide) << "-1" << std::setw(6)
         << "own" << std::setw(Wide) << "-1 --mask none" << std::setw(10) << "exploded" << std::setw(9) << "clipped"
         << "--mask none\n";
    for (const auto& a : attributes) {
        text << std::setw(20) << a.name << std::fixed << std::setprecision(2) << std::setw(6) << a.auc.value_or(NAN);
        for (const auto& moved : {a.adding, a.removing}) {
            if (moved.faces == 0) {
                text << std::setw(Wide) << "-" << std::setw(6) << "-" << std::setw(Wide) << "-";
            } else {
                text << std::setw(Wide) << toText(moved.written) << std::setw(6) << moved.identity << std::setw(Wide)
                     << toText(moved.wholeCrop);
            }
        }
        text << std::setw(10) << a.adding.exploded + a.removing.exploded + a.explodedAgain << std::setw(9)
             << std::max({a.adding.written.clipped, a.removing.written.clipped, a.clippedAgain})
             << std::max(a.adding.wholeCrop.clipped, a.removing.wholeCrop.clipped) << "\n";
    }
    return text.str();
}

std::string toText(const Evaluation& e) {
    std::ostringstream text;
    text << e.images << " faces: at most " << std::fixed << std::setprecision(4);
    if (e.bitsPerDimLearnt) {
        text << *e.bitsPerDimLearnt << " bits/dim at " << e.bits << " bits by learnt dequantisation and ";
    }
    text << e.bitsPerDimUniform << (e.bitsPerDimLearnt ? "" : " bits/dim at " + std::to_string(e.bits) + " bits")
         << " by uniform dequantisation; round trip " << std::scientific << std::setprecision(1) << e.roundtripMax
         << " at worst, " << e.roundtripMean << " in the mean\n";
    for (const auto& level : e.pyramid) {
        if (level.images > 0) {
            text << level.side << " pixels, " << level.images << " faces: " << std::fixed << std::setprecision(4)
                 << level.bitsPerDim << " bits/dim; round trip " << std::scientific << std::setprecision(1)
                 << level.roundtripMax << " at worst\n";
        }
    }
    if (!e.attributes.empty()) {
        text << judgeLine(e.judge) << table(e.attributes);
    }
    return text.str();
}

/// Sheets go into a folder that is new or holds nothing yet.
void prepareSheets(Options& options) {
    const auto& folder = options.sheets;
    if (folder.empty()) {
        return;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder, error)) {
        throw Error(ErrorKind::Output, folder.string() + ": the folder cannot be made; name another for --sheets");
    }
    if (!std::filesystem::is_empty(folder, error)) {
        throw Error(ErrorKind::Output, folder.string() + " is not empty; name a new folder for --sheets");
    }
    options.evaluate.sheet = [folder](const std::string& attribute, const std::vector<Image>& pictures) {
        writeContactSheet(pictures, static_cast<int>(EvaluateOptions::SheetAmounts.size()),
                          folder / (attribute + ".png"));
    };
}

void run(Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    prepareSheets(options);
    options.evaluate.engine = options.common.engine;
    const auto result = evaluate(
        options.evaluate, [&console](const std::string& what, double share) { console.step(what, share); },
        interrupts.stopInstead());
    if (options.common.json) {
        print(toJson(result));
    } else {
        print(toText(result));
    }
}

}  // namespace

void addEvaluateCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("evaluate", "Measure a model on aligned faces");
    command.add_option("--images", options->evaluate.images, "Zips and folders of aligned faces")
        ->type_name("ZIP|DIR ...")
        ->required();
    command.add_flag("--held-out", options->evaluate.heldOut, "Only the faces that training and fits leave out");
    auto* labels = command.add_option("--labels", options->evaluate.labels,
                                      "Judge the attributes, too: a table with CelebA's columns");
    labels->type_name("CSV");
    command.add_option("--attribute", options->evaluate.attributes, "Only these attributes")
        ->type_name("NAME ...")
        ->needs(labels);
    command.add_option("--faces", options->evaluate.faces, "How many are moved for each attribute and side (32)")
        ->type_name("N")
        ->needs(labels)
        ->check(CLI::Range(1, 10000).description(""));
    command
        .add_option("--sheets", options->sheets,
                    "Write a sheet of pictures for each attribute: the first 20 faces at -2, -1, 0, +1 and +2")
        ->type_name("DIR")
        ->needs(labels);
    options->common.engine.precision = "float32";  // of the round trip; densities are always float32
    addCommonOptions(command, options->common);
    command.footer("Example: facet evaluate --images faces.zip --held-out --json");
    command.callback([options, &interrupts] { run(*options, interrupts); });
}

}  // namespace facet::cli
