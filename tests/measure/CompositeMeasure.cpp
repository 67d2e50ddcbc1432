// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/GlowFaceEngine.h"
#include "engine/face/PixelView.h"
#include "engine/media/PhotoFile.h"
#include "tests/measure/EditFigures.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

// facet_measure_composite [FOLDER] [NAME=AMOUNT ...]
//
// How well edits sit in 20 portraits whose eyes and heads were marked by eye: prints a table, and with a FOLDER writes
// a contact sheet an attribute into it (before, after, mask, difference × 2, and the model's crop before and after).
// Faces move along their own ways, as on the command line.

namespace facet::measure {
namespace {

using Clock = std::chrono::steady_clock;

const std::filesystem::path Portraits = FACET_FACES "/photos";
const std::filesystem::path Marks = FACET_MARKS;

struct Portrait {
    std::string name;
    Image image;
    Alignment alignment;
    cv::Mat outside;  // 255 where neither head nor neck is, and the crop is
    std::shared_ptr<const EncodedFace> face;
};

/// The numbers of the row that begins with `name`.
std::vector<double> marksOf(const char* file, const std::string& name) {
    std::ifstream stream(Marks / file);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(name + ",")) {
            std::replace(line.begin(), line.end(), ',', ' ');
            std::istringstream words(line.substr(name.size()));
            return {std::istream_iterator<double>(words), {}};
        }
    }
    return {};
}

std::vector<std::string> markedHeads() {
    std::vector<std::string> names;
    std::ifstream stream(Marks / "portrait_heads.csv");
    std::string line;
    for (std::getline(stream, line); std::getline(stream, line);) {
        names.push_back(line.substr(0, line.find(',')));
    }
    return names;
}

Portrait readPortrait(const std::string& name, const FaceEngine& engine) {
    Portrait portrait;
    portrait.name = name;
    portrait.image = media::readPhoto(Portraits / (name + ".jpg")).image;
    const auto eyes = marksOf("portrait_eyes.csv", name);
    portrait.alignment = Alignment::fromEyes({eyes.at(0), eyes.at(1)}, {eyes.at(2), eyes.at(3)});
    portrait.outside = outsideOf(marksOf("portrait_heads.csv", name), portrait.alignment, portrait.image);
    portrait.face = engine.encode(portrait.image, portrait.alignment);
    return portrait;
}

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// What a slider costs after the flow's decode: the blend into a view of 1600 pixels that a crop of 1400 fills.
double viewMilliseconds(const Portrait& portrait, const FaceEdit& edit, const FaceEngine& engine) {
    constexpr double CropSide = 1400;
    constexpr int View = 1600;
    const double scale = CropSide / portrait.alignment.side();
    Image level(int(portrait.image.width() * scale), int(portrait.image.height() * scale), 3);
    cv::Mat pixels = face::viewOf(level);
    cv::resize(face::viewOf(portrait.image), pixels, pixels.size(), 0, 0, cv::INTER_LINEAR);
    const Point middle = portrait.alignment.scaled(scale).toPhoto({0.5, 0.5});
    const PixelRect view =
        intersection({int(middle.x) - View / 2, int(middle.y) - View / 2, View, View}, level.bounds());
    std::vector<double> times;
    for (int i = 0; i < 7; ++i) {
        const auto start = Clock::now();
        engine.composite(level, scale, view, {edit});
        times.push_back(millisecondsSince(start));
    }
    return median(times);
}

struct Row {
    std::vector<double> energies;
    std::vector<double> backgrounds;
    std::vector<double> borders;
    std::vector<double> shown;
    std::vector<double> edits;
    std::vector<double> views;
};

void print(const std::string& name, const Row& row) {
    const auto mean = [](const std::vector<double>& values) { return cv::mean(values)[0]; };
    const auto [least, most] = std::minmax_element(row.energies.begin(), row.energies.end());
    std::printf("%-18s %7.2f %7.2f %7.2f %11.2f %7.2f %9.2f %7.2f %7.2f %9.1f %9.1f\n", name.c_str(),
                mean(row.energies), *least, *most, mean(row.backgrounds),
                *std::max_element(row.backgrounds.begin(), row.backgrounds.end()), mean(row.borders),
                *std::max_element(row.borders.begin(), row.borders.end()), mean(row.shown), median(row.edits),
                median(row.views));
}

void measure(const std::string& setting, const std::vector<Portrait>& portraits, const GlowFaceEngine& engine,
             const std::filesystem::path& folder) {
    const auto equals = setting.find('=');
    const std::string name = setting.substr(0, equals);
    EditRecipe recipe;
    recipe.amounts[name] = equals == std::string::npos ? 1 : std::stod(setting.substr(equals + 1));
    Row row;
    std::vector<cv::Mat> sheet;
    for (const Portrait& portrait : portraits) {
        engine.refine(*portrait.face, recipe, {});
        engine.refineDetails(*portrait.face, recipe);
        const auto start = Clock::now();
        const FaceEdit edit = engine.edit(*portrait.face, recipe);
        row.edits.push_back(millisecondsSince(start));
        const Image after = engine.composite(portrait.image, 1, portrait.image.bounds(), {edit});
        const Edited edited{portrait.image, after, engine.decode(*portrait.face),
                            engine.decode(*portrait.face, recipe)};
        const Figures figures = figuresOf(edited, portrait.alignment, portrait.outside);
        row.energies.push_back(figures.energy);
        row.backgrounds.push_back(figures.background);
        row.borders.push_back(figures.border);
        row.shown.push_back(figures.shown);
        if (row.views.size() < 4) {
            row.views.push_back(viewMilliseconds(portrait, edit, engine));
        }
        if (!folder.empty()) {
            sheet.push_back(stripOf(edited, portrait.alignment));
        }
    }
    print(setting, row);
    if (!folder.empty()) {
        media::writePhoto({sheetOf(sheet), nullptr}, folder / (name + ".jpg"), {.overwrite = true});
    }
}

int run(const std::vector<std::string>& arguments) {
    if (!std::filesystem::exists(Portraits)) {
        std::puts("skipped: the portraits are not on this machine");
        return 0;
    }
    std::filesystem::path folder;
    std::vector<std::string> settings;
    for (const std::string& argument : arguments) {
        if (std::filesystem::is_directory(argument)) {
            folder = argument;
        } else {
            settings.push_back(argument);
        }
    }
    if (settings.empty()) {
        settings = {"smile", "glasses", "blond-hair", "age", "beard"};
    }
    const auto engine = makeGlowFaceEngine();
    std::vector<Portrait> portraits;
    for (const std::string& name : markedHeads()) {
        portraits.push_back(readPortrait(name, *engine));
    }
    std::printf("%zu portraits, %s\n", portraits.size(), engine->info().device.c_str());
    std::printf("%-18s %7s %7s %7s %11s %7s %9s %7s %7s %9s %9s\n", "attribute", "energy", "least", "most",
                "background", "worst", "border", "worst", "shown", "edit ms", "view ms");
    for (const std::string& setting : settings) {
        measure(setting, portraits, *engine, folder);
    }
    return 0;
}

}  // namespace
}  // namespace facet::measure

int main(int argc, char** argv) {
    try {
        return facet::measure::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "facet_measure_composite: %s\n", error.what());
        return 1;
    }
}
