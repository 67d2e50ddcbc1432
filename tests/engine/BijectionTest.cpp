// SPDX-License-Identifier: GPL-3.0-or-later
// One table puts every bijection through the same laws.
#include "engine/flow/FlowStep.h"
#include "engine/flow/Haar.h"
#include "engine/flow/Squeeze.h"
#include "tests/engine/Jacobian.h"

#include <gmock/gmock.h>

#include <functional>

namespace facet::flow {
namespace {

struct Case {
    const char* name;
    std::function<std::shared_ptr<Bijection>()> make;
    std::int64_t channels;
};

constexpr std::int64_t Width = 8;

std::ostream& operator<<(std::ostream& stream, const Case& c) {
    return stream << c.name;
}

class BijectionLaws : public testing::TestWithParam<Case> {
 protected:
    void SetUp() override {
        torch::manual_seed(11);
        m_bijection = GetParam().make();
        m_bijection->eval();
        // Away from the identity at which some parts start, or the laws would hold for nothing.
        const torch::NoGradGuard noGrad;
        for (auto& p : m_bijection->named_parameters()) {
            if (p.key().find("permutation") == std::string::npos && p.key() != "weight" && p.key() != "lower") {
                p.value().add_(torch::randn_like(p.value()), 0.2);
            }
        }
        m_bijection->to(torch::kFloat64);
    }
    Tensor images(std::int64_t batch, torch::ScalarType type = torch::kFloat64) const {
        return torch::randn({batch, GetParam().channels, 4, 4}, type);
    }
    std::shared_ptr<Bijection> m_bijection;
};

TEST_P(BijectionLaws, RoundTripsBothWays) {
    const torch::NoGradGuard noGrad;
    for (const std::int64_t batch : {1, 5}) {
        const auto x = images(batch);
        const auto y = m_bijection->forward(x);
        const auto back = m_bijection->inverse(y.value);
        EXPECT_LT((back.value - x).abs().max().item<double>(), 1e-10);
        EXPECT_LT((back.logDet + y.logDet).abs().max().item<double>(), 1e-9);
        EXPECT_EQ(y.logDet.sizes(), (std::vector<std::int64_t>{batch}));
        const auto again = m_bijection->forward(m_bijection->inverse(x.reshape(y.value.sizes())).value);
        EXPECT_LT((again.value - x.reshape(y.value.sizes())).abs().max().item<double>(), 1e-10);
    }
}

TEST_P(BijectionLaws, LogDeterminantIsTheJacobians) {
    const auto x = images(1).set_requires_grad(true);
    const auto y = m_bijection->forward(x);
    EXPECT_NEAR(y.logDet.item<double>(), test::logDetOfJacobian(y.value, x), 1e-8);
}

TEST_P(BijectionLaws, ImagesOfABatchAreIndependent) {
    const torch::NoGradGuard noGrad;
    const auto x = images(3);
    const auto together = m_bijection->forward(x);
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto alone = m_bijection->forward(x.slice(0, i, i + 1));
        EXPECT_TRUE(torch::allclose(alone.value, together.value.slice(0, i, i + 1), 1e-12, 1e-12));
        EXPECT_NEAR(alone.logDet.item<double>(), together.logDet[i].item<double>(), 1e-9);
    }
}

TEST_P(BijectionLaws, KeepsDtypeAndDevice) {
    const torch::NoGradGuard noGrad;
    m_bijection->to(torch::kFloat32);
    const auto x = images(2, torch::kFloat32);
    const auto y = m_bijection->forward(x);
    EXPECT_EQ(y.value.scalar_type(), torch::kFloat32);
    EXPECT_EQ(y.logDet.scalar_type(), torch::kFloat32);
    EXPECT_EQ(y.value.device(), x.device());
    EXPECT_EQ(m_bijection->inverse(y.value).value.scalar_type(), torch::kFloat32);
}

TEST_P(BijectionLaws, GradientsStayFiniteAfterExtremeInputs) {
    for (const double size : {0.0, 1e3, -1e4}) {
        auto x = (images(2) * 0 + size).set_requires_grad(true);
        const auto y = m_bijection->forward(x);
        m_bijection->zero_grad();
        (y.value.mean() + y.logDet.mean()).backward();
        EXPECT_TRUE(torch::isfinite(x.grad()).all().item<bool>()) << size;
        for (const auto& p : m_bijection->parameters()) {
            EXPECT_TRUE(!p.grad().defined() || torch::isfinite(p.grad()).all().item<bool>()) << size;
        }
    }
}

TEST_P(BijectionLaws, RefusesOtherShapesByName) {
    const auto message = [&](const Tensor& x) -> std::string {
        try {
            m_bijection->forward(x);
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
        return "nothing was refused";
    };
    EXPECT_THAT(message(torch::zeros({3, 4})),
                testing::AllOf(testing::HasSubstr("wanted"), testing::HasSubstr("[3, 4]")));
    EXPECT_THAT(message(torch::zeros({1, 3, 5, 5})), testing::HasSubstr("[1, 3, 5, 5]"));
    EXPECT_THAT(message(torch::zeros({0, GetParam().channels, 4, 4})), testing::HasSubstr("got"));
    EXPECT_THAT(message(Tensor()), testing::HasSubstr("nothing"));
}

constexpr CouplingForm Edged = {.condition = 0, .padding = Padding::EdgeBias, .leastScale = 0};

/// Planes are images(): 4 × 4.
constexpr CouplingForm Attending = {.attention = 4};

std::shared_ptr<Bijection> step(PermutationKind permutation, CouplingKind coupling) {
    return std::make_shared<FlowStep>(8, Width, permutation, coupling, StepPlace{0, 3, 6});
}

INSTANTIATE_TEST_SUITE_P(
    Every, BijectionLaws,
    testing::Values(
        Case{"ActNorm", [] { return std::make_shared<ActNorm>(6); }, 6},
        Case{"Reverse", [] { return std::make_shared<FixedPermutation>(FixedPermutation::reversed(6)); }, 6},
        Case{"Shuffle", [] { return std::make_shared<FixedPermutation>(FixedPermutation::shuffled(6, 5)); }, 6},
        Case{"Masked", [] { return std::make_shared<FixedPermutation>(FixedPermutation::masked(8, 2, 4)); }, 8},
        Case{"Conv1x1", [] { return std::make_shared<InvertibleConv1x1>(6); }, 6},
        Case{"Conv1x1Lu", [] { return std::make_shared<InvertibleConv1x1Lu>(6); }, 6},
        Case{"Additive", [] { return std::make_shared<AdditiveCoupling>(6, Width); }, 6},
        Case{"Affine", [] { return std::make_shared<AffineCoupling>(6, Width); }, 6},
        Case{"Haar", [] { return std::make_shared<Haar>(); }, 3},
        Case{"AdditiveWithEdges", [] { return std::make_shared<AdditiveCoupling>(6, Width, Edged); }, 6},
        Case{"AffineWithEdges", [] { return std::make_shared<AffineCoupling>(6, Width, Edged); }, 6},
        Case{"AdditiveWithAttention", [] { return std::make_shared<AdditiveCoupling>(6, 16, Attending); }, 6},
        Case{"AffineWithAttention", [] { return std::make_shared<AffineCoupling>(6, 16, Attending); }, 6},
        Case{"Squeeze", [] { return std::make_shared<Squeeze>(); }, 3},
        Case{"NiceStep", [] { return step(PermutationKind::Reverse, CouplingKind::Additive); }, 8},
        Case{"RealNvpStep", [] { return step(PermutationKind::Shuffle, CouplingKind::Affine); }, 8},
        Case{"CheckerboardStep", [] { return step(PermutationKind::Checkerboard, CouplingKind::Affine); }, 8},
        Case{"GlowStep", [] { return step(PermutationKind::Conv1x1, CouplingKind::Affine); }, 8},
        Case{"GlowLuStep", [] { return step(PermutationKind::Conv1x1Lu, CouplingKind::Additive); }, 8}),
    [](const auto& test) { return test.param.name; });

TEST(ActNorm, FirstTrainingBatchLeavesWithMeanZeroAndVarianceOne) {
    torch::manual_seed(3);
    ActNorm actnorm(4);
    const auto x = torch::randn({8, 4, 6, 6}) * torch::tensor({0.1, 1.0, 5.0, 0.0}).view({1, 4, 1, 1}) + 7;
    const auto y = actnorm.forward(x).value;
    EXPECT_LT(y.mean({0, 2, 3}).abs().max().item<double>(), 1e-4);
    const auto variance = y.var({0, 2, 3}, false);
    EXPECT_LT((variance.slice(0, 0, 3) - 1).abs().max().item<double>(), 1e-3);
    EXPECT_LT(variance[3].item<double>(), 1e-6) << "a constant channel is only centred";
    const auto before = actnorm.bias.clone();
    actnorm.forward(x * 9);
    EXPECT_TRUE(actnorm.bias.equal(before)) << "only the first batch sets the parameters";
}

TEST(ActNorm, EvaluationNeverSetsTheParameters) {
    ActNorm actnorm(2);
    actnorm.eval();
    actnorm.forward(torch::randn({4, 2, 4, 4}) + 5);
    EXPECT_EQ(actnorm.bias.abs().max().item<double>(), 0);
}

TEST(Coupling, StartsAsTheIdentityUpToItsScale) {
    torch::manual_seed(1);
    const auto x = torch::randn({2, 6, 4, 4});
    EXPECT_TRUE(AdditiveCoupling(6, Width).forward(x).value.equal(x));
    const auto y = AffineCoupling(6, Width).forward(x).value;
    EXPECT_TRUE(y.slice(1, 0, 3).equal(x.slice(1, 0, 3)));
    EXPECT_LT((y - x).abs().max().item<double>(), 0.07 * x.abs().max().item<double>());
}

TEST(Coupling, ThatAttendsStartsAsOneThatDoesNot) {
    const torch::NoGradGuard noGrad;
    torch::manual_seed(1);
    AffineCoupling coupling(6, 16, Attending);
    coupling.conv3->weight.normal_();
    const auto x = torch::randn({2, 6, 4, 4});
    const auto before = coupling.forward(x).value;
    AffineCoupling plain(6, 16);
    const auto to = plain.named_parameters();
    for (const auto& p : coupling.named_parameters()) {
        if (to.contains(p.key())) {
            to[p.key()].copy_(p.value());
        }
    }
    EXPECT_TRUE(torch::allclose(plain.forward(x).value, before, 0, 1e-6));
    coupling.attention->output.normal_();
    EXPECT_FALSE(torch::allclose(plain.forward(x).value, coupling.forward(x).value, 0, 1e-2));
}

TEST(Attention, HearsThoseWhomItsPositionsPointTo) {
    const torch::NoGradGuard noGrad;
    torch::manual_seed(1);
    Attention attention(8, 2);
    attention.qkv.zero_();
    attention.qkv.slice(0, 8, 12).copy_(torch::eye(4, 8));  // values are the first four channels, queries and keys 0
    attention.output.slice(0, 4, 8).copy_(torch::eye(4));   // and are added to the other four
    attention.positions.select(1, 0).select(1, 3).fill_(100);
    const auto h = torch::randn({3, 8, 2, 2});
    const auto rows = (attention.forward(h) - h).flatten(2);
    const auto seen = h.flatten(2).slice(1, 0, 4);
    EXPECT_TRUE(torch::allclose(rows.slice(1, 4, 8).select(2, 0), seen.select(2, 3), 0, 1e-5));
    EXPECT_TRUE(torch::allclose(rows.slice(1, 4, 8).select(2, 2), seen.mean(2), 0, 1e-5)) << "it points nowhere";
    EXPECT_EQ(rows.slice(1, 0, 4).abs().max().item<double>(), 0);
}

TEST(Coupling, ScaleIsBoundedHoweverExtremeTheNetwork) {
    const auto s = AffineCoupling(6, Width).scale(torch::tensor({-1e30, -5.0, 0.0, 1e30}));
    EXPECT_GE(s.min().item<double>(), 0.5);
    EXPECT_LE(s.max().item<double>(), 1.0);
}

TEST(Permutation, InverseFollowsAChangedWeight) {
    torch::manual_seed(4);
    const torch::NoGradGuard noGrad;
    InvertibleConv1x1 convolution(4);
    const auto x = torch::randn({1, 4, 2, 2});
    convolution.inverse(x);
    convolution.weight().mul_(2);
    EXPECT_TRUE(torch::allclose(convolution.inverse(convolution.forward(x).value).value, x, 1e-5, 1e-5));
}

TEST(Permutation, MasksAreRealNvps) {
    constexpr std::int64_t Steps = 4;
    // Each value says where it stands: 1 on the checkerboard's odd fields; from 100 on in the channels' second half.
    const auto row = torch::arange(4).view({4, 1});
    const auto odd = (row + row.t()).remainder(2).to(torch::kFloat32);
    const auto x = torch::stack({odd, odd + 100}).unsqueeze(0);
    auto h = Squeeze().forward(x).value;
    for (std::int64_t k = 0; k < Steps; ++k) {
        h = FixedPermutation(FixedPermutation::masked(8, k, Steps)).forward(h).value;
        const auto keeps = h.slice(1, 0, 4);
        const auto changes = h.slice(1, 4, 8);
        const double turn = k % 2 == 0 ? 0 : 1;
        if (2 * k < Steps) {
            EXPECT_TRUE((keeps.remainder(100) == turn).all().item<bool>()) << k;
            EXPECT_TRUE((changes.remainder(100) == 1 - turn).all().item<bool>()) << k;
        } else {
            EXPECT_TRUE(((keeps >= 100) == (turn == 1)).all().item<bool>()) << k;
            EXPECT_TRUE(((changes >= 100) == (turn == 0)).all().item<bool>()) << k;
        }
    }
}

TEST(Squeeze, OrdersChannelsAsDocumented) {
    const auto x = torch::arange(2 * 4 * 4).view({1, 2, 4, 4}).to(torch::kFloat32);
    const auto y = Squeeze().forward(x).value;
    for (int c = 0; c < 2; ++c) {
        for (int dy = 0; dy < 2; ++dy) {
            for (int dx = 0; dx < 2; ++dx) {
                EXPECT_EQ(y[0][c * 4 + dy * 2 + dx][1][0].item<float>(), x[0][c][2 + dy][dx].item<float>());
            }
        }
    }
}

}  // namespace
}  // namespace facet::flow
