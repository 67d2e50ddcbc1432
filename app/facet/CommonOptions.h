// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/facet/Console.h"
#include "engine/GlowFaceEngine.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace facet::cli {

/// What every command understands.
struct CommonOptions {
    EngineOptions engine;
    bool quiet = false;
    bool verbose = false;
    bool json = false;
};

void addCommonOptions(CLI::App& command, CommonOptions& options);

/// Loads the model. Throws Error(Model), Error(Device).
std::unique_ptr<GlowFaceEngine> openEngine(const CommonOptions& options, Console& console);

}  // namespace facet::cli
