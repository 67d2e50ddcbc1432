// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace facet::train {

/// Where a process stands among those that were launched together, and where they find one another.
struct LaunchedPlace {
    int rank = 0;
    int size = 1;
    int localRank = 0;    ///< among those of this machine
    std::string host;     ///< of the process of rank 0
    int port = 0;         ///< at which they meet there
    std::string attempt;  ///< of an agent that listens at that port itself, as torchrun does; else empty

    friend bool operator==(const LaunchedPlace&, const LaunchedPlace&) = default;
};

/// A variable's value; null where it is not set.
using Environment = std::function<const char*(const char*)>;

/// As torchrun tells it (RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR, MASTER_PORT), or Slurm in a step of several tasks
/// (SLURM_PROCID, SLURM_STEP_NUM_TASKS, SLURM_LOCALID, SLURM_STEP_NODELIST; they meet at its first machine, at a port
/// that follows from SLURM_JOB_ID; MASTER_ADDR and MASTER_PORT overrule both). None for a process alone. Throws
/// Error(Usage) that names the variable which is missing or does not fit.
std::optional<LaunchedPlace> launchedPlace(const Environment& environment);

/// The first machine of Slurm's short way to write them: "node[03-07,9],big1" → "node03".
std::string firstOfNodes(const std::string& nodes);

}  // namespace facet::train
