// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"
#include "app/facet/Timings.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iomanip>
#include <memory>
#include <sstream>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path photo;
    CommonOptions common;
};

std::string table(const std::vector<Face>& faces) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(0);
    text << "face  box (x,y width×height)    eyes (for --eyes)        score  warnings\n";
    for (const Face& face : faces) {
        std::ostringstream box;
        box << std::fixed << std::setprecision(0) << face.box.x << ',' << face.box.y << ' ' << face.box.width << 'x'
            << face.box.height;
        std::ostringstream eyes;
        eyes << std::fixed << std::setprecision(0) << face.leftEye.x << ',' << face.leftEye.y << ',' << face.rightEye.x
             << ',' << face.rightEye.y;
        text << std::right << std::setw(4) << face.index << "  " << std::left << std::setw(27) << box.str()
             << std::setw(25) << eyes.str() << std::setprecision(2) << std::setw(7) << face.score
             << (face.warnings.empty() ? "-" : joined(face.warnings)) << '\n';
    }
    return text.str();
}

nlohmann::ordered_json report(const Options& options, const std::vector<Face>& faces, const EngineInfo& info,
                              const Timings& timings) {
    nlohmann::ordered_json found = nlohmann::ordered_json::array();
    for (const Face& face : faces) {
        found.push_back(toJson(face));
        found.back()["score"] = face.score;
    }
    return {
        {"input", options.photo.string()}, {"faces", found}, {"device", info.device}, {"timings_ms", timings.toJson()}};
}

void run(const Options& options) {
    Console console(options.common.quiet, options.common.verbose);
    Timings timings;
    const media::Photo photo = timings.measure("load", [&] { return readPhoto(options.photo, console); });
    const auto engine = timings.measure("load", [&] { return openEngine(options.common, console); });
    console.step("looking for faces");
    std::vector<Face> faces;
    for (const PlacedFace& placed : timings.measure("detect", [&] {
             return facet::placeFaces({.index = std::nullopt}, photo.image, nameOf(options.photo), *engine);
         })) {
        faces.push_back(placed.face);
    }
    console.note(timings.toText());
    if (options.common.json) {
        print(report(options, faces, engine->info(), timings));
    } else {
        print(table(faces));
    }
}

}  // namespace

void addFacesCommand(CLI::App& program) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("faces", "List the faces in a photo, the largest first");
    addPhotoArgument(command, options->photo);
    addCommonOptions(command, options->common);
    command.footer("Example: facet faces group.jpg --json");
    command.callback([options] { run(*options); });
}

}  // namespace facet::cli
