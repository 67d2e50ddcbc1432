// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Batch.h"

#include "engine/Error.h"
#include "engine/RecipeText.h"
#include "engine/Sha256.h"
#include "engine/batch/BatchJournal.h"
#include "engine/media/OutputFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <new>
#include <set>
#include <span>
#include <thread>

namespace facet {
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using OrderedJson = nlohmann::ordered_json;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string hashOf(std::span<const std::byte> bytes) {
    return sha256({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// Whatever decides which bytes come out of which photo, as one hash.
std::string jobOf(const BatchOptions& options, const EngineInfo& info) {
    const FaceChoice& faces = options.faces;
    OrderedJson job = {{"recipe", OrderedJson::parse(textOf(options.recipe))},
                       {"model", info.modelHash},
                       {"aligned", faces.aligned},
                       {"quality", options.write.quality.value_or(0)},
                       {"keep", static_cast<int>(options.write.keep)}};
    job["face"] = faces.index ? OrderedJson(*faces.index) : OrderedJson("all");
    if (faces.eyes) {
        const auto& [left, right] = *faces.eyes;
        job["eyes"] = {left.x, left.y, right.x, right.y};
    }
    return sha256(job.dump());
}

void makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw Error(ErrorKind::Output, folder.string() + " cannot be made: " + error.message());
    }
}

/// How many photos are in work at a time.
int jobsOf(const BatchOptions& options, std::size_t items) {
    constexpr int MostByItself = 4;  // each holds a photo or two in memory
    const int cores = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, MostByItself);
    return std::min(options.jobs > 0 ? options.jobs : cores, static_cast<int>(items));
}

const char* nameOf(BatchStatus status) {
    switch (status) {
        case BatchStatus::Done:
            return "done";
        case BatchStatus::Skipped:
            return "skipped";
        case BatchStatus::Failed:
            return "failed";
    }
    return "";
}

OrderedJson describe(const BatchRecord& record) {
    OrderedJson json = {{"input", record.item.input.string()},
                        {"output", record.item.output.string()},
                        {"status", nameOf(record.status)},
                        {"seconds", std::round(record.seconds * 1000) / 1000}};
    if (record.status == BatchStatus::Failed) {
        json["error"] = record.error;
        json["exit_code"] = static_cast<int>(record.kind);
    }
    for (std::size_t i = 0; i < record.faces.size(); ++i) {
        const Face& face = record.faces[i];
        json["faces"].push_back({{"index", face.index},
                                 {"box", {face.box.x, face.box.y, face.box.width, face.box.height}},
                                 {"eyes", {face.leftEye.x, face.leftEye.y, face.rightEye.x, face.rightEye.y}},
                                 {"warnings", face.warnings},
                                 {"limited", bool(record.limited[i])}});
    }
    return json;
}

/// Thrown where a stop was asked for, between two stages of a photo.
struct Stopped {};

class Batch {
 public:
    Batch(const std::vector<BatchItem>& items, const BatchOptions& options, const FaceEngine& engine,
          const std::function<void(const BatchRecord&, const BatchProgress&)>& finished, const std::stop_token& stop)
        : m_items(items),
          m_options(options),
          m_engine(engine),
          m_finished(finished),
          m_stop(stop),
          m_job(jobOf(options, engine.info())),
          m_jobs(jobsOf(options, items.size())),
          m_journal(options.folder),
          m_records(items.size()) {
        m_progress.total = static_cast<int>(items.size());
    }

    BatchReport run() {
        const auto start = Clock::now();
        {
            std::vector<std::jthread> workers;
            workers.reserve(static_cast<std::size_t>(m_jobs));
            for (int i = 0; i < m_jobs; ++i) {
                workers.emplace_back([this] { work(); });
            }
        }
        BatchReport report;
        for (std::optional<BatchRecord>& record : m_records) {
            if (record) {
                report.records.push_back(std::move(*record));
            }
        }
        report.progress = m_progress;
        report.seconds = secondsSince(start);
        report.interrupted = report.records.size() < m_items.size();
        return report;
    }

 private:
    void work() {
        try {
            for (std::size_t next = m_next++; next < m_items.size() && !m_stop.stop_requested(); next = m_next++) {
                record(next, processed(m_items[next]));
            }
        } catch (const Stopped&) {
            // The photo at hand stays undone.
        }
    }

    void checkStop() const {
        if (m_stop.stop_requested()) {
            throw Stopped();
        }
    }

    BatchRecord processed(const BatchItem& item) {
        BatchRecord record{item, {}, {}, {}, {}, {}, 0};
        const auto start = Clock::now();
        const auto fail = [&record](ErrorKind kind, const std::string& sentence) {
            record.status = BatchStatus::Failed;
            record.kind = kind;
            record.error = sentence;
        };
        try {
            process(record);
        } catch (const Error& error) {
            fail(error.kind(), error.what());
        } catch (const std::bad_alloc&) {
            fail(ErrorKind::Device, item.input.string() + ": there is not enough memory for this photo");
        } catch (const std::exception& error) {
            fail(ErrorKind::Device, item.input.string() + ": this went wrong: " + error.what());
        }
        record.seconds = secondsSince(start);
        return record;
    }

    void process(BatchRecord& record) {
        const BatchItem& item = record.item;
        std::vector<std::byte> file = media::readFile(item.input);
        const std::string input = hashOf(file);
        if (m_options.resume && isFinished(item, input)) {
            record.status = BatchStatus::Skipped;
            return;
        }
        makeFolder(item.output.parent_path());
        media::checkWritable(item.output, m_options.write.overwrite);
        media::Photo photo = media::readPhoto(std::move(file), item.input.string());
        checkStop();
        edit(photo.image, record);
        media::WriteOptions write = m_options.write;
        if (!m_options.recipe.isIdentity()) {
            write.recipeJson = m_options.recipe.toJson();
            write.modelHash = m_engine.info().modelHash;
        }
        save(item, input, media::encodePhoto(photo, item.output.extension().string(), write));
    }

    void edit(Image& photo, BatchRecord& record) {
        const std::scoped_lock lock(m_computing);
        checkStop();
        std::vector<FaceEdit> edits;
        for (const PlacedFace& placed : placeFaces(m_options.faces, photo, record.item.input.string(), m_engine)) {
            checkStop();
            const auto encoded = m_engine.encode(photo, placed.alignment);
            m_engine.refine(*encoded, m_options.recipe, m_stop);
            m_engine.refineDetails(*encoded, m_options.recipe);
            edits.push_back(m_engine.edit(*encoded, m_options.recipe));
            record.faces.push_back(placed.face);
            record.limited.push_back(edits.back().limited);
        }
        blendInto(photo, edits, m_engine);
    }

    void save(const BatchItem& item, const std::string& input, const std::vector<std::byte>& bytes) {
        checkStop();
        const std::string output = hashOf(bytes);
        media::OutputFile file(item.output, m_options.write.overwrite);
        file.write(bytes);
        {
            const std::scoped_lock lock(m_recording);
            m_journal.add(nameIn(item), {m_job, input, output});
        }
        file.commit();
    }

    bool isFinished(const BatchItem& item, const std::string& input) {
        batch::JournalEntry entry;
        {
            const std::scoped_lock lock(m_recording);
            const batch::JournalEntry* found = m_journal.find(nameIn(item));
            if (found == nullptr) {
                return false;
            }
            entry = *found;
        }
        return entry.job == m_job && entry.input == input && fs::is_regular_file(item.output) &&
               hashOf(media::readFile(item.output)) == entry.output;
    }

    fs::path nameIn(const BatchItem& item) const { return item.output.lexically_relative(m_options.folder); }

    void record(std::size_t index, BatchRecord record) {
        const std::scoped_lock lock(m_recording);
        if (record.status == BatchStatus::Skipped) {
            ++m_progress.skipped;  // says nothing about how long an edit takes
        } else {
            ++(record.status == BatchStatus::Done ? m_progress.done : m_progress.failed);
            m_worked += record.seconds;
            m_progress.secondsLeft = m_worked / (m_progress.done + m_progress.failed) / m_jobs;
            *m_progress.secondsLeft *= m_progress.total - m_progress.finished();
        }
        m_records[index] = std::move(record);
        m_finished(*m_records[index], m_progress);
    }

    const std::vector<BatchItem>& m_items;
    const BatchOptions& m_options;
    const FaceEngine& m_engine;
    const std::function<void(const BatchRecord&, const BatchProgress&)>& m_finished;
    const std::stop_token& m_stop;
    const std::string m_job;
    const int m_jobs;
    std::mutex m_computing;  // the engine is called by one thread at a time
    std::mutex m_recording;  // what follows
    batch::BatchJournal m_journal;
    std::vector<std::optional<BatchRecord>> m_records;
    BatchProgress m_progress;
    double m_worked = 0;  // seconds, of all workers
    std::atomic<std::size_t> m_next = 0;
};

}  // namespace

BatchReport runBatch(const std::vector<BatchItem>& items, const BatchOptions& options, const FaceEngine& engine,
                     const std::function<void(const BatchRecord&, const BatchProgress&)>& finished,
                     const std::stop_token& stop) {
    makeFolder(options.folder);
    Batch batch(items, options, engine, finished, stop);
    std::set<fs::path> folders;
    for (const BatchItem& item : items) {
        folders.insert(item.output.parent_path());
    }
    std::for_each(folders.begin(), folders.end(), media::removeAbandonedFiles);
    return batch.run();
}

std::string toJson(const std::vector<BatchRecord>& records) {
    OrderedJson list = OrderedJson::array();
    for (const BatchRecord& record : records) {
        list.push_back(describe(record));
    }
    // File names need not be UTF-8, JSON must be.
    return list.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

void writeReport(const fs::path& path, const std::vector<BatchRecord>& records) {
    const std::string json = toJson(records);
    media::OutputFile file(path, /*overwrite=*/true);
    file.write(std::as_bytes(std::span(json)));
    file.commit();
}

}  // namespace facet
