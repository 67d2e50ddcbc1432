// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/Safetensors.h"
#include "engine/train/TrainConfig.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace facet::train {

/// One line of the log: a mean over some steps, or a validation.
struct LogEntry {
    std::int64_t images = 0;
    double bitsPerDim = 0;
    bool validation = false;
    std::string details;  ///< a JSON object of what else there is to say
};

/// What a training run leaves on the disk: config.json, log.jsonl, curve.svg, model.safetensors, checkpoints/ and
/// samples/. Every file but the log, which grows line by line, appears whole or not at all.
class RunFolder {
 public:
    /// Makes the folder. Throws Error(Usage) where it holds a run already, Error(Output) where it cannot be made.
    static RunFolder fresh(const std::filesystem::path& path, const TrainConfig& config);
    /// Throws Error(Usage) where there is no run in it.
    static RunFolder existing(const std::filesystem::path& path);

    /// The config that the run was begun with.
    TrainConfig config() const;

    /// The newest checkpoint that can be read; one that is damaged is passed over. Throws Error(Model) where there is
    /// none.
    model::TensorFile newestCheckpoint() const;
    /// Keeps the last three.
    void saveCheckpoint(const model::TensorFile& file, std::int64_t images) const;

    void log(const LogEntry& entry);
    /// Drops what was logged after that many images: it will be trained again.
    void cutLog(std::int64_t images);
    void drawCurve() const;

    /// What the run makes; the model, or what else it is named.
    std::filesystem::path file(const std::string& name) const { return m_path / name; }
    std::filesystem::path model() const { return file("model.safetensors"); }
    std::filesystem::path sheet(std::int64_t images) const;

 private:
    explicit RunFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    std::vector<std::filesystem::path> checkpoints() const;  // oldest first

    std::filesystem::path m_path;
    std::vector<LogEntry> m_entries;
};

/// The entries as a picture: bits/dim over images, training and validation.
std::string lossCurve(const std::vector<LogEntry>& entries);

}  // namespace facet::train
