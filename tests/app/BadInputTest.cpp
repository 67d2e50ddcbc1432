// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

#include <cstdint>
#include <sys/stat.h>

namespace facet::test {

namespace {

class BadInput : public CommandLine {
 protected:
    void expectEditFails(const std::string& photo, int exitCode, const std::string& words) {
        expectFailure({"edit", photo, "-o", path("result.png")}, exitCode, words);
        EXPECT_FALSE(std::filesystem::exists(path("result.png")));
    }
};

std::string bigEndian(std::uint32_t number) {
    return {char(number >> 24), char(number >> 16), char(number >> 8), char(number)};
}

std::uint32_t crc(const std::string& bytes) {
    std::uint32_t value = 0xFFFFFFFF;
    for (const char byte : bytes) {
        value ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    return ~value;
}

/// A PNG that promises a picture and ends after the promise.
std::string pngHeader(std::uint32_t width, std::uint32_t height) {
    const std::string header = "IHDR" + bigEndian(width) + bigEndian(height) + std::string("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + bigEndian(13) + header + bigEndian(crc(header));
}

TEST_F(BadInput, FilesThatAreNoPhotosExitWithThree) {
    const std::string photo = contentOf(example());
    std::filesystem::create_directory(path("folder.jpg"));
    expectEditFails(path("missing.jpg"), 3, "missing.jpg");
    expectEditFails(path("folder.jpg"), 3, "folder.jpg");
    expectEditFails("/dev/zero", 3, "/dev/zero");
    expectEditFails(writeFile("empty.jpg", ""), 3, "empty.jpg");
    expectEditFails(writeFile("text.jpg", "hello"), 3, "text.jpg");
    expectEditFails(writeFile("half.jpg", photo.substr(0, photo.size() / 2)), 3, "half.jpg");
    expectEditFails(writeFile("start.jpg", photo.substr(0, 20)), 3, "start.jpg");
    expectEditFails(writeFile("header.png", pngHeader(64, 64)), 3, "header.png");
    expectEditFails(writeFile("huge.png", pngHeader(30000, 30000)), 3, "30,000×30,000");
}

TEST_F(BadInput, AnotherReaderOfPhotosSaysTheSame) {
    const std::string text = writeFile("text.jpg", "hello");
    expectFailure({"faces", text}, 3, "text.jpg");
    expectFailure({"faces", text, "--json"}, 3, "text.jpg");
    expectFailure({"info", text}, 3, "text.jpg");
    expectFailure({"encode", text, "-o", path("x.safetensors")}, 3, "text.jpg");
    EXPECT_EQ(names(), std::vector<std::string>{"text.jpg"});
}

TEST_F(BadInput, PhotosWithoutAFaceExitWithFour) {
    const std::string advice = ": no face found; mark the eyes with --eyes x,y,x,y\n";
    const std::string blank = writePicture("blank.png", Image(200, 150, 3));
    const std::string pixel = writePicture("pixel.png", Image(1, 1, 1));
    expectEditFails(blank, 4, "facet: " + blank + advice);
    expectEditFails(pixel, 4, "facet: " + pixel + advice);
    expectFailure({"faces", blank}, 4, blank + advice);
    expectFailure({"faces", blank, "--json"}, 4, blank + advice);
    expectFailure({"edit", example(), "--face", "7", "-o", path("o.png")}, 4, "no face 7");
    expectFailure({"edit", blank, "--eyes", "50,60,250,60", "-o", path("o.png")}, 2, "200×150");
    expectFailure({"edit", blank, "--eyes", "50,60,51,60", "-o", path("o.png")}, 2, "apart");
}

TEST_F(BadInput, ModelsThatAreNoneExitWithFive) {
    writeFile("junk.safetensors", std::string(4096, '\xA5'));
    std::filesystem::create_directory(path("empty"));
    for (const std::string name : {"junk.safetensors", "missing.safetensors", "empty"}) {
        expectFailure({"edit", example(), "-o", path("o.png"), "--model", path(name), "--set", "smile=1"}, 5, name);
    }
    expectFailure({"sample", "-o", path("o.png"), "--model", path("junk.safetensors")}, 5, "junk.safetensors");
    expectFailure({"info", "--model", path("junk.safetensors")}, 5, "junk.safetensors");
    EXPECT_FALSE(std::filesystem::exists(path("o.png")));
}

TEST_F(BadInput, DevicesThatAreNotThereExitWithSix) {
    const std::string picture = path("o.png");
    const std::vector<std::vector<std::string>> lines = {{"edit", example(), "-o", picture, "--set", "smile=1"},
                                                         {"batch", example(), "-o", path("batch"), "--set", "smile=1"},
                                                         {"faces", example()},
                                                         {"encode", example(), "-o", path("o.safetensors")},
                                                         {"sample", "-o", picture},
                                                         {"interpolate", example(), example(), "-o", picture},
                                                         {"evaluate", "--images", example()},
                                                         {"bench", "--what", "decode"},
                                                         {"info"}};
    for (auto line : lines) {
        line.insert(line.end(), {"--device", "cuda:99"});
        expectFailure(line, 6, "say --device cpu, or auto");
    }
    EXPECT_FALSE(std::filesystem::exists(picture));
    EXPECT_FALSE(std::filesystem::exists(path("o.safetensors")));
}

/// What `facet import` takes, its sentence says; its name does not matter.
TEST_F(BadInput, FilesThatAreNoWeightsAreToldFromThoseThatAre) {
    std::filesystem::create_directory(path("folder.pb"));
    std::filesystem::copy_file(example(), path("photo.pt"));
    const auto expectRefused = [this](const std::string& file, const std::string& what) {
        const std::string model = path("o.safetensors");
        const std::string words = "facet: " + file + ": " + what +
                                  "; give a .pt of rosinality/glow-pytorch, an .npz or a frozen graph (.pb) of "
                                  "OpenAI's Glow, or a .safetensors with an architecture\n";
        expectFailure({"import", file, "--image-size", "64", "-o", model}, 5, words);
        EXPECT_FALSE(std::filesystem::exists(model));
    };
    expectRefused(writeFile("text.npz", "hello, this is a letter\n"), "is no file of weights");
    expectRefused(writeFile("lines.txt", "\n\n\n\n\nAfter some empty lines\n"), "is no file of weights");
    expectRefused(writeFile("empty.pb", ""), "is empty");
    expectRefused(path("photo.pt"), "is no file of weights");
    expectRefused(path("folder.pb"), "is a folder");
    expectFailure({"import", path("gone.pt"), "-o", path("o.safetensors")}, 5, "gone.pt: no such file");
}

TEST_F(BadInput, UnknownAttributesExitWithTwoAndAnOffer) {
    expectFailure({"edit", example(), "-o", path("o.png"), "--set", "smlie=1"}, 2, "did you mean smile?");
    expectFailure({"edit", example(), "-o", path("o.png"), "--set", "zzzzzz=0"}, 2, "zzzzzz");
    EXPECT_TRUE(names().empty());
}

TEST_F(BadInput, RecipesAreRead) {
    const auto edit = [this](const std::string& recipe, int exitCode, const std::string& words) {
        expectFailure({"edit", example(), "-o", path("o.png"), "--recipe", recipe}, exitCode, words);
    };
    edit(path("missing.json"), 3, "missing.json");
    edit(path("."), 3, "recipe");
    edit(writeFile("text.json", "smile"), 2, "text.json");
    edit(writeFile("far.json", R"({"amounts": {"smile": 7}})"), 2, "smile");
    edit(writeFile("unknown.json", R"({"amounts": {"smlie": 1}})"), 2, "did you mean smile?");
}

TEST_F(BadInput, OutputsThatCannotBeWrittenExitWithSeven) {
    std::filesystem::create_directory(path("folder.png"));
    expectFailure({"edit", example(), "-o", path("folder.png"), "--overwrite"}, 7, "folder.png");
    expectFailure({"edit", example(), "-o", "/proc/nope/o.png"}, 7, "/proc/nope/o.png");
    expectFailure({"edit", example(), "-o", "/dev/full", "--overwrite"}, 7, "/dev/full");
    const Finished full =
        Process({"/bin/sh", "-c", "exec \"$0\" edit \"$1\" --aligned -o - >/dev/full", FACET_PROGRAM, example()})
            .finish();
    EXPECT_EQ(full.exitCode, 7) << full.err;
    EXPECT_EQ(full.err, "facet: standard output cannot be written\n");
}

/// The disk is full when the picture has been written in part.
TEST_F(BadInput, AFullDiskLeavesWhatWasThere) {
    const std::string there = writeFile("there.png", "mine");
    const auto command = facet({"edit", example(), "--aligned", "-o", there, "--overwrite"});
    const Finished finished = Process(command, {.fileSize = 10000}).finish();
    EXPECT_EQ(finished.exitCode, 7) << finished.err;
    EXPECT_NE(finished.err.find("there.png"), std::string::npos) << finished.err;
    EXPECT_EQ(contentOf(there), "mine");
    EXPECT_EQ(names(), std::vector<std::string>{"there.png"});
}

}  // namespace

}  // namespace facet::test
