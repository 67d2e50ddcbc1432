// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/facet/Interrupts.h"
#include "engine/media/PhotoFile.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace CLI {
class App;
}

namespace facet::cli {

/// "-" in place of a file's name.
bool isStandardStream(const std::filesystem::path& path);

/// To standard output, flushed. Throw Error(Output) where it cannot take them.
void print(const std::string& text);
void print(const nlohmann::ordered_json& document);

/// -o and --overwrite: where the result goes.
struct OutputOptions {
    std::filesystem::path path;
    bool overwrite = false;

    /// Throws Error(Usage) where a picture and a JSON document would meet on standard output, Error(Output) where
    /// the picture could not be written. For before the work.
    void checkPicture(bool json, Interrupts& interrupts) const;
    /// The same for files that are no pictures.
    void checkFile(Interrupts& interrupts) const;
};

void addOutputOptions(CLI::App& command, OutputOptions& options, const std::string& description);

/// --quality, for JPEG and WebP; see media::WriteOptions.
void addQualityOption(CLI::App& command, std::optional<int>& quality);

/// --long-edge; see media::WriteOptions.
void addLongEdgeOption(CLI::App& command, int& longEdge);

/// --keep-metadata.
void addKeepOption(CLI::App& command, media::KeepMetadata& keep);

/// Writes to the file, or as PNG to standard output. Throws Error(Output).
void writePicture(const media::Photo& photo, const OutputOptions& output, const media::WriteOptions& options,
                  Interrupts& interrupts);

}  // namespace facet::cli
