// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/LaunchedPlace.h"

#include "engine/Error.h"

#include <charconv>

namespace facet::train {

namespace {

constexpr int MostProcesses = 65536;
constexpr int MostPort = 65535;

class Variables {
 public:
    Variables(const Environment& environment, std::string launcher)
        : m_environment(environment), m_launcher(std::move(launcher)) {}

    bool has(const char* name) const { return m_environment(name) != nullptr; }

    std::string text(const char* name) const {
        const char* value = m_environment(name);
        if (value == nullptr || *value == '\0') {
            refuse(name, "is not set");
        }
        return value;
    }

    int number(const char* name, int least, int most) const {
        const auto value = text(name);
        int number = 0;
        const char* end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, number);
        if (error != std::errc() || stop != end || number < least || number > most) {
            refuse(name, "is " + value + ", not a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most));
        }
        return number;
    }

 private:
    [[noreturn]] void refuse(const std::string& name, const std::string& why) const {
        throw Error(ErrorKind::Usage, "the environment is that of a process that " + m_launcher +
                                          " started with others, but " + name + " " + why);
    }

    const Environment& m_environment;
    const std::string m_launcher;
};

std::optional<LaunchedPlace> byTorchrun(const Environment& environment) {
    const Variables variables(environment, "torchrun");
    if (!variables.has("WORLD_SIZE")) {
        return std::nullopt;
    }
    LaunchedPlace place;
    place.size = variables.number("WORLD_SIZE", 1, MostProcesses);
    if (place.size == 1) {
        return std::nullopt;
    }
    place.rank = variables.number("RANK", 0, place.size - 1);
    place.localRank = variables.has("LOCAL_RANK") ? variables.number("LOCAL_RANK", 0, place.size - 1) : place.rank;
    place.host = variables.text("MASTER_ADDR");
    place.port = variables.number("MASTER_PORT", 1, MostPort);
    const char* agent = environment("TORCHELASTIC_USE_AGENT_STORE");
    if (agent != nullptr && std::string(agent) == "True") {
        place.attempt = variables.text("TORCHELASTIC_RESTART_COUNT");
    }
    return place;
}

/// Of the job, so that two on one machine do not meet.
int portOf(int job) {
    constexpr int First = 20000, Count = 20000;
    return First + job % Count;
}

std::optional<LaunchedPlace> bySlurm(const Environment& environment) {
    const Variables variables(environment, "Slurm");
    // The job's own script sees SLURM_NTASKS too, but it is one process; a step's tasks are told this.
    if (!variables.has("SLURM_STEP_NUM_TASKS")) {
        return std::nullopt;
    }
    LaunchedPlace place;
    place.size = variables.number("SLURM_STEP_NUM_TASKS", 1, MostProcesses);
    if (place.size == 1) {
        return std::nullopt;
    }
    place.rank = variables.number("SLURM_PROCID", 0, place.size - 1);
    place.localRank = variables.number("SLURM_LOCALID", 0, place.size - 1);
    place.host = variables.has("MASTER_ADDR") ? variables.text("MASTER_ADDR")
                                              : firstOfNodes(variables.text("SLURM_STEP_NODELIST"));
    constexpr int MostJobs = 2147483647;
    place.port = variables.has("MASTER_PORT") ? variables.number("MASTER_PORT", 1, MostPort)
                                              : portOf(variables.number("SLURM_JOB_ID", 0, MostJobs));
    return place;
}

}  // namespace

std::optional<LaunchedPlace> launchedPlace(const Environment& environment) {
    const auto place = byTorchrun(environment);
    return place ? place : bySlurm(environment);
}

std::string firstOfNodes(const std::string& nodes) {
    const auto open = nodes.find_first_of("[,");
    if (open == std::string::npos || nodes[open] == ',') {
        return nodes.substr(0, open);
    }
    const auto first = nodes.find_first_of("-,]", open);
    const auto close = nodes.find(']', open);
    const auto behind = close == std::string::npos ? "" : nodes.substr(close + 1, nodes.find(',', close) - close - 1);
    return nodes.substr(0, open) + nodes.substr(open + 1, first - open - 1) + behind;
}

}  // namespace facet::train
