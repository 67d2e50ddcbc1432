// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/ModelDetails.h"
#include "engine/face/EditShape.h"

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace facet {

/// What an edit's numbers follow from: all of its recipe but corrections of the mask, and how many ways of its own the
/// face had.
struct FineKey {
    EditRecipe recipe;
    std::size_t moves = 0;

    FineKey(const EditRecipe& whole, std::size_t ways);
    friend bool operator==(const FineKey&, const FineKey&) = default;
};

/// A face's picture at a side of the model's pyramid, and what the last edit that was looked at adds there. Inside the
/// engine only. Threads: any.
class FineFace {
 public:
    /// [1, 3, S, S], flow units; not defined where the face is too small for details.
    explicit FineFace(torch::Tensor crop) : m_crop(std::move(crop)) {}

    const torch::Tensor& crop() const { return m_crop; }
    int side() const { return m_crop.defined() ? static_cast<int>(m_crop.size(3)) : 0; }

    /// FaceEdit::fine; empty where that is not known.
    std::vector<float> of(const FineKey& key) const;
    void keep(FineKey key, std::vector<float> fine);

 private:
    torch::Tensor m_crop;
    mutable std::mutex m_mutex;
    std::optional<FineKey> m_key;
    std::vector<float> m_fine;
};

/// The side of the picture that tells most of a face of `faceSide` pixels in its photo: the model's own where the face
/// is no larger, or there are no details.
std::int64_t fineSide(double faceSide, const ModelDetails& details);

/// What the pyramid adds to `edit`, which turned the crop's means into `after`, [1, 3, s, s] in flow units. `crop` is
/// the photo's, [1, 3, S, S]. Its pixels go where the edit moves them, and keep their latents: so where `after` is what
/// they show, nothing is added, and where it is something else, the pyramid says what that looks like. FaceEdit::fine;
/// empty where the pyramid leaves the range of pictures, which large moves may: such a face has its edit in the crop
/// alone.
std::vector<float> fineChange(const FaceEdit& edit, const torch::Tensor& crop, const torch::Tensor& after,
                              const std::vector<face::Reach>& reaches, const ModelDetails& details);

}  // namespace facet
