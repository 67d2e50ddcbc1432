// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/FaceSet.h"

#include "engine/Error.h"
#include "engine/learning/TrainingPictures.h"
#include "engine/media/ImageArchive.h"

#include <set>

namespace facet::learning {

using torch::Tensor;

FaceSet FaceSet::where(const Tensor& mask) const {
    const auto rows = mask.nonzero().flatten();
    return {pictures.index_select(0, rows), labels.index_select(0, rows), heldOut.index_select(0, rows)};
}

void checkStop(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Error(ErrorKind::Interrupted, "learning was interrupted");
    }
}

FaceSet readFaces(const train::LabelTable& table, const std::vector<std::filesystem::path>& archives, int side,
                  const Progress& progress, const std::stop_token& stop) {
    std::vector<Tensor> pictures;
    std::vector<Tensor> labels;
    std::vector<bool> heldOut;
    std::set<std::string> taken;
    for (std::size_t a = 0; a < archives.size(); ++a) {
        const media::ImageArchive archive(archives[a]);
        for (const auto& name : archive.names()) {
            checkStop(stop);
            if (table.contains(name) && taken.insert(name).second) {
                pictures.push_back(wholePicture(archive.read(name), side));
                labels.push_back(table.labelsOf(name));
                heldOut.push_back(train::isHeldOut(name));
            }
        }
        progress("Reading faces", static_cast<double>(a + 1) / static_cast<double>(archives.size()));
    }
    if (pictures.empty()) {
        throw Error(ErrorKind::Input, "none of the pictures is named in the table of labels");
    }
    auto held = torch::zeros({static_cast<std::int64_t>(heldOut.size())}, torch::kBool);
    for (std::size_t i = 0; i < heldOut.size(); ++i) {
        held[static_cast<std::int64_t>(i)] = static_cast<bool>(heldOut[i]);
    }
    return {torch::stack(pictures), torch::stack(labels), held};
}

}  // namespace facet::learning
