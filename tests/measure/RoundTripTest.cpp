// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/face/CropSampler.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/Latent.h"
#include "engine/media/ImageArchive.h"
#include "engine/train/LabelTable.h"

#include <algorithm>
#include <cstdio>

namespace facet {
namespace {

constexpr int Faces = 200;
constexpr std::int64_t Batch = 10;

double largest(const torch::Tensor& t) {
    return t.abs().max().item<double>();
}

/// Held-out faces of both big sets, in flow units [200, 3, 64, 64].
torch::Tensor heldOutFaces() {
    std::vector<torch::Tensor> faces;
    for (const char* name : {"celeba64.zip", "hq128.zip"}) {
        const media::ImageArchive archive(std::filesystem::path(FACET_FACES) / name);
        int taken = 0;
        for (const auto& picture : archive.names()) {
            if (taken < Faces / 2 && train::isHeldOut(picture)) {
                const auto image = archive.read(picture);
                auto crop = face::sampleCrop(image, Alignment::wholePicture(image.width(), image.height()), 64);
                faces.push_back(flow::fromLevels(torch::from_blob(crop.data(), {3, 64, 64}) * 255));
                ++taken;
            }
        }
    }
    return torch::stack(faces);
}

TEST(RoundTrip, OverHeldOutFacesAndTheirEdits) {
    if (!std::filesystem::exists(std::filesystem::path(FACET_FACES) / "celeba64.zip")) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    const auto model = loadModel({});
    const auto& runtime = *model.runtime;
    const auto x = heldOutFaces();
    const auto count = static_cast<std::int64_t>(model.directions.directions.size());
    double plain = 0;
    double edited = 0;
    double latents = 0;
    int outside = 0;
    for (std::int64_t i = 0; i < x.size(0); i += Batch) {
        const auto faces = x.slice(0, i, i + Batch);
        const auto eps = runtime.encode(faces);
        plain = std::max(plain, largest(runtime.decode(eps) - faces));
        for (const double amount : {-2.0, 2.0}) {
            if (count == 0) {
                continue;
            }
            const auto& name = model.directions.directions[static_cast<std::size_t>(i / Batch % count)].name;
            const auto moved = model.directions.apply(eps, {{name, amount}}, runtime.architecture());
            const auto all = runtime.decode(moved);
            const auto extreme = all.abs().amax({1, 2, 3});
            // The engine takes a move that explodes back, see GlowFaceEngine.
            const auto sound = torch::isfinite(extreme).logical_and(extreme < 2).nonzero().flatten();
            outside += static_cast<int>(Batch - sound.size(0));
            const auto pictures = all.index_select(0, sound);
            const auto again = runtime.encode(pictures);
            edited = std::max(edited, largest(runtime.decode(again) - pictures));
            latents =
                std::max(latents, largest(latent::flatten(again) - latent::flatten(moved).index_select(0, sound)));
        }
    }
    std::printf(
        "faces %lld, worst round trip %.2e; edited by ±2: worst %.2e (picture), %.2e (latent), %d exploded of %lld\n",
        static_cast<long long>(x.size(0)), plain, edited, latents, outside, static_cast<long long>(2 * x.size(0)));
    EXPECT_EQ(x.size(0), Faces);
    EXPECT_LE(plain, 1e-4);
    EXPECT_LE(edited, 1e-4);
}

}  // namespace
}  // namespace facet
