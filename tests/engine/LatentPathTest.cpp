// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/LatentPath.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>

namespace facet::latent {
namespace {

using torch::Tensor;

std::vector<flow::Eps> keysOf(int count) {
    torch::manual_seed(3);
    std::vector<flow::Eps> keys;
    for (int i = 0; i < count; ++i) {
        keys.push_back({torch::randn({1, 6, 8, 8}), torch::randn({1, 24, 4, 4}) * (i + 1)});
    }
    return keys;
}

double angleBetween(const Tensor& a, const Tensor& b) {
    return std::acos(((a * b).sum() / (a.norm() * b.norm())).item<double>());
}

const PathKind Kinds[] = {PathKind::Linear, PathKind::Slerp, PathKind::Spline};

TEST(LatentPath, PassesThroughItsKeysBitForBit) {
    const auto keys = keysOf(3);
    for (const PathKind kind : Kinds) {
        for (const bool closed : {false, true}) {
            const LatentPath path(keys, kind, closed);
            for (std::size_t k = 0; k < keys.size(); ++k) {
                for (std::size_t l = 0; l < 2; ++l) {
                    EXPECT_TRUE(torch::equal(path.at(static_cast<double>(k))[l], keys[k][l]));
                }
            }
            EXPECT_TRUE(torch::equal(path.at(3)[0], keys[closed ? 0 : 2][0]));
        }
    }
}

TEST(LatentPath, IsContinuousAtItsKeys) {
    for (const PathKind kind : Kinds) {
        const LatentPath path(keysOf(4), kind, true);
        for (int key = 1; key < 4; ++key) {
            EXPECT_TRUE(torch::allclose(path.at(key - 1e-5)[0], path.at(key)[0], 0, 1e-3));
            EXPECT_TRUE(torch::allclose(path.at(key + 1e-5)[0], path.at(key)[0], 0, 1e-3));
        }
    }
}

TEST(LatentPath, SlerpKeepsNormsAndTurnsEvenlyOnEveryLevel) {
    const auto keys = keysOf(2);
    const LatentPath path(keys, PathKind::Slerp, false);
    for (std::size_t l = 0; l < 2; ++l) {
        const double a = keys[0][l].norm().item<double>();
        const double b = keys[1][l].norm().item<double>();
        const double whole = angleBetween(keys[0][l], keys[1][l]);
        for (const double t : {0.1, 0.5, 0.8}) {
            const Tensor between = path.at(t)[l];
            EXPECT_NEAR(between.norm().item<double>(), a * (1 - t) + b * t, 1e-3);
            EXPECT_NEAR(angleBetween(keys[0][l], between), t * whole, 1e-3);
        }
    }
}

TEST(LatentPath, SlerpSurvivesEqualOppositeAndEmptyKeys) {
    const Tensor a = torch::ones({1, 3, 4, 4});
    for (const Tensor& b : {a, -a, torch::zeros_like(a)}) {
        const Tensor between = LatentPath({{a}, {b}}, PathKind::Slerp, false).at(0.25)[0];
        EXPECT_TRUE(torch::isfinite(between).all().item<bool>());
        EXPECT_TRUE(torch::allclose(between, a * 0.75 + b * 0.25, 1e-3, 1e-3));
    }
}

TEST(LatentPath, ASplineKeepsItsDirectionAtAKey) {
    const LatentPath path(keysOf(4), PathKind::Spline, true);
    const double step = 1e-2;
    const Tensor before = (path.at(2)[0] - path.at(2 - step)[0]) / step;
    const Tensor after = (path.at(2 + step)[0] - path.at(2)[0]) / step;
    EXPECT_LT(angleBetween(before, after), 0.1);
    const LatentPath straight(keysOf(4), PathKind::Linear, true);
    EXPECT_GT(angleBetween(straight.at(2)[0] - straight.at(2 - step)[0], straight.at(2 + step)[0] - straight.at(2)[0]),
              1);
}

TEST(LatentPath, StacksImagesInTheirOrder) {
    const auto keys = keysOf(3);
    const auto batch = stacked(keys);
    EXPECT_EQ(batch[1].sizes(), (torch::IntArrayRef{3, 24, 4, 4}));
    EXPECT_TRUE(torch::equal(batch[0][2], keys[2][0][0]));
}

}  // namespace
}  // namespace facet::latent
