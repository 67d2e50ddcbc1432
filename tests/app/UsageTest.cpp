// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

namespace facet::test {

namespace {

class Usage : public CommandLine {};

TEST_F(Usage, EveryCommandHelps) {
    for (const std::string command : {"edit", "faces", "encode", "decode", "sample", "learn", "info"}) {
        const std::string help = runWell({command, "--help"});
        EXPECT_NE(help.find("Usage: facet " + command), std::string::npos) << help;
        EXPECT_NE(help.find("Example: facet " + command), std::string::npos) << help;
        EXPECT_NE(help.find("--json"), std::string::npos) << help;
    }
    EXPECT_NE(runWell({"--help"}).find("edit"), std::string::npos);
    EXPECT_EQ(runWell({"--version"}).rfind("facet ", 0), 0U);
}

TEST_F(Usage, LinesThatMakeNoSenseGetOneSentence) {
    expectFailure({}, 2, "--help");
    expectFailure({"edti"}, 2, "did you mean edit");
    expectFailure({"--frobnicate"}, 2, "--frobnicate");
    expectFailure({"edit"}, 2, "facet edit --help");
    expectFailure({"edit", "photo.jpg"}, 2, "--output");
    expectFailure({"edit", "photo.jpg", "--frobnicate"}, 2, "facet edit --help");
    expectFailure({"edit", "photo.jpg", "another.jpg", "-o", path("o.png")}, 2, "another.jpg");
    expectFailure({"sample", "-n", "0", "-o", path("o.png")}, 2, "-n");
    expectFailure({"sample", "--temperature", "3", "-o", path("o.png")}, 2, "--temperature");
    expectFailure({"learn", "-o", path("o.safetensors")}, 2, "--with");
    expectFailure({"learn", "dimples", "--with", "a", "-o", path("o.safetensors")}, 2, "--without");
    expectFailure({"learn", "a=b", "--with", "a", "--without", "b", "-o", path("o.safetensors")}, 2, "a=b");
    expectFailure({"encode", "photo.jpg", "--face", "all", "-o", path("o.safetensors")}, 2, "one face");
    EXPECT_TRUE(names().empty());
}

/// Before anything is read or written: neither the photo nor the model of these lines exists.
TEST_F(Usage, EditChecksItsOptionsFirst) {
    const auto expectWrong = [this](const std::vector<std::string>& options, const std::string& words) {
        std::vector<std::string> line = {"edit", "nope.jpg", "-o", path("o.png"), "--model", "nope"};
        line.insert(line.end(), options.begin(), options.end());
        expectFailure(line, 2, words);
    };
    for (const std::string setting : {"smile=abc", "smile=inf", "smile=nan", "smile=2.5", "smile"}) {
        expectWrong({"--set", setting}, "\"smile\"");
    }
    const std::vector<std::vector<std::string>> wrong = {
        {"--eyes", "1,2,3"},     {"--eyes", "1,1,2,2", "--aligned"}, {"--face", "first"}, {"--mask", "oval"},
        {"--quality", "101"},    {"--keep-metadata", "some"},        {"--device", "tpu"}, {"--threads", "0"},
        {"--quiet", "--verbose"}};
    for (const auto& options : wrong) {
        expectWrong(options, options.front());
    }
    expectFailure({"edit", "nope.jpg", "-o", "-", "--json"}, 2, "--json");
    EXPECT_TRUE(names().empty());
}

/// In the order of what it costs to find out: the output, the photo, the model.
TEST_F(Usage, TheCheapestCheckSpeaksFirst) {
    const std::string there = writeFile("there.png", "mine");
    const std::string missing = path("nope.jpg");
    expectFailure({"edit", missing, "-o", there, "--model", "nope"}, 7, "there.png");
    expectFailure({"edit", missing, "-o", path("no-folder/o.png")}, 7, "no-folder");
    expectFailure({"edit", missing, "-o", path("o.xyz")}, 7, "o.xyz");
    expectFailure({"edit", missing, "-o", path("o.png"), "--model", "nope"}, 3, "nope.jpg");
    expectFailure({"encode", missing, "-o", there}, 7, "there.png");
    expectFailure({"decode", missing, "-o", there}, 7, "there.png");
    expectFailure({"sample", "-o", path("no-folder/o.png")}, 7, "no-folder");
    expectFailure({"learn", "x", "--with", missing, "--without", missing, "-o", there}, 7, "there.png");
    EXPECT_EQ(contentOf(there), "mine");
    EXPECT_EQ(names(), std::vector<std::string>{"there.png"});
}

}  // namespace

}  // namespace facet::test
