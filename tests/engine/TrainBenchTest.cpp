// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/TrainBench.h"
#include "tests/engine/Hardwares.h"
#include "tests/engine/StirredFlow.h"

#include <gtest/gtest.h>

namespace facet::bench {
namespace {

class TrainBenchOn : public test::OnHardware {};
INSTANTIATE_TEST_SUITE_P(All, TrainBenchOn, test::allHardware(), test::nameOfHardware);

TEST_P(TrainBenchOn, SetsEveryWayBesideTheModules) {
    const auto times =
        timeTraining(test::smallForm(flow::PermutationKind::Conv1x1, flow::CouplingKind::Affine), 2, hardware(), 0.01);
    ASSERT_EQ(times.size(), 4);
    EXPECT_EQ(times.front().way, "bfloat16");
    EXPECT_EQ(times.back().way, "float32, rebuilt");
    for (const auto& time : times) {
        EXPECT_GT(time.step.median, 0);
        EXPECT_EQ(time.eager.median, times.front().eager.median);
    }
}

}  // namespace
}  // namespace facet::bench
