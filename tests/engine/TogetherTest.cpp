// SPDX-License-Identifier: GPL-3.0-or-later
// Two real processes that train together, as torchrun starts them.
#include "tests/app/Process.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace facet::test {
namespace {

constexpr int DeviceFailed = 6;

/// A port that nobody listens at.
int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    ::close(socket);
    return ntohs(address.sin_port);
}

class Together : public testing::Test {
 protected:
    std::vector<std::string> member(int rank, const std::vector<std::string>& words) const {
        std::vector<std::string> command = {"/usr/bin/env",
                                            "WORLD_SIZE=2",
                                            "RANK=" + std::to_string(rank),
                                            "MASTER_ADDR=127.0.0.1",
                                            "MASTER_PORT=" + std::to_string(m_port),
                                            FACET_TOGETHER_MEMBER};
        command.insert(command.end(), words.begin(), words.end());
        return command;
    }
    std::vector<std::string> trains(int rank, const std::string& images) const {
        return member(rank, {"train", (m_folder / "run").string(), images});
    }

    void expectTheWholeGradient(const std::string& device) const {
        Process first(member(0, {"gradients", device})), second(member(1, {"gradients", device}));
        const auto one = first.finish(), other = second.finish();
        for (const auto& each : {one, other}) {
            if (device != "cpu" && each.err.find("cannot be used") != std::string::npos) {
                GTEST_SKIP() << each.err;
            }
        }
        EXPECT_EQ(one.exitCode, 0) << one.err;
        EXPECT_EQ(other.exitCode, 0) << other.err;
        EXPECT_EQ(one.out, other.out);  // bit for bit
        ASSERT_TRUE(one.out.starts_with("error ")) << one.out;
        EXPECT_LT(std::stod(one.out.substr(6)), 1e-5);
        EXPECT_THAT(one.out, testing::EndsWith("numbers 2 2\n"));
    }

    /// One is killed in the middle of its work; the other then has to end by itself.
    void killOne(int killed) {
        Process processes[] = {Process(trains(0, "100000000")), Process(trains(1, "100000000"))};
        for (int line = 0; line < 20; ++line) {  // of the first process's log: there are checkpoints by then
            ASSERT_NE(processes[0].nextErrorLine(), "");
        }
        processes[killed].send(SIGKILL);
        EXPECT_EQ(processes[killed].finish().exitCode, -SIGKILL);
        const auto other = processes[1 - killed].finish();
        EXPECT_EQ(other.exitCode, DeviceFailed);
        EXPECT_THAT(other.err, testing::MatchesRegex("(begins at 0\n)?([0-9]+\n)*another process of the training run "
                                                     "has failed; go on with --resume\n"));
    }

    /// Both go on where the last checkpoint was, and come to an end.
    void resume() {
        m_port = freePort();
        Process first(trains(0, "120")), second(trains(1, "120"));
        EXPECT_THAT(first.nextErrorLine(), testing::MatchesRegex("begins at [1-9][0-9]*"));
        EXPECT_EQ(first.finish().exitCode, 0);
        EXPECT_EQ(second.finish().exitCode, 0);
    }

    TemporaryFolder m_folder;
    int m_port = freePort();
};

TEST_F(Together, TwoHalvesOfABatchMakeTheWholeGradient) {
    expectTheWholeGradient("cpu");
}

TEST_F(Together, TheyDoByNcclOnTwoGpus) {
    expectTheWholeGradient("cuda");
}

TEST_F(Together, OneThatDiesEndsTheOtherAndBothGoOn) {
    killOne(1);
    resume();
}

TEST_F(Together, TheFirstThatDiesEndsTheOther) {
    killOne(0);
}

}  // namespace
}  // namespace facet::test
