// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Output.h"

#include "engine/Error.h"
#include "engine/media/OutputFile.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <vector>

namespace facet::cli {

namespace {

void printBytes(std::span<const std::byte> bytes) {
    const std::size_t written = std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    if (written != bytes.size() || std::fflush(stdout) != 0) {
        throw Error(ErrorKind::Output, "standard output cannot be written");
    }
}

}  // namespace

bool isStandardStream(const std::filesystem::path& path) {
    return path == "-";
}

void print(const std::string& text) {
    printBytes(std::as_bytes(std::span(text)));
}

void print(const nlohmann::ordered_json& document) {
    // File names need not be UTF-8, JSON must be.
    print(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void OutputOptions::checkPicture(bool json, Interrupts& interrupts) const {
    if (!isStandardStream(path)) {
        const auto held = interrupts.hold();
        media::checkWritable(path, overwrite);
    } else if (json) {
        throw Error(ErrorKind::Usage, "-o - and --json both want standard output; give -o a file");
    }
}

void OutputOptions::checkFile(Interrupts& interrupts) const {
    const auto held = interrupts.hold();
    const media::OutputFile trial(path, overwrite);
}

void addOutputOptions(CLI::App& command, OutputOptions& options, const std::string& description) {
    command.add_option("-o,--output", options.path, description)->required()->type_name("FILE");
    command.add_flag("--overwrite", options.overwrite, "Replace the output where it exists");
}

void addQualityOption(CLI::App& command, std::optional<int>& quality) {
    command
        .add_option_function<int>(
            "--quality", [&quality](int value) { quality = value; },
            "For JPEG and WebP, 1 to 100 (95; a JPEG from a JPEG keeps its own, and what was not edited as it is)")
        ->type_name("N")
        ->check(CLI::Range(1, 100).description(""));
}

void addLongEdgeOption(CLI::App& command, int& longEdge) {
    constexpr int Longest = 65535;
    command.add_option("--long-edge", longEdge, "Make the result smaller, so that its longer side has N pixels")
        ->type_name("N")
        ->check(CLI::Range(1, Longest).description(""));
}

void addKeepOption(CLI::App& command, media::KeepMetadata& keep) {
    static const std::map<std::string, media::KeepMetadata> Keeps = {
        {"all", media::KeepMetadata::All}, {"no-gps", media::KeepMetadata::NoGps}, {"none", media::KeepMetadata::None}};
    command
        .add_option_function<std::string>(
            "--keep-metadata", [&keep](const std::string& name) { keep = Keeps.at(name); },
            "What of the photo's EXIF, XMP and IPTC goes along (all)")
        ->type_name("all|no-gps|none")
        ->check(CLI::IsMember(Keeps).description(""));
}

void writePicture(const media::Photo& photo, const OutputOptions& output, const media::WriteOptions& options,
                  Interrupts& interrupts) {
    if (isStandardStream(output.path)) {
        printBytes(media::encodePhoto(photo, ".png", options));
        return;
    }
    // Compressing takes seconds and can be interrupted; only the writing cannot.
    const std::vector<std::byte> bytes = media::encodePhoto(photo, output.path.extension().string(), options);
    const auto held = interrupts.hold();
    media::OutputFile file(output.path, output.overwrite);
    file.write(bytes);
    file.commit();
}

}  // namespace facet::cli
