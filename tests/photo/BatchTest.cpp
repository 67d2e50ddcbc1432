// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Batch.h"
#include "engine/batch/BatchJournal.h"
#include "engine/media/OutputFile.h"
#include "tests/photo/Pictures.h"
#include "tests/support/FakeFaceEngine.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::errorOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A folder `in` of photos, a folder `out` of results, and an engine that sees a face in every photo.
class BatchTest : public ::testing::Test {
 protected:
    BatchTest() {
        m_control->faces = {test::faceAt({20, 15}, 16)};
        m_options.folder = m_folder / "out";
        m_options.recipe.amounts = {{"smile", 1}};
    }

    fs::path addPhoto(const std::string& name, int seed = 1) const {
        const fs::path path = m_folder / "in" / name;
        fs::create_directories(path.parent_path());
        Image image = test::gradient(40, 30, 3);
        image.row<std::uint8_t>(0)[0] = static_cast<std::uint8_t>(seed);
        media::writePhoto({image, nullptr}, path, {.overwrite = true});
        return path;
    }
    fs::path addBroken(const std::string& name) const {
        const fs::path path = m_folder / "in" / name;
        std::ofstream(path) << "no picture";
        return path;
    }
    std::vector<BatchItem> plan(bool recursive = true) const {
        return planBatch({m_folder / "in"}, m_options.folder, recursive);
    }
    BatchReport run(const std::stop_token& stop = {}) {
        const test::FakeFaceEngine engine(m_control);
        m_told.clear();
        return runBatch(
            plan(), m_options, engine,
            [this](const BatchRecord&, const BatchProgress& progress) { m_told.push_back(progress); }, stop);
    }
    BatchReport resume() {
        m_options.resume = true;
        return run();
    }
    std::vector<std::string> results() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(m_folder / "out")) {
            names.push_back(entry.path().filename());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    std::size_t editsSoFar() const { return m_control->editsSoFar().size(); }

    test::TemporaryFolder m_folder;
    std::shared_ptr<test::FakeControl> m_control = std::make_shared<test::FakeControl>();
    BatchOptions m_options;
    std::vector<BatchProgress> m_told;
};

TEST_F(BatchTest, KeepsNamesAndSubFolders) {
    addPhoto("b.jpg");
    addPhoto("a.png");
    addPhoto("deep/er/c.tif");
    addPhoto(".hidden/d.png");
    std::ofstream(m_folder / "in" / "notes.txt") << "no picture by its name";
    const BatchReport report = run();
    EXPECT_EQ(report.progress.done, 3);
    EXPECT_THAT(results(), ElementsAre(".facet-batch.jsonl", "a.png", "b.jpg", "deep"));
    EXPECT_TRUE(fs::is_regular_file(m_folder / "out/deep/er/c.tif"));
    const Image before = media::readPhoto(m_folder / "in/a.png").image;
    EXPECT_NE(media::readPhoto(m_folder / "out/a.png").image, before);
    EXPECT_EQ(media::modelOf(media::readPhoto(m_folder / "out/a.png")),
              test::FakeFaceEngine(m_control).info().modelHash);
    EXPECT_EQ(plan(/*recursive=*/false).size(), 2U);
}

TEST_F(BatchTest, GoesOnAfterABadFile) {
    addPhoto("a.png");
    addBroken("b.jpg");
    addPhoto("c.png");
    m_options.jobs = 1;
    const BatchReport report = run();
    EXPECT_EQ(report.progress.done, 2);
    EXPECT_EQ(report.progress.failed, 1);
    ASSERT_EQ(report.records.size(), 3U);
    EXPECT_EQ(report.records[1].kind, ErrorKind::Input);
    EXPECT_THAT(report.records[1].error, HasSubstr("b.jpg is not a"));
    EXPECT_THAT(results(), ElementsAre(".facet-batch.jsonl", "a.png", "c.png"));
    ASSERT_EQ(m_told.size(), 3U);
    EXPECT_EQ(m_told.back().finished(), 3);
    EXPECT_TRUE(m_told.front().secondsLeft);
    EXPECT_EQ(*m_told.back().secondsLeft, 0);

    const auto json = nlohmann::json::parse(toJson(report.records));
    ASSERT_EQ(json.size(), 3U);
    EXPECT_EQ(json[0]["status"], "done");
    EXPECT_EQ(json[0]["faces"].size(), 1U);
    EXPECT_EQ(json[1]["status"], "failed");
    EXPECT_EQ(json[1]["exit_code"], 3);
}

TEST_F(BatchTest, APhotoWithoutAFaceFailsAlone) {
    addPhoto("a.png");
    m_control->faces.clear();
    const BatchReport report = run();
    EXPECT_EQ(report.records[0].kind, ErrorKind::NoFace);
    EXPECT_THAT(results(), ElementsAre(".facet-batch.jsonl"));
}

TEST_F(BatchTest, ManyJobsGiveTheSameFiles) {
    for (int i = 0; i < 12; ++i) {
        addPhoto(std::to_string(i) + ".png", i);
    }
    m_options.jobs = 1;
    run();
    std::map<std::string, std::vector<std::byte>> alone;
    for (const BatchItem& item : plan()) {
        alone[item.output.filename()] = media::readFile(item.output);
    }
    m_options.folder = m_folder / "out2";
    m_options.jobs = 6;
    EXPECT_EQ(run().progress.done, 12);
    for (const auto& [name, bytes] : alone) {
        EXPECT_EQ(media::readFile(m_folder / "out2" / name), bytes) << name;
    }
}

TEST_F(BatchTest, ResumingDoesNothingTwice) {
    addPhoto("a.png");
    addBroken("b.png");
    run();
    addPhoto("b.png");
    addPhoto("new.png");
    EXPECT_EQ(editsSoFar(), 1U);
    const BatchReport report = resume();
    EXPECT_EQ(report.progress.skipped, 1);
    EXPECT_EQ(report.progress.done, 2);
    EXPECT_EQ(editsSoFar(), 3U);
    EXPECT_EQ(resume().progress.skipped, 3);
    EXPECT_EQ(editsSoFar(), 3U);
}

TEST_F(BatchTest, ResumingTrustsNothingButTheBytes) {
    addPhoto("a.png");
    run();
    const auto failsBecauseItExists = [this] {
        const BatchReport report = resume();
        return report.progress.failed == 1 && report.records[0].error.find("--overwrite") != std::string::npos;
    };
    EXPECT_EQ(resume().progress.skipped, 1);

    m_options.recipe.amounts["smile"] = 0.5;  // another recipe
    EXPECT_TRUE(failsBecauseItExists());
    m_options.recipe.amounts["smile"] = 1;

    m_options.write.quality = 50;  // another way to write
    EXPECT_TRUE(failsBecauseItExists());
    m_options.write.quality.reset();

    addPhoto("a.png", 2);  // another photo of the same name
    EXPECT_TRUE(failsBecauseItExists());
    addPhoto("a.png");
    EXPECT_EQ(resume().progress.skipped, 1);

    std::ofstream(m_folder / "out/a.png", std::ios::app) << "more";  // a result that was changed by others
    EXPECT_TRUE(failsBecauseItExists());
    m_options.write.overwrite = true;
    EXPECT_EQ(resume().progress.done, 1);
    EXPECT_EQ(resume().progress.skipped, 1);
}

TEST_F(BatchTest, AResultThatNeverGotItsNameIsMadeAgain) {
    addPhoto("a.png");
    run();
    fs::remove(m_folder / "out/a.png");  // as where the program was killed between journal and name
    EXPECT_EQ(resume().progress.done, 1);
}

TEST_F(BatchTest, ALineThatWasCutOffIsForgotten) {
    addPhoto("a.png");
    addPhoto("b.png");
    run();
    const fs::path journal = m_folder / "out/.facet-batch.jsonl";
    fs::resize_file(journal, fs::file_size(journal) - 10);
    fs::remove(m_folder / "out/a.png");
    fs::remove(m_folder / "out/b.png");
    EXPECT_EQ(resume().progress.done, 2);
    EXPECT_EQ(resume().progress.skipped, 2) << "what was added behind the cut line is whole";
}

TEST_F(BatchTest, AJournalOfNonsenseIsNoMemory) {
    addPhoto("a.png");
    fs::create_directory(m_folder / "out");
    std::ofstream(m_folder / "out/.facet-batch.jsonl") << "\n[1]\n{\"output\": 3}\n\x01\xFF{{\nnull";
    EXPECT_EQ(resume().progress.done, 1);
    EXPECT_EQ(resume().progress.skipped, 1);
}

TEST_F(BatchTest, StoppingLeavesWholeFilesAndTheRestForLater) {
    for (int i = 0; i < 5; ++i) {
        addPhoto(std::to_string(i) + ".png");
    }
    m_options.jobs = 1;
    std::stop_source stop;
    const test::FakeFaceEngine engine(m_control);
    const BatchReport report = runBatch(
        plan(), m_options, engine,
        [&stop](const BatchRecord&, const BatchProgress& progress) {
            if (progress.done == 2) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_TRUE(report.interrupted);
    EXPECT_EQ(report.records.size(), 2U);
    EXPECT_THAT(results(), ElementsAre(".facet-batch.jsonl", "0.png", "1.png"));
    EXPECT_EQ(resume().progress.skipped, 2);
    EXPECT_EQ(editsSoFar(), 5U);
}

TEST_F(BatchTest, RemovesWhatAKilledRunLeftButNotWhatIsBeingWritten) {
    addPhoto("a.png");
    fs::create_directory(m_folder / "out");
    std::ofstream(m_folder / "out/.facet-Ab12cd") << "half a picture";
    std::ofstream(m_folder / "out/.facet-mine-own.txt") << "of the person";
    const media::OutputFile other(m_folder / "out/other.png", false);
    run();
    const auto names = results();
    EXPECT_EQ(std::count(names.begin(), names.end(), ".facet-Ab12cd"), 0);
    EXPECT_EQ(names.size(), 4U) << ::testing::PrintToString(names);
}

TEST_F(BatchTest, OneBatchAtATimeInAFolder) {
    addPhoto("a.png");
    fs::create_directory(m_folder / "out");
    const batch::BatchJournal held(m_folder / "out");
    EXPECT_THAT(errorOf(ErrorKind::Output, [this] { run(); }), HasSubstr("another batch is at work"));
}

TEST_F(BatchTest, PlansThatWouldLoseAPictureAreRefused) {
    const fs::path one = addPhoto("one/a.png");
    const fs::path two = addPhoto("two/a.png");
    const fs::path out = m_folder / "out";
    const auto refusal = [](const std::vector<fs::path>& inputs, const fs::path& folder) {
        return errorOf(ErrorKind::Usage, [&] { planBatch(inputs, folder, true); });
    };
    EXPECT_THAT(refusal({one, two}, out), HasSubstr("would both become"));
    EXPECT_THAT(refusal({m_folder / "in"}, m_folder / "in"), HasSubstr("would replace a photo"));
    EXPECT_THAT(refusal({one.parent_path(), m_folder / "in/two"}, m_folder / "in/two"), HasSubstr("would both become"));
    EXPECT_EQ(planBatch({one, one, one.parent_path()}, out, true).size(), 1U) << "named three times";
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { planBatch({m_folder / "in"}, out, false); }), HasSubstr("--recursive"));
    EXPECT_EQ(planBatch({m_folder / "absent.jpg"}, out, false).size(), 1U) << "it fails when its turn comes";
}

TEST_F(BatchTest, ResultsBelowThePhotosAreNoPhotos) {
    addPhoto("a.png");
    m_options.folder = m_folder / "in/out";
    run();
    EXPECT_EQ(plan().size(), 1U);
}

}  // namespace
}  // namespace facet
