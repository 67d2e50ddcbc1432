// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of MpiProcesses.cpp where the program is built without MPI.
#include "engine/Error.h"
#include "engine/train/StartedTogether.h"

#include <cstdlib>
#include <string>

namespace facet::train {

std::unique_ptr<Communicator> startedByMpirun() {
    if (std::string(std::getenv("OMPI_COMM_WORLD_SIZE")) != "1") {
        throw Error(ErrorKind::Usage, "this program was built without MPI, so mpirun can only start one of it");
    }
    return std::make_unique<SoleProcess>();
}

}  // namespace facet::train
