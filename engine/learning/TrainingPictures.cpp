// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/TrainingPictures.h"

#include "engine/Error.h"
#include "engine/face/CropSampler.h"
#include "engine/learning/FaceSet.h"
#include "engine/media/ImageArchive.h"

#include <algorithm>
#include <optional>
#include <set>

namespace facet::learning {

using torch::Tensor;

namespace {

/// Pictures by place, decoded when they are first asked for. One thread's.
class PictureStore {
 public:
    explicit PictureStore(int side) : m_side(side) {}

    void open(const std::vector<std::filesystem::path>& paths) {
        std::set<std::string> taken;
        for (const auto& path : paths) {
            m_archives.emplace_back(path);
            for (const auto& name : m_archives.back().names()) {
                if (taken.insert(name).second) {
                    m_entries.push_back({m_archives.size() - 1, name, {}});
                }
            }
        }
    }

    std::int64_t count() const { return static_cast<std::int64_t>(m_entries.size()); }
    const std::string& name(std::int64_t index) const { return m_entries[index].name; }

    Tensor read(std::int64_t index) {
        auto& entry = m_entries[index];
        if (!entry.picture.defined()) {
            entry.picture = wholePicture(m_archives[entry.archive].read(entry.name), m_side);
        }
        return entry.picture;
    }

    /// None where the picture is smaller.
    std::optional<Tensor> readOfSide(std::int64_t index, int leastSide) {
        const auto& entry = m_entries[index];
        const Image image = m_archives[entry.archive].read(entry.name);
        return std::min(image.width(), image.height()) < leastSide ? std::nullopt
                                                                   : std::optional(wholePicture(image, m_side));
    }

 private:
    struct Entry {
        std::size_t archive;
        std::string name;
        Tensor picture;
    };

    int m_side;
    std::vector<media::ImageArchive> m_archives;
    std::vector<Entry> m_entries;
};

}  // namespace

Tensor wholePicture(const Image& image, int side) {
    auto crop = face::sampleCrop(image, Alignment::wholePicture(image.width(), image.height()), side);
    return (torch::from_blob(crop.data(), {3, side, side}) * 255).round().to(torch::kUInt8);
}

Tensor readPictures(const std::vector<std::filesystem::path>& archives, int side, int leastSide, bool heldOutOnly,
                    const Progress& progress, const std::stop_token& stop) {
    PictureStore store(side);
    store.open(archives);
    std::vector<Tensor> pictures;
    for (std::int64_t i = 0; i < store.count(); ++i) {
        checkStop(stop);
        if (!heldOutOnly || train::isHeldOut(store.name(i))) {
            if (auto picture = store.readOfSide(i, leastSide)) {
                pictures.push_back(std::move(*picture));
            }
        }
        progress("Reading faces", static_cast<double>(i + 1) / static_cast<double>(store.count()));
    }
    return pictures.empty() ? Tensor() : torch::stack(pictures);
}

TrainingPictures openPictures(const std::vector<std::filesystem::path>& archives, int side,
                              std::int64_t mostForValidation, const Progress& progress, const std::stop_token& stop) {
    const auto store = std::make_shared<PictureStore>(side);
    store->open(archives);
    std::vector<std::int64_t> training, heldOut;
    for (std::int64_t i = 0; i < store->count(); ++i) {
        (train::isHeldOut(store->name(i)) ? heldOut : training).push_back(i);
    }
    if (training.empty()) {
        throw Error(ErrorKind::Input,
                    "there is no picture to train on in what --images names; name zips or folders of faces");
    }
    TrainingPictures pictures;
    pictures.heldOut = static_cast<std::int64_t>(heldOut.size());
    // Evenly over all archives, so that the few stand for the whole.
    const auto count = std::min(pictures.heldOut, mostForValidation);
    std::vector<Tensor> validation;
    for (std::int64_t i = 0; i < count; ++i) {
        checkStop(stop);
        validation.push_back(store->read(heldOut[i * pictures.heldOut / count]));
        progress("Reading the held-out faces", static_cast<double>(i + 1) / static_cast<double>(count));
    }
    if (!validation.empty()) {
        pictures.validation = torch::stack(validation);
    }
    pictures.training = {static_cast<std::int64_t>(training.size()),
                         [store, training](std::int64_t index) { return store->read(training[index]); }};
    return pictures;
}

}  // namespace facet::learning
