// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cuda/Borders.h"
#include "engine/runtime/cuda/Combination.h"
#include "engine/runtime/cuda/Workspace.h"

/// The way of a batch through a flow, as launches.
namespace facet::runtime::cuda {

/// T is the operands' type: float, Half or BFloat.
template <typename T>
class Pass {
 public:
    using Widest = Tile<T, 2, 4, 4, 4>;  // 128×128
    using Wide = Tile<T, 2, 2, 2, 4>;    // 64×64
    using Narrow = Tile<T, 2, 2, 1, 2>;  // 32×32
    using Thin = Tile<T, 1, 4, 1, 1>;    // 16×32

    Pass(const Packing& packing, const std::byte* weights, const Workspace& workspace, const device::Limits& limits,
         device::Queue& queue, int images)
        : m_packing(packing),
          m_weights(weights),
          m_workspace(workspace),
          m_limits(limits),
          m_queue(queue),
          m_images(images) {}

    /// Once, before the first pass.
    static void prepare(const device::Limits& limits) {
        if (limits.sharedBytes >= Widest::SharedBytes) {
            device::allowShared(multiply<Widest>, Widest::SharedBytes);
        }
    }

    void encode();  ///< workspace.image → workspace.eps
    void decode();  ///< workspace.eps → workspace.image

 private:
    struct Place {  // in the flow
        std::size_t level;
        const PackedLevel* plan;
        int pixels;
        int current = 0;  // which of the two states holds the images
    };

    Place enter(std::size_t level) const {
        const auto& plan = m_packing.levels()[level];
        return {level, &plan, m_images * plan.pixels()};
    }
    float* state(const Place& place) const { return m_workspace.state(place.level, place.current); }
    const float* floats(std::size_t at) const { return reinterpret_cast<const float*>(m_weights + at); }
    const float* edge(std::size_t at) const { return at == 0 ? nullptr : floats(at); }

    void network(const Place& place, const PackedStep& step);
    void product(const Place& place, const PackedMatrix& matrix, const void* from, int taps, void* to, bool linear);
    template <typename Tile>
    void launchProduct(const Product& product);
    /// Combines with what the step's network said where there is a step, multiplies where there is a matrix.
    void combination(Place& place, const PackedStep* step, const PackedMatrix* matrix, bool inverse);
    void forwardSteps(Place& place);
    void inverseSteps(Place& place);
    void picture(const Place& place, bool write);
    void between(const Place& fine, const Place& coarse, bool undo);
    void split(const Place& place, bool join);
    void top(const Place& place, bool join);
    template <typename Arguments>
    void launchValues(void (*kernel)(Arguments), const Arguments& arguments, std::size_t values);

    const Packing& m_packing;
    const std::byte* m_weights;
    const Workspace& m_workspace;
    device::Limits m_limits;
    device::Queue& m_queue;
    int m_images;
};

template <typename T>
template <typename Tile>
void Pass<T>::launchProduct(const Product& product) {
    m_queue.launch(multiply<Tile>,
                   {(product.pixels + Tile::Rows - 1) / Tile::Rows, product.columns / Tile::Columns, Tile::Threads,
                    Tile::SharedBytes},
                   product);
}

/// By the largest tiles that still give every multiprocessor one, for they read the least.
template <typename T>
void Pass<T>::product(const Place& place, const PackedMatrix& matrix, const void* from, int taps, void* to,
                      bool linear) {
    const Product product{from,
                          m_weights + matrix.weights,
                          floats(matrix.bias),
                          edge(matrix.edge),
                          to,
                          place.plan->side,
                          taps == 9 ? place.plan->planeChannels : place.plan->hidden,
                          taps,
                          place.pixels,
                          matrix.depth,
                          matrix.columns,
                          linear};
    const auto fills = [&](int rows, int columns, std::size_t sharedBytes) {
        return matrix.columns % columns == 0 && sharedBytes <= m_limits.sharedBytes &&
               (place.pixels + rows - 1) / rows * (matrix.columns / columns) >= m_limits.multiprocessors;
    };
    if (fills(Widest::Rows, Widest::Columns, Widest::SharedBytes)) {
        launchProduct<Widest>(product);
    } else if (fills(Wide::Rows, Wide::Columns, Wide::SharedBytes)) {
        launchProduct<Wide>(product);
    } else if (fills(Narrow::Rows, Narrow::Columns, Narrow::SharedBytes)) {
        launchProduct<Narrow>(product);
    } else {
        launchProduct<Thin>(product);
    }
}

template <typename T>
void Pass<T>::network(const Place& place, const PackedStep& step) {
    product(place, step.conv1, m_workspace.plane(place.level), 9, m_workspace.hidden(0), false);
    product(place, step.conv2, m_workspace.hidden(0), 1, m_workspace.hidden(1), false);
    product(place, step.conv3, m_workspace.hidden(1), 1, m_workspace.taps(), true);
}

template <typename T>
void Pass<T>::combination(Place& place, const PackedStep* step, const PackedMatrix* matrix, bool inverse) {
    const auto& plan = *place.plan;
    Combination c = {};
    if (step != nullptr) {
        c.taps = m_workspace.taps();
        c.tapStride = plan.taps;
        c.tapBias = floats(step->conv3Bias);
        c.tapEdge = edge(step->conv3Edge);
    }
    c.from = state(place);
    if (matrix != nullptr) {
        c.matrix = floats(matrix->weights);
        c.matrixBias = floats(matrix->bias);
    }
    place.current = 1 - place.current;
    c.to = state(place);
    c.plane = m_workspace.plane(place.level);
    c.planeChannels = plan.planeChannels;
    c.side = plan.side;
    c.channels = plan.channels;
    c.pixels = place.pixels;
    c.pixelsOfBlock = pixelsOfBlock(plan.channels);
    c.affine = m_packing.affine();
    c.leastScale = m_packing.leastScale();
    c.inverse = inverse;
    m_queue.launch(
        combine<T>,
        {(c.pixels + c.pixelsOfBlock - 1) / c.pixelsOfBlock, (c.channels + ChannelsOfBlock - 1) / ChannelsOfBlock,
         CombinationThreads, sizeof(float) * c.pixelsOfBlock * c.channels},
        c);
}

/// Each step's 1×1 convolution is multiplied where the step before is combined.
template <typename T>
void Pass<T>::forwardSteps(Place& place) {
    const auto& steps = place.plan->steps;
    combination(place, nullptr, &steps.front().mix, false);
    for (std::size_t k = 0; k < steps.size(); ++k) {
        network(place, steps[k]);
        combination(place, &steps[k], k + 1 < steps.size() ? &steps[k + 1].mix : nullptr, false);
    }
}

template <typename T>
void Pass<T>::inverseSteps(Place& place) {
    combination(place, nullptr, nullptr, true);
    for (auto step = place.plan->steps.rbegin(); step != place.plan->steps.rend(); ++step) {
        network(place, *step);
        combination(place, &*step, &step->unmix, true);
    }
}

template <typename T>
template <typename Arguments>
void Pass<T>::launchValues(void (*kernel)(Arguments), const Arguments& arguments, std::size_t values) {
    m_queue.launch(kernel, {static_cast<int>((values + BorderThreads - 1) / BorderThreads), 1, BorderThreads},
                   arguments);
}

template <typename T>
void Pass<T>::picture(const Place& place, bool write) {
    launchValues(
        movePicture,
        Picture{m_workspace.image(), state(place), place.plan->side, place.plan->channels, place.pixels, write},
        static_cast<std::size_t>(place.pixels) * place.plan->channels);
}

template <typename T>
void Pass<T>::between(const Place& fine, const Place& coarse, bool undo) {
    launchValues(squeeze,
                 Squeeze{state(fine), state(coarse), coarse.plan->side, coarse.plan->channels, coarse.pixels, undo},
                 static_cast<std::size_t>(coarse.pixels) * coarse.plan->channels);
}

template <typename T>
void Pass<T>::split(const Place& place, bool join) {
    const auto& plan = *place.plan;
    launchValues(applyPrior,
                 SplitPrior{floats(plan.prior.weights), floats(plan.prior.bias), edge(plan.prior.edge), state(place),
                            m_workspace.eps(place.level), plan.side, plan.channels, place.pixels, join},
                 static_cast<std::size_t>(place.pixels) * plan.half());
}

template <typename T>
void Pass<T>::top(const Place& place, bool join) {
    const auto& plan = *place.plan;
    launchValues(applyTopPrior,
                 TopPrior{floats(m_packing.topMean()), floats(m_packing.topSd()), state(place),
                          m_workspace.eps(place.level), plan.side, plan.channels, place.pixels, join},
                 static_cast<std::size_t>(place.pixels) * plan.channels);
}

template <typename T>
void Pass<T>::encode() {
    Place place = enter(0);
    picture(place, false);
    forwardSteps(place);
    for (std::size_t l = 1; l < m_packing.levels().size(); ++l) {
        split(place, false);
        const Place fine = place;
        place = enter(l);
        between(fine, place, false);
        forwardSteps(place);
    }
    top(place, false);
}

template <typename T>
void Pass<T>::decode() {
    const std::size_t last = m_packing.levels().size() - 1;
    Place place = enter(last);
    top(place, true);
    inverseSteps(place);
    for (std::size_t l = last; l > 0; --l) {
        const Place coarse = place;
        place = enter(l - 1);
        between(place, coarse, true);
        split(place, true);
        inverseSteps(place);
    }
    picture(place, true);
}

}  // namespace facet::runtime::cuda
