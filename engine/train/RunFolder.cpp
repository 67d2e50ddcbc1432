// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/RunFolder.h"

#include "engine/Error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <sstream>
#include <unistd.h>

namespace facet::train {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t Kept = 3;

/// Images seen as a file name that sorts like the number.
std::string named(std::int64_t images, const char* extension) {
    char name[32];
    std::snprintf(name, sizeof(name), "%012lld", static_cast<long long>(images));
    return std::string(name) + extension;
}

[[noreturn]] void cannotWrite(const fs::path& path) {
    throw Error(ErrorKind::Output, path.string() + " cannot be written; is the folder there and the disk not full?");
}

void writeBeside(const fs::path& path, const std::string& text) {
    auto beside = path;
    beside += "." + std::to_string(::getpid()) + ".part";
    std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    std::error_code error;
    if (stream) {
        fs::rename(beside, path, error);
    }
    if (!stream || error) {
        fs::remove(beside, error);
        cannotWrite(path);
    }
}

std::string lineOf(const LogEntry& entry) {
    nlohmann::ordered_json json = {{"images", entry.images},
                                   {entry.validation ? "validation_bits_per_dim" : "bits_per_dim", entry.bitsPerDim}};
    if (!entry.details.empty()) {
        json.update(nlohmann::ordered_json::parse(entry.details));
    }
    return json.dump() + "\n";
}

/// Lines that cannot be read are passed over: the last one may be cut off.
std::vector<LogEntry> readLog(const fs::path& path) {
    std::vector<LogEntry> entries;
    std::ifstream stream(path);
    for (std::string line; std::getline(stream, line);) {
        const auto json = nlohmann::ordered_json::parse(line, nullptr, false);
        if (!json.is_object() || !json.contains("images")) {
            continue;
        }
        LogEntry entry;
        entry.images = json["images"].get<std::int64_t>();
        entry.validation = json.contains("validation_bits_per_dim");
        const auto* figure = entry.validation ? "validation_bits_per_dim" : "bits_per_dim";
        const bool finite = json.contains(figure) && json[figure].is_number();  // JSON has no NaN
        entry.bitsPerDim = finite ? json[figure].get<double>() : std::numeric_limits<double>::quiet_NaN();
        auto details = json;
        details.erase("images");
        details.erase(figure);
        entry.details = details.dump();
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

RunFolder RunFolder::fresh(const fs::path& path, const TrainConfig& config) {
    std::error_code error;
    if (fs::exists(path / "config.json", error)) {
        throw Error(ErrorKind::Usage, path.string() + " holds a run already; go on with --resume, or name another -o");
    }
    fs::create_directories(path / "checkpoints", error);
    fs::create_directories(path / "samples", error);
    if (error) {
        cannotWrite(path);
    }
    writeBeside(path / "config.json", config.toJson() + "\n");
    return RunFolder(path);
}

RunFolder RunFolder::existing(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path / "config.json", error)) {
        throw Error(ErrorKind::Usage, path.string() + " holds no run that could be resumed");
    }
    return RunFolder(path);
}

TrainConfig RunFolder::config() const {
    std::ifstream stream(m_path / "config.json");
    std::stringstream text;
    text << stream.rdbuf();
    return TrainConfig::fromJson(text.str());
}

std::vector<fs::path> RunFolder::checkpoints() const {
    std::vector<fs::path> paths;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_path / "checkpoints", error)) {
        if (entry.path().extension() == ".safetensors") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

model::TensorFile RunFolder::newestCheckpoint() const {
    const auto paths = checkpoints();
    std::string why = m_path.string() + " holds no checkpoint yet; begin the run anew in another folder";
    for (auto path = paths.rbegin(); path != paths.rend(); ++path) {
        try {
            return model::readTensors(*path, ErrorKind::Model);
        } catch (const Error& error) {
            why = error.what();
        }
    }
    throw Error(ErrorKind::Model, why);
}

void RunFolder::saveCheckpoint(const model::TensorFile& file, std::int64_t images) const {
    model::writeTensors(file, m_path / "checkpoints" / named(images, ".safetensors"), true);
    auto paths = checkpoints();
    for (std::size_t i = 0; i + Kept < paths.size(); ++i) {
        fs::remove(paths[i]);
    }
}

void RunFolder::log(const LogEntry& entry) {
    m_entries.push_back(entry);
    std::ofstream stream(m_path / "log.jsonl", std::ios::app);
    stream << lineOf(entry);
    stream.flush();
    if (!stream) {
        cannotWrite(m_path / "log.jsonl");
    }
}

void RunFolder::cutLog(std::int64_t images) {
    m_entries = readLog(m_path / "log.jsonl");
    std::erase_if(m_entries, [images](const LogEntry& entry) { return entry.images > images; });
    std::string text;
    for (const auto& entry : m_entries) {
        text += lineOf(entry);
    }
    writeBeside(m_path / "log.jsonl", text);
}

void RunFolder::drawCurve() const {
    writeBeside(m_path / "curve.svg", lossCurve(m_entries));
}

fs::path RunFolder::sheet(std::int64_t images) const {
    return m_path / "samples" / named(images, ".png");
}

}  // namespace facet::train
