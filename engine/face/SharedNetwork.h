// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/dnn.hpp>

#include <mutex>

namespace facet::face {

/// A network that any thread may ask; one call at a time computes.
class SharedNetwork {
 public:
    explicit SharedNetwork(const cv::dnn::Net& network) : m_network(network) {}

    /// `input`: CV_32F [1, C, H, W]. Its one output.
    cv::Mat answer(const cv::Mat& input) {
        const std::lock_guard lock(m_mutex);
        m_network.setInput(input);
        return m_network.forward().clone();
    }

 private:
    std::mutex m_mutex;
    cv::dnn::Net m_network;
};

}  // namespace facet::face
