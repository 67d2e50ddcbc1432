// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/FlowStep.h"
#include "engine/train/pass/FlatParameters.h"

namespace facet::train {

/// A step's actnorm and permutation as one affine map of a pixel's channels, z = M·x + c with M = W·diag(exp l) and
/// c = W·(exp(l)∘b). Autograd takes the gradients of these few numbers back to the parameters, whatever kind of
/// permutation it is.
class StepMatrix {
 public:
    /// `name` is the step's, "level0.step0"; `pixels` of an image at that level.
    StepMatrix(std::shared_ptr<flow::FlowStep> step, std::string name, std::int64_t pixels);

    /// After the parameters have changed. Not from several threads at once.
    void refresh();

    const torch::Tensor& matrix() const { return m_plainMatrix; }           ///< M [C, C]
    const torch::Tensor& offset() const { return m_plainOffset; }           ///< c [C, 1]
    const torch::Tensor& inverse() const { return m_inverse; }              ///< M⁻¹, taken in double precision
    const torch::Tensor& inverseOffset() const { return m_inverseOffset; }  ///< −M⁻¹·c [C, 1]
    double logDet() const { return m_plainLogDet; }                         ///< of one image

    /// Adds to the parameters' slopes what those of M, c and of the images' log-determinants together make.
    void addSlopes(const torch::Tensor& matrixSlopes, const torch::Tensor& offsetSlopes, double logDetSlope,
                   const FlatParameters& parameters, const torch::Tensor& slopes);

 private:
    std::shared_ptr<flow::FlowStep> m_step;
    std::string m_name;
    std::int64_t m_pixels;
    torch::Tensor m_matrix, m_offset, m_logDet;  // with their graphs
    torch::Tensor m_plainMatrix, m_plainOffset, m_inverse, m_inverseOffset;
    double m_plainLogDet = 0;
};

}  // namespace facet::train
