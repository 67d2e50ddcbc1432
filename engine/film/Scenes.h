// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Film.h"

#include <chrono>
#include <memory>
#include <type_traits>
#include <vector>

/// The scenes of makeFilmScene(), one a framing. All take a plan whose keys are edited already, RecipeScene apart.
namespace facet::film {

std::unique_ptr<FilmScene> makeFaceScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides);
std::unique_ptr<FilmScene> makeFirstPhotoScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides);
std::unique_ptr<FilmScene> makePhotosScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides);
std::unique_ptr<FilmScene> makeRecipeScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides);

/// How many times its size the first photo has in the film, at most 1.
double photoScale(const FilmPlan& plan);

inline int legalSide(int side, bool even) {
    return even ? side / 2 * 2 : side;
}

/// The two keys around a position and how far the one behind has become the one ahead.
struct Between {
    std::size_t from;
    std::size_t to;
    double t;

    Between(double position, std::size_t keys)
        : from(static_cast<std::size_t>(position) % keys),
          to((from + 1) % keys),
          t(position - static_cast<double>(static_cast<std::size_t>(position))) {}
};

/// Adds the time that work takes to a sum.
template <typename Work>
auto measured(double& ms, Work work) {
    const auto start = std::chrono::steady_clock::now();
    const auto add = [&] {
        ms += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    };
    if constexpr (std::is_void_v<decltype(work())>) {
        work();
        add();
    } else {
        auto result = work();
        add();
        return result;
    }
}

/// A film whose frames are made of what the model says between the keys' faces.
class FacesScene : public FilmScene {
 public:
    std::vector<Image> frames(const std::vector<double>& positions) override;

 protected:
    FacesScene(const FaceEngine& engine, const FilmPlan& plan, int width, int height);

    /// One frame from what the model adds there, FaceEngine::between().
    virtual Image frame(const Between& place, const std::vector<float>& difference) const = 0;

    const FaceEngine& m_engine;

 private:
    FilmPath m_path;
    bool m_closed;
    std::vector<std::shared_ptr<const EncodedFace>> m_faces;
};

}  // namespace facet::film
