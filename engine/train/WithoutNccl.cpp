// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of together/StoreProcesses.cpp where the program is built without connections to other processes.
#include "engine/Error.h"
#include "engine/train/StartedTogether.h"

namespace facet::train {

std::unique_ptr<Communicator> startedAt(const LaunchedPlace& /*place*/) {
    throw Error(ErrorKind::Usage,
                "this program was built without FACET_NCCL, so torchrun and srun can only start one of it");
}

}  // namespace facet::train
