// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/Communicator.h"
#include "engine/train/LaunchedPlace.h"

#include <memory>

namespace facet::train {

/// The processes that `mpirun`, torchrun or Slurm's srun started together with this one, or this one alone where it was
/// not started so.
///
/// One that dies ends them all: a process that ends with an error does not take its leave of the others, and they throw
/// Error(Device) at their next sum, which says how to go on. Call once a process. Throws Error(Usage) where the
/// program was built without what it was started by (FACET_MPI, FACET_NCCL), or for an environment that is not whole.
std::unique_ptr<Communicator> startedTogether();

/// Those that mpirun started: sums go through the processor's memory.
std::unique_ptr<Communicator> startedByMpirun();
/// Those that torchrun or srun started: NCCL adds up what lies on GPUs.
std::unique_ptr<Communicator> startedAt(const LaunchedPlace& place);

}  // namespace facet::train
