// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/Image.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace facet::face {

class PartNetwork;

/// `parts.onnx` of a model's folder, which tells hair from skin and the rest. Throws Error(Model) where it is none.
std::shared_ptr<const PartNetwork> loadPartNetwork(const std::filesystem::path& file);

/// Hair that goes on beyond a face's crop, in a larger one around it.
struct WiderHair {
    static constexpr int Side = 128;
    static constexpr int PictureSide = 64;
    Alignment alignment;              ///< of the larger crop
    std::vector<float> picture;       ///< [PictureSide, PictureSide, 3], its colours, 0 … 1
    std::vector<std::uint16_t> hair;  ///< [Side, Side, 4] as FaceParts::hair, but none where seamAt() is 1; in halves
                                      ///< (binary16), for every face of every open photo keeps them
};

/// Which pixels of one photo's crop are head (face, ears, neck and hair) and which of those are hair, softly, as maps
/// from colour to share that follow single strands when they are evaluated on the photo (see guidedMap()).
struct FaceParts {
    static constexpr int Side = 128;
    std::vector<float> guide;  ///< [Side, Side, 3], the crop's colours, 0 … 1
    std::vector<float> head;   ///< [Side, Side, 4] r, g, b, c: share = clamp(r·R + g·G + b·B + c, 0, 1)
    std::vector<float> hair;   ///< the same; hair is head, too
    std::vector<float> lips;   ///< the same; lips are head, too
    std::vector<float> fade;   ///< [Side, Side], 1 … 0: less towards a border of the crop beyond which hair goes on
    std::optional<WiderHair> wider = {};  ///< none where no hair goes on
};

/// The parts as PartSorting tells them, in maps that follow the photo's edges. The middle of the face is
/// head and not hair, whatever its colours. Some 50 ms, and findHairAround()'s; the same photo gives the same parts.
FaceParts findParts(const Image& photo, const Alignment& alignment, const PartNetwork& network);

}  // namespace facet::face
