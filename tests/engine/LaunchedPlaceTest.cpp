// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/train/LaunchedPlace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace facet::train {
namespace {

using Variables = std::map<std::string, std::string>;

std::optional<LaunchedPlace> placeOf(const Variables& variables) {
    return launchedPlace([&variables](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    });
}

std::string refusalOf(Variables variables, const std::string& name, const std::string& value) {
    variables[name] = value;
    if (value == "unset") {
        variables.erase(name);
    }
    try {
        placeOf(variables);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        return error.what();
    }
    return "accepted";
}

const Variables Torchrun = {
    {"RANK", "3"}, {"WORLD_SIZE", "4"}, {"LOCAL_RANK", "1"}, {"MASTER_ADDR", "node1"}, {"MASTER_PORT", "29500"}};
const Variables Slurm = {{"SLURM_PROCID", "2"},       {"SLURM_STEP_NUM_TASKS", "8"},
                         {"SLURM_LOCALID", "0"},      {"SLURM_STEP_NODELIST", "gpu[07-09]"},
                         {"SLURM_JOB_ID", "1234567"}, {"SLURM_NTASKS", "8"}};

TEST(LaunchedPlace, IsWhatTorchrunSays) {
    EXPECT_EQ(placeOf(Torchrun), (LaunchedPlace{3, 4, 1, "node1", 29500, ""}));
    auto agent = Torchrun;
    agent["TORCHELASTIC_USE_AGENT_STORE"] = "True";
    agent["TORCHELASTIC_RESTART_COUNT"] = "2";
    EXPECT_EQ(placeOf(agent)->attempt, "2");
}

TEST(LaunchedPlace, IsWhatSlurmSays) {
    EXPECT_EQ(placeOf(Slurm), (LaunchedPlace{2, 8, 0, "gpu07", 34567, ""}));
    auto overruled = Slurm;
    overruled["MASTER_ADDR"] = "10.0.0.1";
    overruled["MASTER_PORT"] = "5000";
    EXPECT_EQ(placeOf(overruled), (LaunchedPlace{2, 8, 0, "10.0.0.1", 5000, ""}));
}

TEST(LaunchedPlace, IsNoneForAProcessAlone) {
    EXPECT_FALSE(placeOf({}));
    EXPECT_FALSE(placeOf({{"WORLD_SIZE", "1"}}));
    EXPECT_FALSE(placeOf({{"RANK", "3"}}));
    // A job's script, and not one of the tasks that srun starts from it.
    EXPECT_FALSE(placeOf({{"SLURM_NTASKS", "8"}, {"SLURM_PROCID", "0"}, {"SLURM_JOB_ID", "7"}}));
    EXPECT_FALSE(placeOf({{"SLURM_STEP_NUM_TASKS", "1"}}));
}

TEST(LaunchedPlace, NamesWhatDoesNotFit) {
    EXPECT_THAT(refusalOf(Torchrun, "RANK", "4"), testing::HasSubstr("RANK is 4, not a whole number from 0 to 3"));
    EXPECT_THAT(refusalOf(Torchrun, "RANK", "unset"), testing::HasSubstr("RANK is not set"));
    EXPECT_THAT(refusalOf(Torchrun, "WORLD_SIZE", "two"), testing::HasSubstr("WORLD_SIZE is two"));
    EXPECT_THAT(refusalOf(Torchrun, "WORLD_SIZE", "0"), testing::HasSubstr("WORLD_SIZE is 0"));
    EXPECT_THAT(refusalOf(Torchrun, "MASTER_ADDR", ""), testing::HasSubstr("MASTER_ADDR is not set"));
    EXPECT_THAT(refusalOf(Torchrun, "MASTER_PORT", "99999"), testing::HasSubstr("MASTER_PORT is 99999"));
    EXPECT_THAT(refusalOf(Slurm, "SLURM_PROCID", "-1"), testing::HasSubstr("Slurm"));
    EXPECT_THAT(refusalOf(Slurm, "SLURM_LOCALID", "unset"), testing::HasSubstr("SLURM_LOCALID is not set"));
    EXPECT_THAT(refusalOf(Slurm, "SLURM_STEP_NODELIST", "unset"), testing::HasSubstr("SLURM_STEP_NODELIST"));
}

TEST(LaunchedPlace, FindsTheFirstMachine) {
    EXPECT_EQ(firstOfNodes("alone"), "alone");
    EXPECT_EQ(firstOfNodes("one,two"), "one");
    EXPECT_EQ(firstOfNodes("node[03-07,9],big1"), "node03");
    EXPECT_EQ(firstOfNodes("node[9,12]"), "node9");
    EXPECT_EQ(firstOfNodes("rack[1-4]-ib,other"), "rack1-ib");
    EXPECT_EQ(firstOfNodes("first,node[1-2]"), "first");
    EXPECT_EQ(firstOfNodes("torn[1-2"), "torn1");
}

}  // namespace
}  // namespace facet::train
