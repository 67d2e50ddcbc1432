// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/model/GlowModel.h"
#include "engine/train/FlowTrainer.h"
#include "engine/train/RunFolder.h"
#include "engine/train/TrainRun.h"
#include "tests/engine/Hardwares.h"
#include "tests/engine/TinyRun.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <barrier>
#include <fstream>
#include <thread>

namespace facet::train {

namespace {

using torch::Tensor;

TrainConfig tinyConfig() {
    auto config = test::tinyConfig();
    config.batch = 4;
    config.images = 160;
    config.warmup = 16;
    config.validateEvery = config.saveEvery = 40;
    config.validationImages = 4;
    config.samples = 1;
    return config;
}

std::shared_ptr<flow::Glow> tinyFlow() {
    return test::tinyFlow(5);
}

class TrainRunTest : public test::OnHardware {
 protected:
    /// One run, or the second part of one; stopped once it has seen so many images.
    model::TensorFile run(const std::string& name, bool resume, std::int64_t stopAfter) {
        const auto config = tinyConfig();
        SoleProcess team;
        auto folder = resume ? RunFolder::existing(m_folder / name) : RunFolder::fresh(m_folder / name, config);
        FlowTrainer trainer(tinyFlow(), config, hardware(), team);
        if (resume) {
            trainer.restore(folder.newestCheckpoint());
            folder.cutLog(trainer.state().images);
        }
        std::stop_source stop;
        RunEvents events;
        events.progress = [&](const RunStatus& status) {
            if (status.images >= stopAfter) {
                stop.request_stop();
            }
        };
        events.samples = [this](const Tensor& x, const std::filesystem::path& path) {
            EXPECT_EQ(x.sizes(), (std::vector<std::int64_t>{1, 3, 8, 8}));
            std::ofstream(path) << "sheet";
        };
        runTraining(trainer, folder, config, test::tinyMaterial(), {{}, stop.get_token()}, events, team);
        return trainer.save();
    }

    test::TemporaryFolder m_folder;
};

class TrainerOn : public test::OnHardware {};

INSTANTIATE_TEST_SUITE_P(All, TrainRunTest, test::allHardware(), test::nameOfHardware);
INSTANTIATE_TEST_SUITE_P(All, TrainerOn, test::allHardware(), test::nameOfHardware);

}  // namespace

TEST_P(TrainRunTest, GoesOnExactlyWhereItWasCut) {
    const auto whole = run("whole", false, 1000);
    run("cut", false, 40);
    run("cut", true, 120);
    const auto cut = run("cut", true, 1000);
    for (const auto& [name, tensor] : whole.tensors) {
        EXPECT_TRUE(tensor.equal(cut.tensors.at(name))) << name;
    }
}

TEST_P(TrainRunTest, LeavesModelLogCurveAndThreeCheckpoints) {
    run("run", false, 1000);
    const auto path = m_folder / "run";
    EXPECT_EQ(model::loadGlowModel(path / "model.safetensors").flow->architecture().image, 8);
    std::ifstream log(path / "log.jsonl");
    const std::string text((std::istreambuf_iterator<char>(log)), {});
    EXPECT_THAT(text, testing::HasSubstr("validation_bits_per_dim"));
    EXPECT_THAT(text, testing::HasSubstr("images_per_s"));
    EXPECT_TRUE(std::filesystem::exists(path / "curve.svg"));
    const auto checkpoints = std::filesystem::directory_iterator(path / "checkpoints");
    EXPECT_EQ(std::distance(begin(checkpoints), end(checkpoints)), 3);
    EXPECT_EQ(RunFolder::existing(path).config().images, 160);
}

TEST_P(TrainRunTest, ResumesFromTheCheckpointBeforeADamagedOne) {
    run("run", false, 1000);
    const auto checkpoints = m_folder / "run" / "checkpoints";
    std::filesystem::resize_file(checkpoints / "000000000160.safetensors", 1000);
    SoleProcess team;
    FlowTrainer trainer(tinyFlow(), tinyConfig(), hardware(), team);
    trainer.restore(RunFolder::existing(m_folder / "run").newestCheckpoint());
    EXPECT_EQ(trainer.state().images, 120);
}

TEST_P(TrainRunTest, DoesNotWriteOverARun) {
    RunFolder::fresh(m_folder / "run", tinyConfig());
    EXPECT_THROW(RunFolder::fresh(m_folder / "run", tinyConfig()), Error);
    EXPECT_THROW(RunFolder::existing(m_folder / "none"), Error);
}

TEST_P(TrainerOn, Learns) {
    const auto config = tinyConfig();
    SoleProcess team;
    torch::manual_seed(5);
    FlowTrainer trainer(std::make_shared<flow::Glow>(config.architecture), config, hardware(), team);
    const auto held = test::tinyPictures(23).slice(0, 19);
    BatchQueue queue(test::tinyMaterial().pictures, config, 0, {});
    trainer.initialiseFrom(queue.next());
    const double before = trainer.validate(held);
    for (int i = 0; i < 150; ++i) {
        trainer.step(queue.next(), 3e-3);
    }
    EXPECT_LT(trainer.validate(held), before - 0.5);
}

TEST_P(TrainerOn, SkipsAndCountsWhatIsNotFinite) {
    SoleProcess team;
    FlowTrainer trainer(tinyFlow(), tinyConfig(), hardware(), team);
    const auto before = trainer.save().tensors.at("weights").clone();
    const auto broken = torch::full({4, 3, 8, 8}, NAN);
    trainer.step(broken, 1e-3);
    EXPECT_EQ(trainer.report().steps, 0);
    EXPECT_TRUE(trainer.save().tensors.at("weights").equal(before));
    EXPECT_EQ(trainer.state().skipped, 1);
    trainer.step(torch::zeros({4, 3, 8, 8}), 1e-3);
    EXPECT_EQ(trainer.report().steps, 1);
    EXPECT_FALSE(trainer.save().tensors.at("weights").equal(before));
    for (int i = 0; i < 19; ++i) {
        trainer.step(broken, 1e-3);
    }
    trainer.report();
    try {
        trainer.step(broken, 1e-3);
        trainer.report();
        FAIL() << "went on";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Model);
        EXPECT_THAT(error.what(), testing::HasSubstr("learning_rate"));
    }
}

namespace {

/// Two threads in the place of two processes.
class ThreadPair {
 public:
    class Member : public Communicator {
     public:
        Member(ThreadPair& pair, int rank) : m_pair(pair), m_rank(rank) {}
        int rank() const override { return m_rank; }
        int size() const override { return 2; }
        int localRank() const override { return m_rank; }
        void sum(Tensor& values) override {
            m_pair.m_parts[m_rank] = values.clone();
            m_pair.m_barrier.arrive_and_wait();
            values.copy_(m_pair.m_parts[0] + m_pair.m_parts[1]);
            m_pair.m_barrier.arrive_and_wait();
        }
        double sum(double value) override {
            m_pair.m_numbers[m_rank] = value;
            m_pair.m_barrier.arrive_and_wait();
            const double result = m_pair.m_numbers[0] + m_pair.m_numbers[1];
            m_pair.m_barrier.arrive_and_wait();
            return result;
        }

     private:
        ThreadPair& m_pair;
        int m_rank;
    };

 private:
    std::barrier<> m_barrier{2};
    Tensor m_parts[2];
    double m_numbers[2] = {};
};

Tensor weightsAfter(int steps, const std::shared_ptr<flow::Glow>& glow, Communicator& team, const Hardware& hardware) {
    auto config = tinyConfig();
    config.precision = "float32";
    FlowTrainer trainer(glow, config, hardware, team);
    BatchQueue queue(test::tinyMaterial().pictures, config, 0, {team.rank(), team.size()});
    for (int i = 0; i < steps; ++i) {
        trainer.step(queue.next(), 1e-3);
    }
    return trainer.save().tensors.at("weights").clone();
}

}  // namespace

TEST_P(TrainerOn, TwoHalvesOfABatchMakeTheWhole) {
    SoleProcess alone;
    const auto expected = weightsAfter(5, tinyFlow(), alone, hardware());
    ThreadPair pair;
    // Drawn before the threads start: there is one generator for all of them.
    const std::shared_ptr<flow::Glow> flows[] = {tinyFlow(), tinyFlow()};
    std::vector<Tensor> results(2);
    {
        std::vector<std::jthread> threads;
        for (int rank = 0; rank < 2; ++rank) {
            threads.emplace_back([&, rank] {
                ThreadPair::Member member(pair, rank);
                results[rank] = weightsAfter(5, flows[rank], member, {1, hardware().device});
            });
        }
    }
    EXPECT_TRUE(results[0].equal(results[1]));
    EXPECT_LT((results[0] - expected).abs().max().item<double>(), 1e-5);
}

TEST_P(TrainerOn, DrawsSamplesByTheWeightsOfNow) {
    test::TemporaryFolder folder;
    SoleProcess team;
    auto config = tinyConfig();
    config.samples = 3;
    config.average = 0;
    FlowTrainer trainer(tinyFlow(), config, hardware(), team);
    BatchQueue queue(test::tinyMaterial().pictures, config, 0, {});
    trainer.samples({});
    for (int i = 0; i < 5; ++i) {
        trainer.step(queue.next(), 1e-2);
    }
    trainer.saveAverage(folder / "model.safetensors", "{}");
    const auto saved = model::loadGlowModel(folder / "model.safetensors").flow;
    const torch::NoGradGuard noGrad;
    const auto expected = saved->decode(saved->sampleEps(3, config.temperature, config.seed));
    EXPECT_LT((trainer.samples({}) - expected).abs().max().item<double>(), 1e-4);
}

TEST(BatchQueue, SharesMakeTheWholeBatch) {
    const auto config = tinyConfig();
    BatchQueue whole(test::tinyMaterial().pictures, config, 8, {});
    BatchQueue first(test::tinyMaterial().pictures, config, 8, {0, 2});
    BatchQueue second(test::tinyMaterial().pictures, config, 8, {1, 2});
    for (int i = 0; i < 7; ++i) {
        EXPECT_TRUE(torch::cat({first.next(), second.next()}).equal(whole.next()));
    }
}

TEST(BatchQueue, BeginsAnywhere) {
    const auto config = tinyConfig();
    BatchQueue from0(test::tinyMaterial().pictures, config, 0, {});
    for (int i = 0; i < 6; ++i) {
        from0.next();
    }
    BatchQueue from24(test::tinyMaterial().pictures, config, 24, {});
    EXPECT_TRUE(from0.next().equal(from24.next()));
}

TEST(BatchQueue, ShowsEveryPictureOnceAnEpoch) {
    auto config = tinyConfig();
    config.batch = 19;
    config.mirror = false;
    const auto marked = torch::arange(19).to(torch::kUInt8).mul(8).view({19, 1, 1, 1}).expand({19, 3, 8, 8});
    BatchQueue queue({19, [marked](std::int64_t i) { return marked[i]; }}, config, 0, {});
    for (int epoch = 0; epoch < 3; ++epoch) {
        const auto bins = ((queue.next().select(1, 0).select(1, 0).select(1, 0) + 0.5) * 32).floor();
        EXPECT_TRUE(std::get<0>(bins.sort()).equal(torch::arange(19).to(torch::kFloat32)));
    }
}

TEST(BatchQueue, PassesOnWhatReadingThrew) {
    BatchQueue queue({5, [](std::int64_t) -> Tensor { throw Error(ErrorKind::Input, "a.jpg: is no picture"); }},
                     tinyConfig(), 0, {});
    EXPECT_THROW(queue.next(), Error);
    EXPECT_THROW(queue.next(), Error);
}

TEST(TrainConfig, GoesThroughJson) {
    auto config = tinyConfig();
    config.learningRate = 0.25;
    EXPECT_EQ(TrainConfig::fromJson(config.toJson()).toJson(), config.toJson());
    EXPECT_EQ(TrainConfig::fromJson("{}").toJson(), TrainConfig().toJson());
}

TEST(TrainConfig, SaysWhatIsWrong) {
    const auto message = [](const std::string& text) -> std::string {
        try {
            TrainConfig::fromJson(text);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Usage);
            return error.what();
        }
        return "accepted";
    };
    EXPECT_THAT(message("[1]"), testing::HasSubstr("no JSON object"));
    EXPECT_THAT(message("{"), testing::HasSubstr("no JSON object"));
    EXPECT_THAT(message(R"({"batsh": 3})"), testing::HasSubstr("\"batsh\""));
    EXPECT_THAT(message(R"({"batch": 0})"), testing::HasSubstr("from 1 to 65536"));
    EXPECT_THAT(message(R"({"batch": 1.5})"), testing::HasSubstr("a whole number"));
    EXPECT_THAT(message(R"({"batch": "many"})"), testing::HasSubstr("\"many\""));
    EXPECT_THAT(message(R"({"mirror": 1})"), testing::HasSubstr("true or false"));
    EXPECT_THAT(message(R"({"precision": "fp8"})"), testing::HasSubstr("bfloat16"));
    EXPECT_THAT(message(R"({"images": 9300000000000000000})"), testing::HasSubstr("of at least 1"));
    EXPECT_THAT(message(R"({"architecture": {"image": 65}})"), testing::HasSubstr("architecture"));
    EXPECT_THAT(message(R"({"architecture": {"image": "big"}})"), testing::HasSubstr("\"image\""));
    EXPECT_THAT(message(R"({"architecture": {"steps": [4, 1.5, 4, 4]}})"), testing::HasSubstr("\"steps\""));
    EXPECT_THAT(message(R"({"architecture": {"step": [4]}})"), testing::HasSubstr("\"step\""));
    EXPECT_THAT(message(R"({"architecture": {"levels": 3}})"), testing::HasSubstr("\"levels\""));
    EXPECT_THAT(message(R"({"architecture": 64})"), testing::HasSubstr("no JSON object"));
}

TEST(TrainConfig, AnArchitectureHasItsDefaultsToo) {
    const auto config = TrainConfig::fromJson(R"({"architecture": {"coupling": "additive"}})");
    auto wanted = TrainConfig().architecture;
    wanted.coupling = flow::CouplingKind::Additive;
    EXPECT_EQ(config.architecture, wanted);
    EXPECT_EQ(TrainConfig::fromJson(config.toJson()).architecture, wanted);
}

TEST(LearningRate, WarmsUpAndDecays) {
    TrainConfig config;
    config.learningRate = 1;
    config.batch = 10;
    config.warmup = 100;
    config.finalRate = 0.1;
    EXPECT_NEAR(learningRate(config, 0, 40), 0.5, 1e-9);
    EXPECT_NEAR(learningRate(config, 0.5, 1000), 0.55, 1e-9);
    EXPECT_NEAR(learningRate(config, 1, 1000), 0.1, 1e-9);
}

}  // namespace facet::train
