// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

#include <csignal>

namespace facet::test {

namespace {

constexpr int Interrupted = 130;
constexpr int Terminated = 143;

/// No test here waits for a time: each stops the program at a place that it cannot get past by itself.
class Interrupt : public CommandLine {};

TEST_F(Interrupt, EndsTheReadingOfAPhoto) {
    Process process(facet({"edit", "-", "-o", path("o.png"), "--verbose"}));
    EXPECT_EQ(process.nextErrorLine(), "facet: reading standard input");
    process.send(SIGINT);  // it waits for a photo that never comes
    EXPECT_EQ(process.finish().exitCode, Interrupted);
    EXPECT_TRUE(names().empty());
}

TEST_F(Interrupt, EndsTheWritingToAPipe) {
    const std::string photo = writePicture("photo.png", noise(600, 600, 3));
    Process process(facet({"edit", photo, "--aligned", "-o", "-"}));
    ASSERT_TRUE(process.waitForOutput());
    process.send(SIGINT);  // the pipe is full long before a picture of noise is through
    EXPECT_EQ(process.finish().exitCode, Interrupted);
}

TEST_F(Interrupt, TerminationLeavesNothingEither) {
    const std::string there = writeFile("there.png", "mine");
    Process process(facet({"edit", "-", "-o", there, "--overwrite", "--verbose"}));
    process.nextErrorLine();
    process.send(SIGTERM);
    EXPECT_EQ(process.finish().exitCode, Terminated);
    EXPECT_EQ(contentOf(there), "mine");
    EXPECT_EQ(names(), std::vector<std::string>{"there.png"});
}

TEST_F(Interrupt, EndsLearning) {
    for (const std::string folder : {"with", "without"}) {
        std::filesystem::create_directory(path(folder));
        for (int i = 0; i < 12; ++i) {
            std::filesystem::copy_file(example(), path(folder + "/" + std::to_string(i) + ".jpg"));
        }
    }
    Process process(facet({"learn", "dimples", "--with", path("with"), "--without", path("without"), "-o",
                           path("dimples.safetensors"), "--verbose"}));
    EXPECT_NE(process.nextErrorLine().find("learning"), std::string::npos);
    process.send(SIGINT);  // before the model is loaded, let alone two dozen faces encoded
    const Finished finished = process.finish();
    EXPECT_EQ(finished.exitCode, Interrupted) << finished.err;
    EXPECT_EQ(finished.out, "");
    EXPECT_EQ(names(), (std::vector<std::string>{"with", "without"}));
}

}  // namespace

}  // namespace facet::test
