// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/PhotoPiles.h"

#include "engine/Error.h"
#include "engine/face/CropSampler.h"
#include "engine/face/FaceFinder.h"
#include "engine/flow/Dequantise.h"
#include "engine/learning/FaceSet.h"
#include "engine/media/ImageArchive.h"
#include "engine/media/PhotoFile.h"

#include <functional>
#include <memory>

namespace facet::learning {

using torch::Tensor;

namespace {

constexpr std::size_t Fewest = 8;

/// A photo that has not been read yet.
using PhotoSource = std::function<Image()>;

/// Of photos, folders and archives, one after the other.
std::vector<PhotoSource> photosIn(const std::vector<std::filesystem::path>& paths) {
    std::vector<PhotoSource> photos;
    for (const auto& path : paths) {
        if (!std::filesystem::is_directory(path) && path.extension() != ".zip") {
            photos.emplace_back([path] { return media::readPhoto(path).image; });
            continue;
        }
        const auto archive = std::make_shared<const media::ImageArchive>(path);
        for (const auto& name : archive->names()) {
            photos.emplace_back([archive, name] { return archive->read(name); });
        }
    }
    return photos;
}

}  // namespace

Tensor readPile(const std::vector<std::filesystem::path>& paths, int side, const std::string& which,
                const Progress& progress, const std::stop_token& stop) {
    const auto sources = photosIn(paths);
    const face::FaceFinder finder;
    std::vector<Tensor> pictures;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        checkStop(stop);
        const auto photo = sources[i]();
        const auto faces = finder.find(photo);
        if (!faces.empty()) {
            auto crop = face::sampleCrop(photo, Alignment::fromEyes(faces[0].leftEye, faces[0].rightEye), side);
            pictures.push_back(flow::fromLevels(torch::from_blob(crop.data(), {1, 3, side, side}) * 255));
        }
        progress("Faces " + which + " it", static_cast<double>(i + 1) / static_cast<double>(sources.size()));
    }
    if (pictures.size() < Fewest) {
        throw Error(ErrorKind::Input, "learning wants at least " + std::to_string(Fewest) + " photos of faces " +
                                          which + " it, but found " + std::to_string(pictures.size()) + " in " +
                                          std::to_string(sources.size()) + "; give more photos");
    }
    return torch::cat(pictures);
}

}  // namespace facet::learning
