// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PhotoFile.h"
#include "tests/app/CommandLine.h"

#include <algorithm>
#include <csignal>
#include <map>

namespace facet::test {

namespace {

namespace fs = std::filesystem;

/// A folder of copies of the example.
class Batch : public CommandLine {
 protected:
    void addPhotos(int count, const std::string& below = "") const {
        fs::create_directories(fs::path(path("in")) / below);
        for (int i = 0; i < count; ++i) {
            fs::copy_file(example(), fs::path(path("in")) / below / (std::to_string(i) + ".jpg"));
        }
    }
    std::vector<std::string> batch(std::vector<std::string> more) const {
        std::vector<std::string> arguments = {"batch", path("in"), "-o", path("out"), "--set", "smile=1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    nlohmann::json report() const { return nlohmann::json::parse(contentOf(path("report.json"))); }

    std::vector<std::string> results() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(path("out"))) {
            if (entry.is_regular_file()) {
                found.push_back(entry.path().lexically_relative(path("out")).string());
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

TEST_F(Batch, EditsAFolderAndTellsAboutIt) {
    addPhotos(1);
    addPhotos(1, "deep");
    EXPECT_EQ(runWell(batch({"--recursive", "--report", path("report.json")})), "");
    EXPECT_EQ(results(), (std::vector<std::string>{".facet-batch.jsonl", "0.jpg", "deep/0.jpg"}));
    ASSERT_EQ(report().size(), 2U);
    EXPECT_EQ(report()[0]["status"], "done");
    const auto info = runForJson({"info", path("out/deep/0.jpg")});
    EXPECT_EQ(info["recipe"]["amounts"]["smile"], 1);
    EXPECT_EQ(info["model"], runForJson({"info"})["model"]["hash"]);

    runWell({"edit", example(), "-o", path("alone.jpg"), "--set", "smile=1"});
    EXPECT_EQ(contentOf(path("out/0.jpg")), contentOf(path("alone.jpg"))) << "edit and batch give the same file";

    const auto again = runForJson(batch({"--recursive", "--resume"}));
    EXPECT_EQ(again["skipped"], 2);
    EXPECT_EQ(again["done"], 0);
    EXPECT_EQ(again["files"].size(), 2U);
}

TEST_F(Batch, SomeFailuresAreExitCodeOne) {
    addPhotos(1);
    writeFile("in/broken.jpg", "no picture");
    const Finished finished = run(batch({"--report", path("report.json")}));
    EXPECT_EQ(finished.exitCode, 1);
    EXPECT_EQ(finished.out, "");
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 2) << finished.err;
    EXPECT_NE(finished.err.find("broken.jpg is not a"), std::string::npos);
    EXPECT_EQ(report()[1]["exit_code"], 3);
    EXPECT_EQ(run(batch({"--resume"})).exitCode, 1) << "the broken file is still broken";
}

TEST_F(Batch, SaysWhatIsWrongBeforeTheWork) {
    addPhotos(1);
    expectFailure({"batch", path("in"), "-o", path("in"), "--set", "smile=1"}, 2, "would replace");
    expectFailure(batch({"--set", "smlie=1"}), 2, "smile");
    expectFailure(batch({"--report", path("no/report.json")}), 7, "no folder");
    expectFailure(batch({"--jobs", "0"}), 2, "--jobs");
    fs::create_directory(path("empty"));
    expectFailure({"batch", path("empty"), "-o", path("out")}, 3, "holds no picture");
    EXPECT_FALSE(fs::exists(path("out")));
}

/// Waits until so many photos are done and the next is begun.
void waitUntilDone(Process& process, int count) {
    for (std::string line = process.nextErrorLine(); !line.empty(); line = process.nextErrorLine()) {
        if (line.ends_with("is done") && --count == 0) {
            return;
        }
    }
    ADD_FAILURE() << "the batch ended before it was stopped";
}

TEST_F(Batch, KilledAndResumedNothingIsDoneTwice) {
    constexpr int Photos = 5;
    addPhotos(Photos);
    {
        Process process(facet(batch({"--verbose", "--jobs", "2"})));
        waitUntilDone(process, 2);
        process.send(SIGKILL);
        EXPECT_EQ(process.finish().exitCode, -SIGKILL);
    }
    const auto after = [this](const std::string& name) { return fs::last_write_time(path("out/" + name)); };
    std::map<std::string, fs::file_time_type> times;
    for (const std::string& name : results()) {
        if (name.ends_with(".jpg")) {
            times[name] = after(name);
            EXPECT_EQ(pixelsOf(path("out/" + name)).bounds(), pixelsOf(example()).bounds()) << "whole files only";
        }
    }
    EXPECT_GE(times.size(), 2U);

    const auto resumed = runForJson(batch({"--resume"}));
    EXPECT_EQ(resumed["skipped"], times.size());
    EXPECT_EQ(resumed["done"], Photos - times.size());
    for (const auto& [name, time] : times) {
        EXPECT_EQ(after(name), time) << name << " was written again";
    }
    EXPECT_EQ(results().size(), std::size_t(Photos) + 1) << "the results and the journal, no temporaries";
    for (int i = 1; i < Photos; ++i) {
        EXPECT_EQ(contentOf(path("out/" + std::to_string(i) + ".jpg")), contentOf(path("out/0.jpg")));
    }
}

TEST_F(Batch, AnInterruptEndsItWithAReport) {
    constexpr int Photos = 6;
    addPhotos(Photos);
    Process process(facet(batch({"--verbose", "--jobs", "1", "--report", path("report.json")})));
    waitUntilDone(process, 1);
    process.send(SIGINT);
    const Finished finished = process.finish();
    EXPECT_EQ(finished.exitCode, 130);
    EXPECT_NE(finished.err.find("--resume goes on"), std::string::npos) << finished.err;
    EXPECT_LT(report().size(), std::size_t(Photos));
    EXPECT_EQ(results().size(), report().size() + 1);
    EXPECT_EQ(runForJson(batch({"--resume"}))["done"], Photos - report().size());
}

}  // namespace

}  // namespace facet::test
