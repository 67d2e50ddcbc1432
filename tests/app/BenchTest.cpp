// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

namespace facet::test {

namespace {

class Bench : public CommandLine {};

TEST_F(Bench, ReportsWhatTheContractSays) {
    const auto report = runForJson({"bench", "--what", "decode,encode", "--shape", "16,2,1,8,affine", "--precision",
                                    "float32", "--seconds", "0.01", "--threads", "2", "--device", "cpu"});
    EXPECT_EQ(report["threads"], 2);
    EXPECT_TRUE(report["device"].get<std::string>().starts_with("CPU")) << report;
    ASSERT_EQ(report["results"].size(), 2);
    for (const auto& result : report["results"]) {
        EXPECT_EQ(result["shape"], "16,2,1,8,affine");
        EXPECT_EQ(result["device"], "CPU");
        EXPECT_EQ(result["precision"], "float32");
        for (const char* figure : {"median_ms", "p95_ms", "eager_ms", "floor_ms", "images_per_s", "peak_mib", "gmac"}) {
            EXPECT_GT(result[figure].get<double>(), 0) << figure;
        }
    }
}

TEST_F(Bench, ShapesThatAreNoneExitWithTwo) {
    expectFailure({"bench", "--shape", "round"}, 2, "rosinality64");
    expectFailure({"bench", "--shape", "16,9,1,8,affine"}, 2, "does not fit");
    expectFailure({"bench", "--shape", "16,2,-1,8,affine"}, 2, "-1");
    expectFailure({"bench", "--what", "nothing"}, 2, "decode");
}

}  // namespace

}  // namespace facet::test
