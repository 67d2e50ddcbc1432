// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/flow/Dequantise.h"
#include "engine/model/GlowModel.h"
#include "engine/model/Safetensors.h"
#include "engine/runtime/FlowRuntime.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <limits>

namespace facet::model {
namespace {

flow::Architecture tiny() {
    flow::Architecture a;
    a.image = 8;
    a.steps = {1, 2};
    a.widths = {4, 4};
    return a;
}

class GlowModelTest : public testing::Test {
 protected:
    void SetUp() override {
        torch::manual_seed(2);
        GlowModel model{std::make_shared<flow::Glow>(tiny()), R"({"name": "tiny"})", ""};
        const torch::NoGradGuard noGrad;
        for (auto& p : model.flow->parameters()) {
            p.add_(torch::randn_like(p), 0.1);
        }
        model.flow->eval();
        m_original = model.flow;
        saveGlowModel(model, m_path, false);
        m_file = readTensors(m_path, ErrorKind::Model);
    }
    std::string refusal() {
        writeTensors(m_file, m_path, true);
        try {
            loadGlowModel(m_path);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Model);
            return error.what();
        }
        return "accepted";
    }
    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "model.safetensors";
    std::shared_ptr<flow::Glow> m_original;
    TensorFile m_file;
};

TEST_F(GlowModelTest, IsTheSameFlowAfterwards) {
    const torch::NoGradGuard noGrad;
    const auto loaded = loadGlowModel(m_path);
    EXPECT_EQ(loaded.flow->architecture(), tiny());
    EXPECT_EQ(loaded.card, R"({"name": "tiny"})");
    EXPECT_EQ(loaded.hash.size(), 64U);
    const auto x = torch::rand({2, 3, 8, 8}) - 0.5;
    // The coupling networks went through half precision.
    EXPECT_LT((loaded.flow->encode(x).eps[1] - m_original->encode(x).eps[1]).abs().max().item<double>(), 2e-3);
    saveGlowModel(loaded, m_folder / "again.safetensors", false);
    EXPECT_EQ(loadGlowModel(m_folder / "again.safetensors").hash, loaded.hash);
}

TEST_F(GlowModelTest, RefusesWhatDoesNotFitAndSaysWhich) {
    using testing::HasSubstr;
    const auto whole = m_file;
    const std::string name = "level1.step1.coupling.conv2.bias";
    m_file.tensors.erase(name);
    EXPECT_THAT(refusal(), HasSubstr("tensor " + name + " is missing"));
    m_file = whole;
    m_file.tensors["level0.step0.extra"] = torch::zeros({1});
    EXPECT_THAT(refusal(), HasSubstr("level0.step0.extra does not belong"));
    m_file = whole;
    m_file.tensors[name] = torch::zeros({5});
    EXPECT_THAT(refusal(), HasSubstr(name + " does not have the shape"));
    m_file = whole;
    m_file.tensors[name][2] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THAT(refusal(), HasSubstr(name + " holds values that are not finite"));
    m_file = whole;
    m_file.tensors[name] = torch::zeros({4}, torch::kInt64);
    EXPECT_THAT(refusal(), HasSubstr(name + " has the wrong type"));
    m_file = whole;
    m_file.metadata.erase("architecture");
    EXPECT_THAT(refusal(), HasSubstr("no architecture"));
    m_file.metadata["architecture"] = R"({"image": 8})";
    EXPECT_THAT(refusal(), HasSubstr("missing"));
    auto other = tiny();
    other.widths = {4, 5};
    m_file.metadata["architecture"] = architectureToJson(other);
    EXPECT_THAT(refusal(), HasSubstr("shape"));
}

/// Every kind of model, on its way through an export.
class Exported : public testing::Test {
 protected:
    static GlowModel stirred(const flow::Architecture& architecture) {
        torch::manual_seed(4);
        GlowModel model{std::make_shared<flow::Glow>(architecture), R"({"name": "tiny"})", ""};
        const torch::NoGradGuard noGrad;
        for (auto& p : model.flow->parameters()) {
            p.add_(torch::randn_like(p), 0.1);
        }
        model.flow->eval();
        return model;
    }
    template <class Function>
    static void ofEveryKind(const Function& hold) {
        for (const auto permutation : {flow::PermutationKind::Reverse, flow::PermutationKind::Shuffle,
                                       flow::PermutationKind::Conv1x1, flow::PermutationKind::Conv1x1Lu}) {
            for (const auto coupling : {flow::CouplingKind::Additive, flow::CouplingKind::Affine}) {
                auto architecture = tiny();
                architecture.permutation = permutation;
                architecture.coupling = coupling;
                hold(stirred(architecture));
                architecture.padding = flow::Padding::EdgeBias;
                architecture.leastScale = 0;
                hold(stirred(architecture));
            }
        }
        auto attending = tiny();
        attending.widths = {8, 16};
        attending.attention = {4, 2};
        hold(stirred(attending));
    }
    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "plain.safetensors";
};

TEST_F(Exported, IsTheSameFunctionInPlainMatrices) {
    const torch::NoGradGuard noGrad;
    ofEveryKind([this](const GlowModel& model) {
        const auto x = torch::rand({2, 3, 8, 8}) - 0.5;
        const auto expected = model.flow->encode(x);
        saveGlowModel(withPlainMatrices(model), m_path, true, NetworkWeights::Float);
        const auto plain = loadGlowModel(m_path);
        EXPECT_EQ(plain.flow->architecture().attention, model.flow->architecture().attention);
        EXPECT_EQ(plain.flow->architecture().padding, model.flow->architecture().padding);
        EXPECT_EQ(plain.flow->architecture().leastScale, model.flow->architecture().leastScale);
        EXPECT_EQ(plain.flow->architecture().permutation, flow::PermutationKind::Conv1x1);
        EXPECT_EQ(plain.card, model.card);
        const auto encoded = plain.flow->encode(x);
        for (std::size_t l = 0; l < encoded.eps.size(); ++l) {
            EXPECT_LT((encoded.eps[l] - expected.eps[l]).abs().max().item<double>(), 1e-5);
        }
        EXPECT_LT((encoded.logProb - expected.logProb).abs().max().item<double>(), 1e-2);
        for (const auto& [name, tensor] : readTensors(m_path, ErrorKind::Model).tensors) {
            EXPECT_EQ(tensor.scalar_type(), torch::kFloat32) << name;
        }
    });
}

TEST_F(Exported, PythonReadsIt) {
    if (std::system("python3 -c 'import torch' >/dev/null 2>&1") != 0) {
        GTEST_SKIP() << "python3 has no PyTorch here";
    }
    const torch::NoGradGuard noGrad;
    const std::string read =
        "cd '" FACET_DOCS
        "' && PYTHONDONTWRITEBYTECODE=1 python3 -c 'import json, sys, torch, read_model as r\n"
        "tensors, metadata = r.read(sys.argv[1])\n"
        "vectors, _ = r.read(sys.argv[2])\n"
        "eps = r.encode(tensors, json.loads(metadata[\"architecture\"]), vectors[\"x\"])\n"
        "sys.exit(max(float((e - vectors[f\"eps.{l}\"]).abs().max()) for l, e in enumerate(eps)) > 1e-4)' ";
    ofEveryKind([&](const GlowModel& model) {
        const auto vectors = m_folder / "vectors.safetensors";
        TensorFile file;
        file.tensors["x"] = torch::rand({2, 3, 8, 8}) - 0.5;
        const auto eps = model.flow->encode(file.tensors["x"]).eps;
        for (std::size_t l = 0; l < eps.size(); ++l) {
            file.tensors["eps." + std::to_string(l)] = eps[l];
        }
        writeTensors(file, vectors, true);
        saveGlowModel(withPlainMatrices(model), m_path, true, NetworkWeights::Float);
        EXPECT_EQ(std::system((read + "'" + m_path.string() + "' '" + vectors.string() + "'").c_str()), 0);
    });
}

/// The vectors were computed in double precision by an independent implementation; tolerances are theirs.
TEST(ReferenceModel, ReproducesTheTestVectors) {
    const std::filesystem::path folder = FACET_REFERENCE;
    if (!std::filesystem::exists(folder / "vectors64.safetensors")) {
        GTEST_SKIP() << "the reference vectors are not on this machine";
    }
    const torch::NoGradGuard noGrad;
    const auto vectors = readTensors(folder / "vectors64.safetensors", ErrorKind::Input).tensors;
    const auto model = loadGlowModel(folder / "face64.safetensors");
    const auto runtime = runtime::makeFlowRuntime(*model.flow, {.device = "cpu", .precision = "float32"});
    const auto x = flow::fromLevels(vectors.at("image"));
    const auto encoded = model.flow->encode(x);
    const auto compiled = runtime->encode(x);
    const auto largest = [](const torch::Tensor& t) { return t.abs().max().item<double>(); };
    flow::Eps moved;
    for (std::size_t l = 0; l < 4; ++l) {
        const auto& expected = vectors.at("eps." + std::to_string(l));
        EXPECT_LT(largest(encoded.eps[l] - expected), 1e-3);
        EXPECT_LT(largest(compiled[l] - expected), 1e-3);
        moved.push_back(expected.slice(0, 0, 8) + vectors.at("move." + std::to_string(l)));
    }
    EXPECT_LT(largest(encoded.logProb - vectors.at("log_prob")), 0.5);
    EXPECT_LT(largest(model.flow->decode(moved) - vectors.at("moved")), 1e-4);
    EXPECT_LT(largest(runtime->decode(moved) - vectors.at("moved")), 1e-4);
    for (const auto& back : {model.flow->decode(encoded.eps), runtime->decode(compiled)}) {
        EXPECT_LT(largest((back - x).slice(0, 0, 8)), 1e-5);
        EXPECT_LT(largest((back - x).slice(0, 8)), 1e-3) << "uniform noise";
    }
}

}  // namespace
}  // namespace facet::model
