// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Learn.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace facet::ui {

/// What the window needs of the engine to learn attributes: facet::learn() and facet::renameAttribute().
struct Lessons {
    std::function<LearntAttribute(const LearnFromPhotos& source, const std::filesystem::path& output,
                                  const Progress& progress, const std::stop_token& stop)>
        learn;
    std::function<void(const std::filesystem::path& file, const std::string& name)> rename;
};

}  // namespace facet::ui
