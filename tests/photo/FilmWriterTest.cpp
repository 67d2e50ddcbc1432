// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/media/FilmWriter.h"
#include "engine/media/PhotoFile.h"
#include "tests/support/FilmReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>

namespace facet::media {
namespace {

namespace fs = std::filesystem;
using test::errorOf;
using test::ReadFilm;
using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int Frames = 25;
constexpr int Width = 64;
constexpr int Height = 48;

/// A picture that slides on by a pixel a frame.
Image frameAt(int index) {
    return test::gradient(Width + Frames, Height, 3).cropped({index, 0, Width, Height});
}

FilmFormat format(int fps = 25) {
    return {.width = Width, .height = Height, .fps = fps, .quality = 90, .loops = true, .recipeJson = R"({"film":[]})"};
}

void writeFilm(const fs::path& path, int fps = 25, bool overwrite = false) {
    const auto writer = makeFilmWriter(path, format(fps), overwrite);
    for (int i = 0; i < Frames; ++i) {
        writer->add(frameAt(i));
    }
    writer->finish();
}

std::string contentOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void expectWhole(const ReadFilm& film, double leastPsnr) {
    ASSERT_EQ(film.frames.size(), static_cast<std::size_t>(Frames));
    EXPECT_NEAR(film.seconds, 1, 0.011);
    for (const int i : {0, 1, Frames / 2, Frames - 1}) {
        EXPECT_GE(test::psnr(film.frames[i], frameAt(i)), leastPsnr) << "frame " << i;
        EXPECT_NEAR(film.times[i], i / 25.0, 0.006) << "frame " << i;
    }
}

TEST(FilmWriter, Mp4IsTaggedHighProfileAndStartsFast) {
    const TemporaryFolder folder;
    writeFilm(folder / "film.mp4");
    const ReadFilm film = test::readFilm(folder / "film.mp4");
    EXPECT_EQ(film.codec, "h264");
    EXPECT_EQ(film.profile, "High");
    EXPECT_EQ(film.pixels, "yuv420p");
    EXPECT_THAT((std::vector{film.matrix, film.transfer, film.primaries, film.range}),
                ElementsAre("bt709", "bt709", "bt709", "tv"));
    EXPECT_THAT(film.comment, HasSubstr("rainedAlgorithmicMedia"));
    EXPECT_EQ(film.description, R"({"film":[]})");
    expectWhole(film, 40);
    const std::string bytes = contentOf(folder / "film.mp4");
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
    EXPECT_THAT(test::namesIn(folder), ElementsAre("film.mp4"));
}

TEST(FilmWriter, WebMIsVp9) {
    const TemporaryFolder folder;
    writeFilm(folder / "film.webm");
    const ReadFilm film = test::readFilm(folder / "film.webm");
    EXPECT_EQ(film.codec, "vp9");
    EXPECT_EQ(film.pixels, "yuv420p");
    EXPECT_EQ(film.matrix, "bt709");
    EXPECT_THAT(film.comment, HasSubstr("rainedAlgorithmicMedia"));
    expectWhole(film, 38);
}

TEST(FilmWriter, GifHasAPaletteThatFits) {
    const TemporaryFolder folder;
    writeFilm(folder / "film.gif");
    expectWhole(test::readFilm(folder / "film.gif"), 30);
    const std::string bytes = contentOf(folder / "film.gif");
    EXPECT_THAT(bytes, HasSubstr("rainedAlgorithmicMedia"));
    EXPECT_THAT(bytes, HasSubstr("NETSCAPE2.0"));
    EXPECT_EQ(bytes.back(), '\x3B');
}

TEST(FilmWriter, ApngLosesNothingAndIsMarkedAsPhotosAre) {
    const TemporaryFolder folder;
    writeFilm(folder / "film.png");
    expectWhole(test::readFilm(folder / "film.png"), 100);
    const Photo still = readPhoto(folder / "film.png");
    EXPECT_EQ(still.image, frameAt(0));
    EXPECT_EQ(recipeOf(still), R"({"film":[]})");
}

TEST(FilmWriter, AFolderHoldsTheFramesBitForBit) {
    const TemporaryFolder folder;
    writeFilm(folder / "frames/");
    EXPECT_EQ(readPhoto(folder / "frames/frame-00000.png").image, frameAt(0));
    EXPECT_EQ(readPhoto(folder / "frames/frame-00024.png").image, frameAt(Frames - 1));
    EXPECT_EQ(recipeOf(readPhoto(folder / "frames/frame-00007.png")), R"({"film":[]})");
    EXPECT_FALSE(fs::exists(folder / "frames/frame-00025.png"));
    EXPECT_THAT(test::namesIn(folder), ElementsAre("frames"));
}

TEST(FilmWriter, ReplacesOnlyWhenToldAndOnlyFilms) {
    const TemporaryFolder folder;
    for (const std::string name : {"film.mp4", "frames"}) {
        writeFilm(folder / name);
        EXPECT_THAT(errorOf(ErrorKind::Output, [&] { writeFilm(folder / name); }), HasSubstr("--overwrite"));
        writeFilm(folder / name, 25, true);
    }
    fs::create_directory(folder / "holiday");
    std::ofstream(folder / "holiday/notes.txt") << "mine";
    EXPECT_THAT(errorOf(ErrorKind::Output, [&] { writeFilm(folder / "holiday", 25, true); }),
                HasSubstr("other things than a film's frames"));
    EXPECT_TRUE(fs::exists(folder / "holiday/notes.txt"));
}

TEST(FilmWriter, SaysWhichNamesAndRatesItTakes) {
    const TemporaryFolder folder;
    const auto refused = [&](const std::string& name, int fps) {
        return errorOf(ErrorKind::Usage, [&] { checkFilm(folder / name, fps, false); });
    };
    EXPECT_THAT(refused("film.xyz", 25), HasSubstr("films are .mp4"));
    EXPECT_THAT(refused("film.gif", 60), HasSubstr("at most 50 frames a second"));
    EXPECT_THAT(errorOf(ErrorKind::Usage, [] { checkFilm("-", 25, false); }), HasSubstr("standard output"));
    checkFilm(folder / "FILM.MP4", 240, false);
    EXPECT_THAT(errorOf(ErrorKind::Output, [&] { checkFilm(folder / "absent/film.mp4", 25, false); }),
                HasSubstr("there is no folder"));
    EXPECT_THAT(test::namesIn(folder), IsEmpty());
}

TEST(FilmWriter, EveryRateIsKept) {
    const TemporaryFolder folder;
    for (const int fps : {1, 240}) {
        writeFilm(folder / "film.mp4", fps, true);
        const ReadFilm film = test::readFilm(folder / "film.mp4");
        EXPECT_EQ(film.frames.size(), static_cast<std::size_t>(Frames));
        EXPECT_NEAR(film.times.back(), (Frames - 1.0) / fps, 1e-3) << fps;
    }
}

TEST(FilmWriter, UnfinishedItLeavesNothingAndKeepsWhatWasThere) {
    const TemporaryFolder folder;
    for (const std::string name : {"film.mp4", "film.webm", "film.gif", "film.png", "frames"}) {
        makeFilmWriter(folder / name, format(), false)->add(frameAt(0));
    }
    EXPECT_THAT(test::namesIn(folder), IsEmpty());
}

/// Files of this process may not grow beyond a few bytes while this lives: writing then fails as on a full disk.
class FullDisk {
 public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{2000, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

 private:
    rlimit m_before{};
};

TEST(FilmWriter, AFullDiskIsASentenceAndLeavesNothing) {
    const TemporaryFolder folder;
    for (const std::string name : {"film.mp4", "film.webm", "film.gif", "film.png", "frames"}) {
        SCOPED_TRACE(name);
        const FullDisk full;
        const auto failure = errorOf(ErrorKind::Output, [&] {
            const auto writer = makeFilmWriter(folder / name, format(), false);
            for (int i = 0; i < Frames; ++i) {
                writer->add(test::noise(Width, Height, 3, Image::Depth::U8, static_cast<unsigned>(i)));
            }
            writer->finish();
        });
        EXPECT_THAT(failure, HasSubstr("cannot be written"));
        EXPECT_THAT(test::namesIn(folder), IsEmpty());
    }
}

}  // namespace
}  // namespace facet::media
