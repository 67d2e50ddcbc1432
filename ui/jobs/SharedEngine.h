// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <memory>
#include <mutex>

namespace facet::ui {

/// An engine that several threads use in turns: every call waits for the one that runs, but for refine(), which may
/// run beside them.
class SharedEngine : public FaceEngine {
 public:
    explicit SharedEngine(std::unique_ptr<FaceEngine> engine) : m_engine(std::move(engine)) {}

    const EngineInfo& info() const override { return m_engine->info(); }
    std::vector<Face> findFaces(const Image& photo) const override;
    std::shared_ptr<const EncodedFace> encode(const Image& photo, const Alignment& alignment) const override;
    bool refine(const EncodedFace& face, const EditRecipe& recipe, const std::stop_token& stop) const override {
        return m_engine->refine(face, recipe, stop);
    }
    bool refineDetails(const EncodedFace& face, const EditRecipe& recipe) const override {
        return m_engine->refineDetails(face, recipe);
    }
    FaceEdit edit(const EncodedFace& face, const EditRecipe& recipe) const override;
    Image composite(const Image& level, double scale, const PixelRect& region,
                    const std::vector<FaceEdit>& edits) const override;
    Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const override;
    std::vector<std::vector<float>> between(const std::vector<std::shared_ptr<const EncodedFace>>& faces, FilmPath path,
                                            bool closed, const std::vector<double>& positions) const override;
    std::vector<float> latentsOf(const EncodedFace& face) const override { return m_engine->latentsOf(face); }
    Amounts amountsTowards(const EncodedFace& face, const OtherFace& other) const override;
    std::vector<Image> sample(int n, double temperature, std::uint64_t seed) const override;

 private:
    std::unique_ptr<FaceEngine> m_engine;
    mutable std::mutex m_mutex;
};

}  // namespace facet::ui
