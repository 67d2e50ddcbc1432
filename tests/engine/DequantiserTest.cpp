// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/flow/Dequantiser.h"
#include "engine/model/DequantiserFile.h"
#include "engine/train/BitsPerDim.h"
#include "engine/train/DequantiserTrainer.h"
#include "engine/train/RunFolder.h"
#include "engine/train/TrainRun.h"
#include "tests/engine/Hardwares.h"
#include "tests/engine/Jacobian.h"
#include "tests/engine/TinyRun.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <numbers>

namespace facet {

namespace {

using torch::Tensor;

constexpr flow::DequantiserForm Small = {.steps = 2, .width = 6, .context = 5};

/// None of its parts is at the value it starts from.
std::shared_ptr<flow::Dequantiser> stirred(double strength) {
    torch::manual_seed(3);
    auto dequantiser = std::make_shared<flow::Dequantiser>(Small);
    const torch::NoGradGuard noGrad;
    for (auto& p : dequantiser->named_parameters()) {
        p.value().add_(torch::randn_like(p.value()), strength);
    }
    return dequantiser;
}

Tensor someBins(std::int64_t count, std::int64_t side) {
    return torch::randint(0, 32, {count, 3, side, side}, at::detail::createCPUGenerator(4)).to(torch::kFloat32);
}

Tensor epsFor(const Tensor& like, std::uint64_t seed) {
    return torch::randn(like.sizes(), at::detail::createCPUGenerator(seed));
}

}  // namespace

TEST(Dequantiser, KnowsTheDensityOfWhatItDraws) {
    const auto dequantiser = stirred(0.1);
    dequantiser->to(torch::kFloat64);
    const auto bins = someBins(1, 4).to(torch::kFloat64);
    const auto eps = epsFor(bins, 5).to(torch::kFloat64).requires_grad_();
    const auto drawn = dequantiser->draw(bins, 5, eps);
    const double normalDensity = -0.5 * eps.square().sum().item<double>() -
                                 0.5 * std::log(2 * std::numbers::pi) * static_cast<double>(eps.numel());
    EXPECT_NEAR(drawn.logDensity.item<double>(), normalDensity - test::logDetOfJacobian(drawn.u, eps), 1e-8);
}

TEST(Dequantiser, DrawsBetweenLevelsAndTheSameAgain) {
    for (const double strength : {0.0, 0.3, 3.0}) {
        const auto dequantiser = stirred(strength);
        const auto bins = someBins(3, 8);
        const auto drawn = dequantiser->draw(bins, 5, epsFor(bins, 6));
        EXPECT_TRUE(drawn.u.gt(0).logical_and(drawn.u.lt(1)).all().item<bool>()) << strength;
        EXPECT_TRUE(flow::binsOf(flow::withNoise(bins, 5, drawn.u), 5).equal(bins)) << strength;
        EXPECT_TRUE(drawn.u.equal(dequantiser->draw(bins, 5, epsFor(bins, 6)).u));
        EXPECT_FALSE(drawn.u.equal(dequantiser->draw(bins, 5, epsFor(bins, 7)).u));
    }
}

TEST(Dequantiser, SeesThePicture) {
    const auto dequantiser = stirred(0.3);
    const auto bins = someBins(1, 8);
    EXPECT_FALSE(
        dequantiser->draw(bins, 5, epsFor(bins, 6)).u.equal(dequantiser->draw(31 - bins, 5, epsFor(bins, 6)).u));
}

TEST(Dequantiser, RefusesFormsAndShapesThatDoNotFit) {
    EXPECT_THROW(flow::Dequantiser({.steps = 0}), std::invalid_argument);
    EXPECT_THROW(flow::Dequantiser({.width = 1'000'000}), std::invalid_argument);
    EXPECT_THROW(stirred(0)->draw(torch::zeros({1, 3, 7, 8}), 5, torch::zeros({1, 3, 7, 8})), std::invalid_argument);
}

namespace {

class DequantiserFileTest : public testing::Test {
 protected:
    std::string refusal(const std::string& hash = "abc") const {
        try {
            model::loadDequantiser(m_path, hash);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Model);
            return error.what();
        }
        return "loaded";
    }

    test::TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / model::DequantiserFile;
};

}  // namespace

TEST_F(DequantiserFileTest, GivesBackWhatWasStored) {
    const auto dequantiser = stirred(0.1);
    model::saveDequantiser({dequantiser, "abc", R"({"name": "small"})"}, m_path);
    const auto stored = model::loadDequantiser(m_path, "abc");
    EXPECT_EQ(stored.dequantiser->form(), Small);
    EXPECT_EQ(stored.card, R"({"name": "small"})");
    const auto bins = someBins(2, 8);
    const auto before = dequantiser->draw(bins, 5, epsFor(bins, 6));
    const auto after = stored.dequantiser->draw(bins, 5, epsFor(bins, 6));
    EXPECT_LT((before.u - after.u).abs().max().item<double>(), 2e-3);  // half precision of the weights
    EXPECT_LT((before.logDensity - after.logDensity).abs().max().item<double>(), 0.5);
}

TEST_F(DequantiserFileTest, SaysWhatIsWrong) {
    model::saveDequantiser({stirred(0.1), "abc", "{}"}, m_path);
    EXPECT_THAT(refusal("abd"), testing::HasSubstr("trained for the model abc"));
    auto file = model::readTensors(m_path, ErrorKind::Model);
    const auto spoiled = [&](const auto& change) {
        auto copy = file;
        change(copy);
        model::writeTensors(copy, m_path, true);
        return refusal();
    };
    EXPECT_THAT(spoiled([](auto& f) { f.metadata.erase("model"); }), testing::HasSubstr("no dequantiser"));
    EXPECT_THAT(spoiled([](auto& f) { f.metadata["dequantiser"] = "[]"; }), testing::HasSubstr("JSON object"));
    EXPECT_THAT(spoiled([](auto& f) { f.metadata["dequantiser"] = R"({"width": 99999999})"; }),
                testing::HasSubstr("1024"));
    EXPECT_THAT(spoiled([](auto& f) { f.tensors.erase("last.bias"); }), testing::HasSubstr("last.bias is missing"));
    EXPECT_THAT(spoiled([](auto& f) { f.tensors["last.bias"] = torch::full({24}, NAN); }),
                testing::HasSubstr("not finite"));
    model::writeTensors(file, m_path, true);
    EXPECT_EQ(refusal(), "loaded");
    std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path) - 1);
    EXPECT_THAT(refusal(), testing::HasSubstr(model::DequantiserFile));
}

namespace train {

namespace {

TrainConfig tinyConfig() {
    auto config = test::tinyConfig();
    config.dequantiser = Small;
    config.batch = 4;
    config.images = 80;
    config.warmup = 16;
    config.validateEvery = config.saveEvery = 40;
    config.precision = "float32";
    config.clipNorm = 0;
    return config;
}

/// A flow whose density changes within a bin, so that there is something to learn.
std::shared_ptr<flow::Glow> tinyFlow() {
    const auto glow = test::tinyFlow(5);
    const torch::NoGradGuard noGrad;
    for (auto& p : glow->parameters()) {
        p.add_(torch::randn_like(p), 0.03);
    }
    glow->named_parameters()["level0.step0.actnorm.log_scale"].add_(3);
    return glow;
}

/// None of the weights at the value that it starts from.
void stir(Trainer& trainer) {
    auto state = trainer.save();
    state.tensors["weights"] = state.tensors["weights"] +
                               0.2 * torch::randn(state.tensors["weights"].sizes(), at::detail::createCPUGenerator(8));
    trainer.restore(state);
}

}  // namespace

class DequantiserTrainerOn : public test::OnHardware {};
INSTANTIATE_TEST_SUITE_P(All, DequantiserTrainerOn, test::allHardware(), test::nameOfHardware);

TEST_P(DequantiserTrainerOn, TakesTheGradientOfTheBound) {
    const auto config = tinyConfig();
    SoleProcess team;
    const auto glow = tinyFlow();  // one of its own, on the processor
    DequantiserTrainer trainer(tinyFlow(), "abc", config, hardware(), team);
    stir(trainer);
    const auto plain = std::make_shared<flow::Dequantiser>(Small);
    FlatParameters flat(*plain);
    flat.values().copy_(trainer.save().tensors.at("weights"));

    BatchQueue queue(test::tinyMaterial().pictures, config, 0, {});
    const auto x = queue.next();
    const auto bins = flow::binsOf(x, 5);
    const auto drawn = plain->draw(bins, 5, torch::randn(bins.sizes(), generatorFor(1, RandomStream::Dequantiser, 0)));
    const auto bound = glow->logProb(flow::withNoise(bins, 5, drawn.u)) - drawn.logDensity;
    const auto expected = glow->bitsPerDim(bound, 5).mean();
    expected.backward();

    trainer.step(x, 0);
    EXPECT_NEAR(trainer.report().bitsPerDim, expected.item<double>(), 1e-5);
    const auto gradient = trainer.save().tensors.at("adam.first") / (1 - config.beta1);
    for (const auto& p : plain->named_parameters()) {
        const auto error = (flat.shaped(gradient, p.key()) - p.value().grad()).norm() / p.value().grad().norm();
        EXPECT_LT(error.item<double>(), 1e-3) << p.key();
    }
}

TEST_P(DequantiserTrainerOn, TightensTheBoundAndLeavesTheFlow) {
    SoleProcess team;
    const auto glow = tinyFlow();
    const auto before = glow->named_parameters()["top_prior"].clone();
    DequantiserTrainer trainer(glow, "abc", tinyConfig(), hardware(), team);
    const auto held = test::tinyPictures(23).slice(0, 19);
    const auto reference = tinyFlow();
    FlatParameters flat(*reference);
    const double uniform = meanBitsPerDim(*reference, flat, held, 5, 2, [](double) {});
    BatchQueue queue(test::tinyMaterial().pictures, tinyConfig(), 0, {});
    for (int i = 0; i < 60; ++i) {
        trainer.step(queue.next(), 1e-2);
    }
    EXPECT_LT(trainer.validate(held), uniform - 0.3);
    EXPECT_TRUE(glow->named_parameters()["top_prior"].cpu().equal(before));
}

TEST_P(DequantiserTrainerOn, GoesOnExactlyWhereItWasCut) {
    test::TemporaryFolder folder;
    const auto run = [&](const std::string& name, bool resume, std::int64_t stopAfter) {
        SoleProcess team;
        auto runFolder = resume ? RunFolder::existing(folder / name) : RunFolder::fresh(folder / name, tinyConfig());
        const auto config = runFolder.config();
        DequantiserTrainer trainer(tinyFlow(), "abc", config, hardware(), team);
        if (resume) {
            trainer.restore(runFolder.newestCheckpoint());
            runFolder.cutLog(trainer.state().images);
        }
        std::stop_source stop;
        RunEvents events;
        events.progress = [&](const RunStatus& status) {
            if (status.images >= stopAfter) {
                stop.request_stop();
            }
        };
        runTraining(trainer, runFolder, config, test::tinyMaterial(), {{}, stop.get_token()}, events, team);
        return trainer.save();
    };
    const auto whole = run("whole", false, 1000);
    run("cut", false, 40);
    const auto cut = run("cut", true, 1000);
    for (const auto& [name, tensor] : whole.tensors) {
        EXPECT_TRUE(tensor.equal(cut.tensors.at(name))) << name;
    }
    EXPECT_EQ(model::loadDequantiser(folder / "cut" / model::DequantiserFile, "abc").dequantiser->form(), Small);
}

}  // namespace train

}  // namespace facet
