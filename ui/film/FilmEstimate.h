// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Film.h"

namespace facet::ui {

struct FilmEstimate {
    double bytes = 0;
    double seconds = 0;  ///< to make it
};

/// What a film of the plan will take, from a second or so of its first way that is made in the folder for temporary
/// files. Throws what writeFilm() throws.
FilmEstimate estimateFilm(const FaceEngine& engine, const FilmPlan& plan, const FilmOutput& output);

}  // namespace facet::ui
