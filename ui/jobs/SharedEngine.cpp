// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/SharedEngine.h"

namespace facet::ui {

std::vector<Face> SharedEngine::findFaces(const Image& photo) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->findFaces(photo);
}

std::shared_ptr<const EncodedFace> SharedEngine::encode(const Image& photo, const Alignment& alignment) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->encode(photo, alignment);
}

FaceEdit SharedEngine::edit(const EncodedFace& face, const EditRecipe& recipe) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->edit(face, recipe);
}

Image SharedEngine::composite(const Image& level, double scale, const PixelRect& region,
                              const std::vector<FaceEdit>& edits) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->composite(level, scale, region, edits);
}

Image SharedEngine::maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->maskOf(level, scale, region, edit);
}

std::vector<std::vector<float>> SharedEngine::between(const std::vector<std::shared_ptr<const EncodedFace>>& faces,
                                                      FilmPath path, bool closed,
                                                      const std::vector<double>& positions) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->between(faces, path, closed, positions);
}

Amounts SharedEngine::amountsTowards(const EncodedFace& face, const OtherFace& other) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->amountsTowards(face, other);
}

std::vector<Image> SharedEngine::sample(int n, double temperature, std::uint64_t seed) const {
    const std::scoped_lock turn(m_mutex);
    return m_engine->sample(n, temperature, seed);
}

}  // namespace facet::ui
