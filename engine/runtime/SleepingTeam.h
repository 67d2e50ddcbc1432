// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <thread>

namespace facet::runtime {

/// While one exists, OpenMP's threads sleep when they wait for one another, instead of spinning for milliseconds.
///
/// LibTorch's parallel loops run on libgomp, whose waiting threads spin. On a machine with nothing else to do that
/// saves a third of the time; on one that has, it takes the processor from the very threads they wait for, and a face's
/// own way along an attribute takes several times as long. OMP_WAIT_POLICY would change that, but is read before
/// main(). libgomp gives up spinning by itself as soon as it has more threads than there are processors
/// (gomp_managed_threads in its wait.h), so a team of two that never gets any work is enough.
class SleepingTeam {
 public:
    SleepingTeam();

    /// None where processors were free for most of the last minute.
    static std::unique_ptr<SleepingTeam> whereOthersCompute();

 private:
    std::jthread m_leader;
};

}  // namespace facet::runtime
