// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/facet/Console.h"
#include "engine/GlowFaceEngine.h"

#include <memory>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace facet::cli {

/// What every command understands.
struct CommonOptions {
    EngineOptions engine;
    bool quiet = false;
    bool verbose = false;
    bool json = false;
};

void addCommonOptions(CLI::App& command, CommonOptions& options);
/// Of these, --device alone.
CLI::Option* addDeviceOption(CLI::App& command, std::string& device);

/// An engine for as long as a command runs. Where another device took over on the way, it says so at the end.
class OpenEngine {
 public:
    OpenEngine(std::unique_ptr<GlowFaceEngine> engine, Console& console);
    ~OpenEngine();
    OpenEngine(const OpenEngine&) = delete;
    OpenEngine& operator=(const OpenEngine&) = delete;

    const GlowFaceEngine& operator*() const { return *m_engine; }
    const GlowFaceEngine* operator->() const { return m_engine.get(); }

 private:
    std::unique_ptr<GlowFaceEngine> m_engine;
    Console& m_console;
    std::string m_reasonAtFirst;
};

/// Loads the model. Throws Error(Model), Error(Device).
OpenEngine openEngine(const CommonOptions& options, Console& console);

}  // namespace facet::cli
