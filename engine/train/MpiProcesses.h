// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/Communicator.h"

#include <memory>

namespace facet::train {

/// The processes that `mpirun` started together with this one, or this one alone where it was not started so, or where
/// the program was built without MPI (FACET_MPI).
///
/// A process that ends with an error does not take its leave of the others; mpirun then ends them all and says so. Call
/// once a process.
std::unique_ptr<Communicator> startedTogether();

}  // namespace facet::train
