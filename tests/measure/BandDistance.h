// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace facet::measure {

/// How the finest Haar bands of two sets of pictures differ, as far as a map of shares says that places count.
///
/// A picture's features are, in each of 8 × 8 cells and each of the three bands, the mean and the logarithm of the mean
/// square. Between sets of pictures stands Fréchet's distance of two Gaussians without correlations, in units of how
/// the features of real faces spread: (Δmean² + Δdeviation²) / spread², the mean over features, in which a cell counts
/// as much as its share; less what chance adds to Δmean² alone, so that two sets of one kind are 0 apart, or little
/// less.
class BandDistance {
 public:
    /// `share` [s, s], 0 … 1, s a multiple of 8.
    explicit BandDistance(torch::Tensor share);

    /// Bands [N, 3, s, s] of N pictures, as bandsOf() gives them, to features [N, F].
    torch::Tensor features(const torch::Tensor& bands) const;

    /// Features [N, F] and [M, F]; weights [N] and [M]; spread [F].
    double between(const torch::Tensor& some, const torch::Tensor& someWeights, const torch::Tensor& others,
                   const torch::Tensor& otherWeights, const torch::Tensor& spread) const;

    /// Of a picture [3, 2s, 2s] in flow units: the three detail bands of its luma, [3, s, s].
    static torch::Tensor bandsOf(const torch::Tensor& picture);

 private:
    torch::Tensor m_share;   // [1, 1, s, s]
    torch::Tensor m_cells;   // [1, 1, 8, 8], what of a cell counts
    torch::Tensor m_counts;  // [F], how much a feature does; 1 in all
};

}  // namespace facet::measure
