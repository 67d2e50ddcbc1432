// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/face/CropSampler.h"
#include "engine/flow/Dequantise.h"
#include "engine/media/ImageArchive.h"
#include "engine/train/LabelTable.h"

#include <filesystem>
#include <vector>

namespace facet::measure {

inline bool areFacesHere() {
    return std::filesystem::exists(std::filesystem::path(FACET_FACES) / "celeba64.zip");
}

/// A picture that is a face's aligned crop as a whole, in flow units, [3, side, side].
inline torch::Tensor wholeFace(const Image& image, int side) {
    auto crop = face::sampleCrop(image, Alignment::wholePicture(image.width(), image.height()), side);
    return flow::fromLevels(torch::from_blob(crop.data(), {3, side, side}) * 255);
}

/// The first faces of an archive that no fit has seen, in flow units, each [3, side, side].
inline std::vector<torch::Tensor> heldOutFaces(const char* name, int count, int side = 64) {
    const media::ImageArchive archive(std::filesystem::path(FACET_FACES) / name);
    std::vector<torch::Tensor> faces;
    for (const auto& picture : archive.names()) {
        if (static_cast<int>(faces.size()) < count && train::isHeldOut(picture)) {
            faces.push_back(wholeFace(archive.read(picture), side));
        }
    }
    return faces;
}

}  // namespace facet::measure
