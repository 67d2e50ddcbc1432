// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/PhotoInput.h"

#include "app/facet/Arguments.h"
#include "app/facet/Output.h"
#include "engine/Error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace facet::cli {

namespace {

std::vector<std::byte> readStandardInput() {
    constexpr std::size_t Most = std::size_t(2) << 30;  // an endless stream must end somewhere
    constexpr std::size_t Step = std::size_t(1) << 20;
    std::vector<std::byte> bytes;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize(before + Step);
        const std::size_t got = std::fread(bytes.data() + before, 1, Step, stdin);
        bytes.resize(before + got);
        if (std::ferror(stdin) != 0) {
            throw Error(ErrorKind::Input, "standard input cannot be read");
        }
        if (got < Step) {
            return bytes;
        }
        if (bytes.size() >= Most) {
            throw Error(ErrorKind::Input, "standard input holds more than 2 GiB, which is no photo");
        }
    }
}

}  // namespace

void addPhotoArgument(CLI::App& command, std::filesystem::path& photo) {
    command.add_option("PHOTO", photo, "A JPEG, PNG, TIFF, WebP, HEIC or AVIF file; - is standard input")
        ->required()
        ->type_name("");
}

std::string nameOf(const std::filesystem::path& path) {
    return isStandardStream(path) ? "standard input" : path.string();
}

media::Photo readPhoto(const std::filesystem::path& path, Console& console) {
    console.step("reading " + nameOf(path));
    console.note("reading " + nameOf(path));
    return isStandardStream(path) ? media::readPhoto(readStandardInput(), nameOf(path)) : media::readPhoto(path);
}

void addFaceOptions(CLI::App& command, FaceOptions& options) {
    auto* face = command.add_option_function<std::string>(
        "--face", [&options](const std::string& text) { options.index = parseFaceChoice(text); },
        "Which face, as facet faces counts them (0, the largest)");
    auto* eyes = command.add_option_function<std::string>(
        "--eyes", [&options](const std::string& text) { options.eyes = parseEyes(text); },
        "The eyes in pixels instead of looking for a face, the picture's left one first");
    auto* aligned =
        command.add_flag("--aligned", options.aligned, "The photo is an aligned face crop; its whole is the face");
    face->type_name("N|all")->excludes(eyes)->excludes(aligned);
    eyes->type_name("x,y,x,y")->excludes(aligned);
}

std::vector<PlacedFace> placeFaces(const FaceOptions& options, const Image& photo, const std::string& name,
                                   const FaceEngine& engine, Console& console) {
    console.step("looking for faces");
    std::vector<PlacedFace> placed = facet::placeFaces(options, photo, name, engine);
    for (const auto& [face, alignment] : placed) {
        if (!face.warnings.empty()) {
            console.warn(name + ": face " + std::to_string(face.index) + " is " + joined(face.warnings) +
                         ", so the edit may not look right");
        }
    }
    if (options.eyes && options.eyes->first.x > options.eyes->second.x) {
        console.warn(name + ": the first eye lies right of the second, so the face is taken to be upside down");
    }
    return placed;
}

nlohmann::ordered_json toJson(const Face& face) {
    const auto tenths = [](double pixels) { return std::round(pixels * 10) / 10; };
    const Rect& box = face.box;
    nlohmann::ordered_json json = {
        {"index", face.index},
        {"box", {tenths(box.x), tenths(box.y), tenths(box.width), tenths(box.height)}},
        {"eyes", {tenths(face.leftEye.x), tenths(face.leftEye.y), tenths(face.rightEye.x), tenths(face.rightEye.y)}}};
    if (face.mouth) {
        json["mouth"] = {tenths(face.mouth->x), tenths(face.mouth->y)};
    }
    json["warnings"] = face.warnings;
    return json;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

nlohmann::ordered_json toJson(const std::vector<RoundTrip>& roundTrips) {
    RoundTrip total;
    for (const RoundTrip& one : roundTrips) {
        total.max = std::max(total.max, one.max);
        total.mean += one.mean / static_cast<double>(roundTrips.size());
    }
    return {{"max", total.max}, {"mean", total.mean}};
}

}  // namespace facet::cli
