// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"
#include "tests/support/FilmReader.h"

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace facet::test {

namespace {

constexpr int Usage = 2;
constexpr int BadInput = 3;
constexpr int NoFace = 4;
constexpr int BadOutput = 7;
constexpr int Interrupted = 130;

class Interpolate : public CommandLine {
 protected:
    Interpolate() {
        const Image whole = pixelsOf(example());
        const int side = std::min(whole.width(), whole.height()) / 2;
        m_pictures = {middleOfExample().cropped({0, 0, side, side}),
                      middleOfExample().cropped({20, 10, side - 40, side - 40})};
        m_photos = {writePicture("a.png", m_pictures[0]), writePicture("b.png", m_pictures[1])};
    }

    /// The names in the folder apart from the two photos.
    std::vector<std::string> made() const {
        auto all = names();
        all.erase(std::remove_if(all.begin(), all.end(),
                                 [](const std::string& name) { return name == "a.png" || name == "b.png"; }),
                  all.end());
        return all;
    }
    std::vector<std::string> aligned(std::vector<std::string> more) const {
        std::vector<std::string> all = {"interpolate", m_photos[0], m_photos[1], "--aligned"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    std::vector<Image> m_pictures;
    std::vector<std::string> m_photos;
};

TEST_F(Interpolate, AFolderBeginsAndEndsWithThePhotosThemselves) {
    const int side = m_pictures[0].width();
    writePicture("c.png", noise(side, side, 3));
    const auto report = runForJson({"interpolate", m_photos[0], path("c.png"), "--aligned", "-o", path("frames"),
                                    "--size", std::to_string(side), "--seconds", "0.4", "--hold", "0", "--fps", "10"});
    EXPECT_EQ(report["frames"], 5);
    EXPECT_EQ(report["width"], side);
    EXPECT_TRUE(report["film_ms"].contains("decode"));
    EXPECT_EQ(pixelsOf(path("frames/frame-00000.png")), m_pictures[0]);
    EXPECT_EQ(pixelsOf(path("frames/frame-00004.png")), pixelsOf(path("c.png")));
    EXPECT_EQ(runForJson({"info", path("frames/frame-00002.png")})["recipe"]["film"][1]["photo"], "c.png");
}

TEST_F(Interpolate, AnMp4HasTheFramesAndEndsOfTheFolder) {
    const std::vector<std::string> times = {"--size", "97", "--seconds", "0.5", "--hold", "0.1", "--fps", "20"};
    const auto to = [&](const std::string& name) {
        auto all = aligned({"-o", path(name)});
        all.insert(all.end(), times.begin(), times.end());
        return all;
    };
    const auto report = runForJson(to("film.mp4"));
    EXPECT_EQ(report["width"], 96);  // 4:2:0 has no odd sides
    const ReadFilm film = readFilm(path("film.mp4"));
    EXPECT_EQ(film.codec, "h264");
    EXPECT_EQ(film.frames.size(), 14U);
    EXPECT_EQ(film.frames.size(), report["frames"]);
    EXPECT_NE(film.description.find("a.png"), std::string::npos);
    for (const std::string name : {"film.webm", "film.gif", "film.png"}) {
        runWell(to(name));
        EXPECT_EQ(readFilm(path(name)).frames.size(), 14U) << name;
    }
    expectFailure(to("film.mp4"), BadOutput, "--overwrite");
}

TEST_F(Interpolate, PathsEasingsLoopsAndFramingsAreOptions) {
    for (const std::string option : {"--path=linear", "--path=spline", "--easing=even", "--easing=linear",
                                     "--loop=loop", "--loop=ping-pong", "--framing=photos", "--framing=first-photo"}) {
        const auto report = runForJson(aligned({"-o", path("film.mp4"), "--overwrite", "--size", "64", "--seconds",
                                                "0.3", "--fps", "10", "--hold", "0.1", option}));
        const int frames = option == "--loop=loop" ? 8 : option == "--loop=ping-pong" ? 8 : 5;
        EXPECT_EQ(report["frames"], frames) << option;
    }
}

TEST_F(Interpolate, OnePhotoGoesFromRecipeToRecipeAsEditShowsIt) {
    const std::string photo = m_photos[0];
    runWell({"interpolate", photo, "--aligned", "--set-to", "smile=1", "-o", path("frames"), "--seconds", "0.2",
             "--fps", "10", "--hold", "0"});
    runWell({"edit", photo, "--aligned", "--set", "smile=1", "-o", path("smile.png")});
    EXPECT_EQ(pixelsOf(path("frames/frame-00000.png")), m_pictures[0]);
    EXPECT_EQ(pixelsOf(path("frames/frame-00002.png")), pixelsOf(path("smile.png")));
    EXPECT_NE(pixelsOf(path("frames/frame-00001.png")), pixelsOf(path("smile.png")));
}

TEST_F(Interpolate, RefusesBeforeItWorks) {
    const std::string film = path("film.mp4");
    const std::string photo = m_photos[0];
    expectFailure({"interpolate", photo, "-o", film}, Usage, "a film needs two photos");
    expectFailure(aligned({"-o", path("film.xyz")}), Usage, "films are .mp4");
    expectFailure(aligned({"-o", "-"}), Usage, "standard output");
    for (const std::string size : {"0", "15", "4097", "many"}) {
        expectFailure(aligned({"-o", film, "--size", size}), Usage, "--size");
    }
    for (const std::string fps : {"0", "241"}) {
        expectFailure(aligned({"-o", film, "--fps", fps}), Usage, "--fps");
    }
    expectFailure(aligned({"-o", film, "--seconds", "0"}), Usage, "--seconds");
    expectFailure(aligned({"-o", film, "--hold=-1"}), Usage, "--hold");
    expectFailure(aligned({"-o", film, "--easing", "bouncy"}), Usage, "--easing");
    expectFailure(aligned({"-o", film, "--set-to", "smile=1"}), Usage, "give just one");
    expectFailure({"interpolate", photo, "--aligned", "--set-to", "smlie=1", "-o", film}, Usage, "did you mean smile?");
    expectFailure({"interpolate", m_photos[0], m_photos[1], "--eyes", "1,2,3,4", "-o", film}, Usage, "--aligned");
    expectFailure(aligned({"-o", path("film.gif"), "--fps", "60"}), Usage, "at most 50");
    expectFailure(aligned({"-o", path("absent/film.mp4")}), BadOutput, "there is no folder");
    expectFailure({"interpolate", photo, path("absent.png"), "--aligned", "-o", film}, BadInput, "absent.png");
    expectFailure({"interpolate", writePicture("noise.png", noise(200, 200, 3)), photo, "-o", film}, NoFace, "noise");
    EXPECT_EQ(made(), std::vector<std::string>{"noise.png"});
}

TEST_F(Interpolate, TwentyPhotosMakeAFilm) {
    std::vector<std::string> all = {"interpolate", "--aligned", "-o", path("film.mp4"), "--size", "32", "--seconds",
                                    "0.1",         "--hold",    "0",  "--fps",          "10"};
    for (int i = 0; i < 20; ++i) {
        all.push_back(m_photos[i % 2]);
    }
    EXPECT_EQ(runForJson(all)["frames"], 20);
}

TEST_F(Interpolate, AnInterruptLeavesNothing) {
    for (const std::string name : {"film.mp4", "frames"}) {
        // An hour of film: it cannot be through before the interrupt.
        Process process(
            facet(aligned({"-o", path(name), "--seconds", "600", "--fps", "240", "--size", "64", "--verbose"})));
        for (std::string line; line.find("b.png") == std::string::npos;) {
            line = process.nextErrorLine();
            ASSERT_FALSE(line.empty());
        }
        while (made().empty()) {
            usleep(10'000);  // until its temporary file is there
        }
        process.send(SIGINT);
        EXPECT_EQ(process.finish().exitCode, Interrupted);
        EXPECT_EQ(made(), std::vector<std::string>{});
    }
}

TEST_F(Interpolate, AFullDiskIsASentence) {
    for (const std::string name : {"film.mp4", "film.webm", "film.gif", "film.png", "frames"}) {
        Process process(facet(aligned({"-o", path(name), "--seconds", "1", "--size", "128"})), {.fileSize = 4000});
        const Finished finished = process.finish();
        EXPECT_EQ(finished.exitCode, BadOutput) << name;
        EXPECT_NE(finished.err.find("cannot be written"), std::string::npos) << finished.err;
        EXPECT_EQ(made(), std::vector<std::string>{}) << name;
    }
}

}  // namespace

}  // namespace facet::test
