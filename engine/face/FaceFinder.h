// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <memory>
#include <vector>

namespace facet::face {

/// Finds faces and their eyes with OpenCV's cascades.
///
/// Threads: find() is const, but one call at a time.
class FaceFinder {
 public:
    /// Throws Error(Input) where the cascades of `opencv-data` are not installed.
    FaceFinder();
    ~FaceFinder();
    FaceFinder(const FaceFinder&) = delete;
    FaceFinder& operator=(const FaceFinder&) = delete;

    /// Largest first, no doubles; empty where there are none.
    std::vector<Face> find(const Image& photo) const;

 private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace facet::face
