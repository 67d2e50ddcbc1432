// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/latent/Latent.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace facet {
namespace {

constexpr int FacesThereAndBack = 200;
constexpr std::int64_t Batch = 10;

double largest(const torch::Tensor& t) {
    return t.abs().max().item<double>();
}

/// Held-out faces of both big sets, in flow units [200, 3, 64, 64].
torch::Tensor facesOfBothSets() {
    auto faces = measure::heldOutFaces("celeba64.zip", FacesThereAndBack / 2);
    const auto more = measure::heldOutFaces("hq128.zip", FacesThereAndBack / 2);
    faces.insert(faces.end(), more.begin(), more.end());
    return torch::stack(faces);
}

/// What the engine takes: a move that explodes it scales back, see GlowFaceEngine.
torch::Tensor soundOf(const torch::Tensor& pictures) {
    const auto extreme = pictures.abs().amax({1, 2, 3});
    return torch::isfinite(extreme).logical_and(extreme < 2).nonzero().flatten();
}

class Precisions : public testing::TestWithParam<const char*> {
 protected:
    void SetUp() override {
        if (!measure::areFacesHere()) {
            GTEST_SKIP() << "the faces are not on this machine";
        }
    }

    /// The n-th batch's move, so that all attributes get their turn.
    static flow::Eps moved(const LoadedModel& model, const flow::Eps& eps, std::int64_t batch, double amount) {
        const auto& directions = model.directions.directions;
        const auto& name = directions[static_cast<std::size_t>(batch) % directions.size()].name;
        return model.directions.apply(eps, {{name, amount}}, {}, model.runtime->architecture());
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Precisions, testing::Values("float32", "bfloat16"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(Precisions, RoundTripsOfHeldOutFacesAndTheirEdits) {
    const auto model = loadModel({.model = {}, .precision = GetParam()});
    const auto& runtime = *model.runtime;
    const auto x = facesOfBothSets();
    double plain = 0, edited = 0, latents = 0;
    std::int64_t exploded = 0;
    for (std::int64_t i = 0; i < x.size(0); i += Batch) {
        const auto faces = x.slice(0, i, i + Batch);
        const auto eps = runtime.encode(faces);
        plain = std::max(plain, largest(runtime.decode(eps) - faces));
        for (const double amount : {-2.0, 2.0}) {
            const auto there = moved(model, eps, i / Batch, amount);
            const auto all = runtime.decode(there);
            const auto sound = soundOf(all);
            exploded += Batch - sound.size(0);
            const auto pictures = all.index_select(0, sound);
            const auto again = runtime.encode(pictures);
            edited = std::max(edited, largest(runtime.decode(again) - pictures));
            latents =
                std::max(latents, largest(latent::flatten(again) - latent::flatten(there).index_select(0, sound)));
        }
    }
    std::printf(
        "%s, %lld faces: worst round trip %.2e; edited by ±2: worst %.2e (picture), %.2e (latent), %lld exploded of "
        "%lld\n",
        GetParam(), static_cast<long long>(x.size(0)), plain, edited, latents, static_cast<long long>(exploded),
        static_cast<long long>(2 * x.size(0)));
    const double bound = runtime.precision() == runtime::Precision::Float32 ? 1e-4 : 0.05;
    EXPECT_EQ(x.size(0), FacesThereAndBack);
    EXPECT_LE(plain, bound);
    EXPECT_LE(edited, bound);
}

/// Through the flow of 64 pixels and the details of 128 and 256.
TEST_P(Precisions, RoundTripsOfAllLevels) {
    constexpr int Large = 100;
    const auto model = loadModel({.model = {}, .precision = GetParam()});
    const auto& pyramid = model.details->pyramid();
    const auto faces = measure::heldOutFaces("hq256.zip", Large, static_cast<int>(pyramid.side()));
    double worst = 0;
    for (const auto& face : faces) {
        const auto x = face.unsqueeze(0);
        const auto above = pyramid.encode(x);
        const auto base = model.runtime->decode(model.runtime->encode(above.base));
        worst = std::max(worst, largest(pyramid.decode(base, above.details) - x));
    }
    std::printf("%s, %zu faces of %lld pixels: worst round trip %.2e\n", GetParam(), faces.size(),
                static_cast<long long>(pyramid.side()), worst);
    EXPECT_EQ(faces.size(), std::size_t(Large));
    EXPECT_LE(worst, model.runtime->precision() == runtime::Precision::Float32 ? 1e-4 : 0.05);
}

/// What the photo gets is the difference of two decodes, so what matters is how far that differs.
TEST_P(Precisions, DifferencesAgainstFloat32) {
    const auto model = loadModel({.model = {}, .precision = GetParam()});
    const auto exact = loadModel({.model = {}, .precision = "float32"});
    const auto difference = [](const LoadedModel& m, const flow::Eps& eps, std::int64_t batch) {
        return m.runtime->decode(moved(m, eps, batch, 1)) - m.runtime->decode(eps);
    };
    const auto x = facesOfBothSets();
    double worst = 0, sum = 0;
    for (std::int64_t i = 0; i < x.size(0); i += Batch) {
        const auto faces = x.slice(0, i, i + Batch);
        const auto ours = difference(model, model.runtime->encode(faces), i / Batch);
        const auto theirs = difference(exact, exact.runtime->encode(faces), i / Batch);
        worst = std::max(worst, 255 * largest(ours - theirs));
        sum += 255 * (ours - theirs).abs().mean().item<double>() * Batch;
    }
    std::printf("%s, edits by 1 of %lld faces against float32: mean %.3f, worst %.2f levels of 255\n", GetParam(),
                static_cast<long long>(x.size(0)), sum / static_cast<double>(x.size(0)), worst);
    EXPECT_LE(sum / static_cast<double>(x.size(0)), 0.5);
}

}  // namespace
}  // namespace facet
