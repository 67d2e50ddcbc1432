// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"
#include "engine/PhotoEdit.h"
#include "engine/media/PhotoFile.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

/// One photo of a batch and where its result goes.
struct BatchItem {
    std::filesystem::path input;
    std::filesystem::path output;
};

/// The photos that `inputs` name, files as they are and folders with the pictures in them, and with `recursive` those
/// in their sub-folders too, which the results keep below `folder`. Sorted; hidden files are left out, and so is what
/// lies in `folder`. A file that is not there stays an item, which fails when its turn comes.
///
/// Throws Error(Usage) where two results would have one name or a result would replace its photo, Error(Input) where
/// a folder cannot be read or there is no picture at all.
std::vector<BatchItem> planBatch(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& folder,
                                 bool recursive);

struct BatchOptions {
    std::filesystem::path folder;  ///< of the results; made where it is missing
    EditRecipe recipe;
    FaceChoice faces;
    media::WriteOptions write;  ///< its recipeJson and modelHash are set by the batch
    int jobs = 0;               ///< photos that are read and written at the same time; 0: by the machine's cores
    bool resume = false;        ///< skip what the folder's journal says is done and what still is as it was written
};

enum class BatchStatus { Done, Skipped, Failed };

/// What became of one photo.
struct BatchRecord {
    BatchItem item;
    BatchStatus status = BatchStatus::Done;
    std::vector<Face> faces;    ///< those that were edited
    std::vector<bool> limited;  ///< for each: the amounts were scaled back
    std::string error;          ///< one sentence; empty unless failed
    ErrorKind kind{};           ///< of the error
    double seconds = 0;
};

struct BatchProgress {
    int total = 0;
    int done = 0;
    int skipped = 0;
    int failed = 0;
    std::optional<double> secondsLeft;  ///< as fast as so far; none before anything is done

    int finished() const { return done + skipped + failed; }
};

struct BatchReport {
    std::vector<BatchRecord> records;  ///< in the order of the items; without those that an interrupt left undone
    BatchProgress progress;
    double seconds = 0;
    bool interrupted = false;
};

/// Edits every photo into its file and goes on after one that fails. The folder's journal, `.facet-batch.jsonl`, says
/// with which recipe and model, from which bytes to which, every result was made: that, not names or dates, decides
/// what `resume` skips. Killed at any moment, it leaves whole files only, and the journal knows them.
///
/// Threads: photos are read, compressed and written side by side; `engine` is called by one of them at a time.
/// `finished` is called after each photo, by one thread at a time, and must not throw. A stop is heeded between a
/// photo's stages. Throws Error(Output) where the folder cannot be written or another batch is at work in it.
BatchReport runBatch(const std::vector<BatchItem>& items, const BatchOptions& options, const FaceEngine& engine,
                     const std::function<void(const BatchRecord&, const BatchProgress&)>& finished,
                     const std::stop_token& stop);

/// A JSON array with one object for each record: "input", "output", "status", "faces", "error", "exit_code", "seconds".
std::string toJson(const std::vector<BatchRecord>& records);

/// Writes that array. It is about one run, so it replaces an earlier report. Throws Error(Output).
void writeReport(const std::filesystem::path& path, const std::vector<BatchRecord>& records);

}  // namespace facet
