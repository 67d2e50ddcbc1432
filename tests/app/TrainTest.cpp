// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace facet::test {

namespace {

constexpr const char* Config = R"({"batch": 4, "images": 400, "warmup": 40, "learning_rate": 0.003, "samples": 4,
    "validate_every": 200, "save_every": 200, "architecture": {"image": 8, "channels": 3, "levels": 2, "steps": [1, 1],
    "widths": [8, 8], "coupling": "affine"}})";

class Train : public CommandLine {
 protected:
    void SetUp() override {
        std::filesystem::create_directory(path("faces"));
        for (int i = 0; i < 32; ++i) {
            writePicture("faces/" + std::to_string(i) + ".png", noise(16, 16, 3));
        }
        m_config = writeFile("config.json", Config);
    }

    std::vector<std::string> train(const std::vector<std::string>& more) const {
        std::vector<std::string> words = {"train", "--images", path("faces"), "-o", path("run"), "--threads", "2"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    std::string m_config;
};

TEST_F(Train, MakesAModelThatTheOtherCommandsUse) {
    const auto report = runForJson(train({"--config", m_config}));
    EXPECT_EQ(report["images_seen"], 400);
    EXPECT_EQ(report["skipped"], 0);
    EXPECT_THAT(report["device"].get<std::string>(), testing::AnyOf("CPU", "GPU 0"));
    EXPECT_EQ(report["trained_on"].get<int>() + report["held_out"].get<int>(), 32);
    EXPECT_GT(report["held_out"].get<int>(), 0);
    const auto model = report["model"].get<std::string>();
    for (const char* name : {"config.json", "log.jsonl", "curve.svg", "samples/000000000400.png"}) {
        EXPECT_TRUE(std::filesystem::exists(path("run") + "/" + name)) << name;
    }
    EXPECT_EQ(pixelsOf(path("run/samples/000000000400.png")).width(), 16);
    runWell({"sample", "--model", model, "-o", path("sheet.png"), "-n", "4"});

    const auto all = runForJson({"evaluate", "--model", model, "--images", path("faces")});
    EXPECT_EQ(all["images"], 32);
    EXPECT_EQ(all["bits"], 5);
    EXPECT_GT(all["bits_per_dim"].get<double>(), 0);
    EXPECT_LT(all["bits_per_dim"].get<double>(), 5);  // a uniform density over 2⁵ levels
    EXPECT_LT(all["roundtrip"]["max"].get<double>(), 1e-4);
    EXPECT_LE(all["roundtrip"]["mean"].get<double>(), all["roundtrip"]["max"].get<double>());
    const auto plain = path("plain.safetensors");
    runWell({"export", path("run"), "-o", plain});
    expectFailure({"export", path("run"), "-o", plain}, 7, "--overwrite");
    expectFailure({"export", path("none"), "-o", path("o.safetensors")}, 5, "none");
    EXPECT_NEAR(runForJson({"evaluate", "--model", plain, "--images", path("faces")})["bits_per_dim"].get<double>(),
                all["bits_per_dim"].get<double>(), 1e-4);
    const auto heldOut = runForJson({"evaluate", "--model", model, "--images", path("faces"), "--held-out"});
    EXPECT_EQ(heldOut["images"], report["held_out"]);
}

TEST_F(Train, ImportedModelsAreUsedLikeOthers) {
    const std::string weights = FACET_FOREIGN "/rosinality_rgb.pt";
    const auto model = path("imported.safetensors");
    expectFailure({"import", weights, "-o", model}, 2, "--image-size");
    runWell({"import", weights, "--img_size", "8", "-o", model});
    expectFailure({"import", weights, "--image-size", "8", "-o", model}, 7, "--overwrite");
    expectFailure({"import", path("none.pt"), "--image-size", "8", "-o", path("o.safetensors")}, 5, "none.pt");
    const auto evaluated = runForJson({"evaluate", "--model", model, "--images", path("faces")});
    EXPECT_GT(evaluated["bits_per_dim"].get<double>(), 0);
    EXPECT_LT(evaluated["roundtrip"]["max"].get<double>(), 1e-4);
    const auto card = runForJson({"info", "--model", model})["model"]["card"];
    EXPECT_EQ(card["architecture"]["padding"], "edge-bias");
    EXPECT_EQ(card["architecture"]["bits"], 5);
    EXPECT_THAT(card["description"].get<std::string>(), testing::HasSubstr("rosinality"));
    const auto plain = path("plain.safetensors");
    runWell({"export", model, "-o", plain});
    EXPECT_NEAR(runForJson({"evaluate", "--model", plain, "--images", path("faces")})["bits_per_dim"].get<double>(),
                evaluated["bits_per_dim"].get<double>(), 1e-4);
    expectFailure(train({"--init", model}), 5, "cannot be trained");
}

TEST_F(Train, InterruptedSavesAndResumes) {
    Process process(facet(train({"--config", m_config, "--images-seen", "100000000", "--verbose"})));
    EXPECT_THAT(process.nextErrorLine(), testing::HasSubstr("bits/dim"));
    process.send(SIGINT);
    EXPECT_EQ(process.finish().exitCode, 130);
    EXPECT_TRUE(std::filesystem::exists(path("run/model.safetensors")));
    const auto report = runForJson(train({"--resume", "--minutes", "0.01"}));
    EXPECT_GT(report["images_seen"].get<int>(), 40);
}

TEST_F(Train, BeginsFromTheModelThatItIsGiven) {
    runForJson(train({"--config", m_config}));
    const std::string still =
        writeFile("still.json", R"({"batch": 4, "images": 8, "warmup": 0, "learning_rate": 1e-9})");
    const auto again = path("again");
    const std::vector<std::string> words = {"train", "--images", path("faces"), "-o", again, "--threads", "2"};
    auto begin = words;
    begin.insert(begin.end(), {"--init", path("run"), "--config", still});
    EXPECT_EQ(runForJson(begin)["images_seen"], 8);
    const auto bits = [&](const std::string& model) {
        return runForJson({"evaluate", "--model", model, "--images", path("faces")})["bits_per_dim"].get<double>();
    };
    EXPECT_NEAR(bits(again), bits(path("run")), 1e-4);
}

#ifdef FACET_MPIEXEC
/// Half of each batch each: the same run, but for the order of sums.
TEST_F(Train, TwoProcessesOfMpirunTrainAsOneDoes) {
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    setenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none", 1);
    auto byTwo = facet(train({"--config", m_config, "--json"}));
    byTwo.insert(byTwo.begin(), {FACET_MPIEXEC, "--oversubscribe", "-n", "2"});
    const auto bits = [&] {
        return runForJson({"evaluate", "--model", path("run"), "--images", path("faces")})["bits_per_dim"]
            .get<double>();
    };
    const auto finished = Process(byTwo).finish();
    ASSERT_EQ(finished.exitCode, 0) << finished.err;
    EXPECT_TRUE(nlohmann::json::accept(finished.out)) << "one report of both: " << finished.out;
    const double together = bits();
    std::filesystem::remove_all(path("run"));
    runForJson(train({"--config", m_config}));
    EXPECT_NEAR(together, bits(), 1e-3);
}
#endif

TEST_F(Train, ADequantiserTightensTheBoundOfAFlowThatStaysAsItIs) {
    const auto learnt = writeFile("dequantiser.json", R"({"dequantiser": {"steps": 2, "width": 8, "context": 8},
        "batch": 4, "images": 800, "warmup": 40, "learning_rate": 0.005, "save_every": 200})");
    expectFailure(train({"--config", learnt}), 2, "--init");
    EXPECT_FALSE(std::filesystem::exists(path("run")));
    runForJson(train({"--config", m_config}));
    const auto run = path("noise");
    const std::vector<std::string> words = {"train", "--images", path("faces"), "-o", run, "--threads", "2"};
    auto begin = words;
    begin.insert(begin.end(), {"--init", path("run"), "--config", learnt, "--images-seen", "400"});
    EXPECT_EQ(runForJson(begin)["images_seen"], 400);
    auto resume = words;
    resume.insert(resume.end(), {"--resume", "--images-seen", "800"});
    const auto report = runForJson(resume);
    EXPECT_EQ(report["images_seen"], 800);
    EXPECT_EQ(report["model"], run + "/dequantiser.safetensors");

    const auto uniform = runForJson({"evaluate", "--model", path("run"), "--images", path("faces")});
    EXPECT_EQ(uniform["dequantisation"], "uniform");
    EXPECT_EQ(uniform["bits_per_dim"], uniform["bits_per_dim_uniform"]);
    const auto both = runForJson({"evaluate", "--model", run, "--images", path("faces")});
    EXPECT_EQ(both["dequantisation"], "learnt");
    EXPECT_EQ(both["bits_per_dim_uniform"], uniform["bits_per_dim_uniform"]);
    EXPECT_NE(both["bits_per_dim"], both["bits_per_dim_uniform"]);
    EXPECT_THAT(runWell({"evaluate", "--model", run, "--images", path("faces")}),
                testing::HasSubstr("by learnt dequantisation"));

    std::filesystem::copy_file(run + "/dequantiser.safetensors", path("run/dequantiser.safetensors"));
    EXPECT_EQ(runForJson({"evaluate", "--model", path("run"), "--images", path("faces")})["bits_per_dim"],
              both["bits_per_dim"]);
    std::filesystem::resize_file(path("run/dequantiser.safetensors"), 1000);
    expectFailure({"evaluate", "--model", path("run"), "--images", path("faces")}, 5, "dequantiser.safetensors");
    runWell({"sample", "--model", path("run"), "-o", path("sheet.png"), "-n", "1"});
}

TEST_F(Train, SaysWhatIsWrong) {
    expectFailure(train({"--config", writeFile("wrong.json", R"({"batsh": 1})")}), 2, "batsh");
    expectFailure(train({"--config", path("none.json")}), 2, "none.json");
    auto launched = facet(train({}));
    launched.insert(launched.begin(), {"/usr/bin/env", "WORLD_SIZE=2", "RANK=2"});
    const auto finished = Process(launched).finish();
    EXPECT_EQ(finished.exitCode, 2);
    EXPECT_THAT(finished.err, testing::HasSubstr("RANK is 2, not a whole number from 0 to 1"));
    expectFailure(train({"--device", "gpu"}), 2, "auto, cpu, cuda or cuda:n");
    expectFailure(train({"--device", "cuda:4000"}), 6, "--device cpu");
    expectFailure(train({"--resume"}), 2, "no run");
    expectFailure(train({"--init", path("none.safetensors")}), 5, "none.safetensors");
    expectFailure({"train", "--images", path("none"), "-o", path("run")}, 3, "none");
    std::filesystem::create_directory(path("empty"));
    expectFailure({"train", "--images", path("empty"), "-o", path("run")}, 3, "no picture");
    expectFailure({"evaluate", "--images", path("empty")}, 3, "no picture");
    EXPECT_FALSE(std::filesystem::exists(path("run")));
    runForJson(train({"--config", m_config, "--images-seen", "8"}));
    expectFailure(train({"--config", m_config}), 2, "--resume");
}

}  // namespace

}  // namespace facet::test
