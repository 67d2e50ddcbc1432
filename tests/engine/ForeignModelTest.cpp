// SPDX-License-Identifier: GPL-3.0-or-later
// Other people's models, as foreign/generate.py made them by a way of its own.
#include "engine/Error.h"
#include "engine/ModelImport.h"
#include "engine/model/GlowModel.h"
#include "engine/model/Safetensors.h"
#include "engine/runtime/FlowRuntime.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace facet {
namespace {

const std::filesystem::path Models = FACET_FOREIGN;

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

struct Case {
    const char* file;
    int side;
};

class ForeignModel : public testing::TestWithParam<Case> {
 protected:
    void SetUp() override {
        ImportOptions options;
        options.weights = Models / GetParam().file;
        options.image = GetParam().side;
        options.output = m_folder / "model.safetensors";
        m_leftAway = importModel(options);
        m_model = model::loadGlowModel(options.output);
        auto vectors = options.weights;
        m_vectors = model::readTensors(vectors.replace_extension(".safetensors"), ErrorKind::Input).tensors;
    }
    flow::Eps latents(const std::string& name) const {
        flow::Eps eps;
        for (std::int64_t l = 0; l < m_model.flow->architecture().levels(); ++l) {
            eps.push_back(m_vectors.at(name + std::to_string(l)));
        }
        return eps;
    }
    void expectEps(const flow::Eps& eps) const {
        const auto wanted = latents("eps.");
        for (std::size_t l = 0; l < wanted.size(); ++l) {
            EXPECT_LT(largest(eps[l] - wanted[l]), 1e-4) << "level " << l;
        }
    }

    torch::NoGradGuard m_noGrad;
    test::TemporaryFolder m_folder;
    std::string m_leftAway;
    model::GlowModel m_model;
    std::map<std::string, torch::Tensor> m_vectors;
};

INSTANTIATE_TEST_SUITE_P(All, ForeignModel,
                         testing::Values(Case{"rosinality_affine.pt", 8}, Case{"rosinality_additive.pt", 8},
                                         Case{"rosinality_rgb.pt", 4}, Case{"openai_affine.npz", 8},
                                         Case{"openai_additive.pb", 8}, Case{"openai_lu.npz", 8},
                                         Case{"openai_columns.npz", 8}, Case{"openai_shuffle.pb", 8},
                                         Case{"openai_reverse.npz", 8}, Case{"openai_labels.npz", 8}),
                         [](const auto& instance) {
                             return std::filesystem::path(instance.param.file).stem().string();
                         });

TEST_P(ForeignModel, ComputesWhatItsOwnProgramComputes) {
    const auto& x = m_vectors.at("x");
    const auto encoded = m_model.flow->encode(x);
    expectEps(encoded.eps);
    EXPECT_LT(largest(encoded.logProb - m_vectors.at("log_prob")), 1e-3);
    EXPECT_LT(largest(m_model.flow->decode(latents("drawn.")) - m_vectors.at("picture")), 1e-4);
}

TEST_P(ForeignModel, SaysWhichLabelItIsOf) {
    const bool labelled = std::string(GetParam().file).find("labels") != std::string::npos;
    EXPECT_EQ(m_leftAway.find("under 5 labels") != std::string::npos, labelled) << m_leftAway;
    EXPECT_EQ(m_leftAway.empty(), !labelled);
}

TEST_P(ForeignModel, IsCompiledToTheSame) {
    const auto runtime = runtime::makeFlowRuntime(*m_model.flow, {.device = "cpu", .precision = "float32"});
    expectEps(runtime->encode(m_vectors.at("x")));
    EXPECT_LT(largest(runtime->decode(latents("drawn.")) - m_vectors.at("picture")), 1e-4);
}

}  // namespace
}  // namespace facet
