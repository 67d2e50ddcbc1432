// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include <filesystem>
#include <memory>

namespace facet::face {

class SharedNetwork;

/// Tells what of an aligned crop is probably hair, and what bare skin, learnt from many faces: `parts.onnx` in a
/// model's folder, see docs/model-file.md. Threads: any, one call at a time computes.
class PartNetwork {
 public:
    static constexpr int Side = 96;  ///< of the crop that it looks at

    /// Throws Error(Model) where the file is no such network.
    explicit PartNetwork(const std::filesystem::path& file);
    ~PartNetwork();

    /// Hair, bare skin, and what is neither (clothes, hats, what is behind): CV_32FC3 of Side², together 1.
    /// `crop`: CV_32FC3 of Side², red, green, blue, 0 … 1; `person`: how much of each pixel is the person, CV_32F. Some
    /// 3 ms.
    cv::Mat expect(const cv::Mat& crop, const cv::Mat& person) const;

 private:
    std::unique_ptr<SharedNetwork> m_network;
};

}  // namespace facet::face
