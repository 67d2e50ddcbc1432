// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/SleepingTeam.h"

#include <torch/torch.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>

namespace facet::runtime {

SleepingTeam::SleepingTeam()
    : m_leader([](const std::stop_token& stop) {
          constexpr std::int64_t WorthSharing = 1 << 17;  // LibTorch cuts elementwise loops into pieces of 2¹⁵
          torch::empty({WorthSharing}).fill_(0).add_(1);  // calls the team together
          std::mutex mutex;
          std::condition_variable_any end;
          std::unique_lock lock(mutex);
          end.wait(lock, stop, [] { return false; });
      }) {}

std::unique_ptr<SleepingTeam> SleepingTeam::whereOthersCompute() {
    double runnable = 0;  // threads, on average over the last minute
    const bool known = ::getloadavg(&runnable, 1) == 1;
    const bool isBusy = known && runnable > 0.5 * std::thread::hardware_concurrency();
    return isBusy ? std::make_unique<SleepingTeam>() : nullptr;
}

}  // namespace facet::runtime
