// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/StartedTogether.h"

#include <cstdlib>

namespace facet::train {

std::unique_ptr<Communicator> startedTogether() {
    if (std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr) {
        return startedByMpirun();
    }
    if (const auto place = launchedPlace(std::getenv)) {
        return startedAt(*place);
    }
    return std::make_unique<SoleProcess>();
}

}  // namespace facet::train
