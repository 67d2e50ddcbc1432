// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/flow/Glow.h"
#include "engine/runtime/DetailPyramid.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace facet {

/// What stands above a model's flow: the files details-128.safetensors and so on in its folder, as far as they stand on
/// one another. Only samples and measurements want them, so they are read and compiled by the first call that does,
/// once. Inside the engine only.
///
/// Threads: may be called from several; the first call's work is waited for. Throws Error(Model) for a file that is
/// damaged or does not fit, and what makeFlowRuntime() throws; the next call tries again.
class ModelDetails {
 public:
    /// Of a model in `folder` whose own pictures have `baseSide` pixels a side; compiled as it is.
    ModelDetails(std::filesystem::path folder, std::int64_t baseSide, runtime::RuntimeOptions computing);

    std::int64_t baseSide() const { return m_baseSide; }
    /// How many flows stand above the model's; none is read for that.
    std::size_t count() const;

    using Flows = std::vector<std::shared_ptr<flow::Glow>>;
    const Flows& flows() const { return compiled().flows; }                       ///< coarsest first; may be none
    const runtime::DetailPyramid& pyramid() const { return compiled().pyramid; }  ///< of all of them
    runtime::DetailPyramid pyramid(std::int64_t side) const;                      ///< of those up to that side

 private:
    struct Compiled {
        Flows flows;
        runtime::DetailPyramid pyramid;
    };
    const Compiled& compiled() const;
    Flows read() const;
    std::filesystem::path fileOf(std::int64_t side) const;

    std::filesystem::path m_folder;
    std::int64_t m_baseSide;
    runtime::RuntimeOptions m_computing;
    mutable std::once_flag m_once;
    mutable std::optional<Compiled> m_compiled;
};

}  // namespace facet
