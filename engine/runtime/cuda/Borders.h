// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// Between pictures, latents and the states of the levels, in float32. Needs a device layer before it.
namespace facet::runtime::cuda {

constexpr int BorderThreads = 128;

/// One value of a batch a thread.
FACET_DEVICE std::ptrdiff_t valueIndex() {
    return static_cast<std::ptrdiff_t>(device::blockX()) * BorderThreads + device::thread();
}

/// The squeeze of a picture: channel 4c + 2i + j of a pixel is channel c at (2y + i, 2x + j).
struct Picture {
    float* image;  // [images, channels/4, 2·side, 2·side]
    float* state;  // [pixels, channels] of the finest level
    int side;
    int channels;
    int pixels;
    bool write;  // state → image
};

FACET_KERNEL void movePicture(Picture p) {
    const std::ptrdiff_t i = valueIndex();
    if (i >= static_cast<std::ptrdiff_t>(p.pixels) * p.channels) {
        return;
    }
    const int channel = static_cast<int>(i % p.channels);
    const std::ptrdiff_t pixel = i / p.channels;
    const int ofImage = p.side * p.side;
    const int y = static_cast<int>(pixel % ofImage) / p.side * 2 + channel / 2 % 2;
    const int x = static_cast<int>(pixel % p.side) * 2 + channel % 2;
    const std::ptrdiff_t plane = pixel / ofImage * (p.channels / 4) + channel / 4;
    float& inImage = p.image[(plane * 2 * p.side + y) * 2 * p.side + x];
    if (p.write) {
        inImage = p.state[i];
    } else {
        p.state[i] = inImage;
    }
}

/// The squeeze between levels: the same of a of the finer one.
struct Squeeze {
    float* fine;    // [4·pixels, channels/2]
    float* coarse;  // [pixels, channels]
    int side;       // of the coarser planes
    int channels;
    int pixels;
    bool undo;
};

FACET_KERNEL void squeeze(Squeeze s) {
    const std::ptrdiff_t i = valueIndex();
    if (i >= static_cast<std::ptrdiff_t>(s.pixels) * s.channels) {
        return;
    }
    const int channel = static_cast<int>(i % s.channels);
    const std::ptrdiff_t pixel = i / s.channels;
    const std::ptrdiff_t row = pixel / s.side * 2 + channel / 2 % 2;  // images lie one below the other
    const std::ptrdiff_t finePixel = row * 2 * s.side + pixel % s.side * 2 + channel % 2;
    float& fine = s.fine[finePixel * (s.channels / 2) + channel / 4];
    if (s.undo) {
        fine = s.coarse[i];
    } else {
        s.coarse[i] = fine;
    }
}

/// The Gaussian of b given a at a split: eps = (b − mean)/sd, or b = eps·sd + mean.
struct SplitPrior {
    const float* weights;  // [9·C/2, C]: of the neighbourhood's values, means and then log deviations
    const float* bias;     // [C]
    const float* edge;     // [9, C]: what a tap adds that lies outside; or null
    float* state;          // [pixels, C]
    float* eps;            // [images, C/2, side, side]
    int side;
    int channels;  // C
    int pixels;
    bool join;
};

FACET_KERNEL void applyPrior(SplitPrior s) {
    const std::ptrdiff_t i = valueIndex();
    const int half = s.channels / 2, ofImage = s.side * s.side;
    if (i >= static_cast<std::ptrdiff_t>(s.pixels) * half) {
        return;
    }
    const int channel = static_cast<int>(i % half);
    const std::ptrdiff_t pixel = i / half;
    const int inImage = static_cast<int>(pixel % ofImage), y = inImage / s.side, x = inImage % s.side;
    float mean = s.bias[channel], logSd = s.bias[half + channel];
    for (int tap = 0; tap < 9; ++tap) {
        const int dy = tap / 3 - 1, dx = tap % 3 - 1;
        if (y + dy < 0 || y + dy >= s.side || x + dx < 0 || x + dx >= s.side) {
            if (s.edge != nullptr) {
                mean += s.edge[tap * s.channels + channel];
                logSd += s.edge[tap * s.channels + half + channel];
            }
            continue;
        }
        const float* a = s.state + (pixel + dy * s.side + dx) * s.channels;
        const float* weights = s.weights + static_cast<std::ptrdiff_t>(tap) * half * s.channels;
        for (int k = 0; k < half; ++k) {
            mean += a[k] * weights[k * s.channels + channel];
            logSd += a[k] * weights[k * s.channels + half + channel];
        }
    }
    const float sd = device::exponential(logSd);
    float& b = s.state[pixel * s.channels + half + channel];
    float& eps = s.eps[(pixel / ofImage * half + channel) * ofImage + inImage];
    if (s.join) {
        b = eps * sd + mean;
    } else {
        eps = (b - mean) / sd;
    }
}

/// The Gaussian of what stays at the last level.
struct TopPrior {
    const float* mean;  // [channels, side, side]
    const float* sd;
    float* state;  // [pixels, channels]
    float* eps;    // [images, channels, side, side]
    int side;
    int channels;
    int pixels;
    bool join;
};

FACET_KERNEL void applyTopPrior(TopPrior t) {
    const std::ptrdiff_t i = valueIndex();
    if (i >= static_cast<std::ptrdiff_t>(t.pixels) * t.channels) {
        return;
    }
    const int channel = static_cast<int>(i % t.channels), ofImage = t.side * t.side;
    const std::ptrdiff_t pixel = i / t.channels;
    const std::ptrdiff_t own = static_cast<std::ptrdiff_t>(channel) * ofImage + pixel % ofImage;
    float& eps = t.eps[pixel / ofImage * t.channels * ofImage + own];
    if (t.join) {
        t.state[i] = eps * t.sd[own] + t.mean[own];
    } else {
        eps = (t.state[i] - t.mean[own]) / t.sd[own];
    }
}

}  // namespace facet::runtime::cuda
