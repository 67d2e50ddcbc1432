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

/// The worst error of decode(encode(x)) − x, in units where black to white is 1.
double worstRoundTrip(const runtime::FlowRuntime& runtime, const torch::Tensor& x) {
    return largest(runtime.decode(runtime.encode(x)) - x);
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
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        const auto face = x.slice(0, i, i + 1);
        plain = std::max(plain, worstRoundTrip(runtime, face));
        const auto eps = runtime.encode(face);
        for (const double amount : {-2.0, 2.0}) {
            if (count == 0) {
                continue;
            }
            const auto& name = model.directions.directions[static_cast<std::size_t>(i % count)].name;
            const auto moved = model.directions.apply(eps, {{name, amount}}, runtime.architecture());
            const auto picture = runtime.decode(moved);
            if (!torch::isfinite(picture).all().item<bool>() || largest(picture) > 2) {
                ++outside;  // the engine takes such a move back, see GlowFaceEngine
                continue;
            }
            edited = std::max(edited, worstRoundTrip(runtime, picture));
            latents = std::max(latents, largest(latent::flatten(runtime.encode(picture)) - latent::flatten(moved)));
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
