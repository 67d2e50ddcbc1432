// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/media/ImageArchive.h"
#include "engine/media/PhotoFile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

namespace facet::media {
namespace {

using test::errorOf;
using test::noise;
using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::byte> png(int channels, Image::Depth depth = Image::Depth::U8) {
    return encodePhoto({noise(6, 4, channels, depth), nullptr}, ".png");
}

void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::vector<std::byte>>>& files) {
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE, nullptr);
    for (const auto& [name, bytes] : files) {
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    }
    ASSERT_EQ(zip_close(zip), 0);
}

TEST(ImageArchive, ListsAZipsPicturesByFileName) {
    const TemporaryFolder folder;
    writeZip(folder / "a.zip", {{"deep/b.png", png(3)}, {"a.PNG", png(1)}, {"notes.txt", png(3)}, {"x/é.png", png(4)}});
    const ImageArchive archive(folder / "a.zip");
    EXPECT_THAT(archive.names(), ElementsAre("a.PNG", "b.png", "é.png"));
    EXPECT_EQ(archive.read("b.png"), noise(6, 4, 3));
}

TEST(ImageArchive, ReadsAFolderAndWhatIsBelow) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "one/two");
    test::writeBytes(folder / "one/two/b.png", png(3));
    test::writeBytes(folder / "a.png", png(3));
    const ImageArchive archive(folder.path());
    EXPECT_THAT(archive.names(), ElementsAre("a.png", "b.png"));
    EXPECT_EQ(archive.read("b.png"), noise(6, 4, 3));
}

TEST(ImageArchive, ATakenNameKeepsItsFolders) {
    const TemporaryFolder folder;
    writeZip(folder / "a.zip", {{"one/a.png", png(3)}, {"two/a.png", png(1)}});
    EXPECT_THAT(ImageArchive(folder / "a.zip").names(), ElementsAre("a.png", "two/a.png"));
}

TEST(ImageArchive, EverythingBecomesEightBitRgb) {
    const TemporaryFolder folder;
    writeZip(folder / "a.zip", {{"grey.png", png(1)}, {"alpha.png", png(4)}, {"deep.png", png(3, Image::Depth::U16)}});
    const ImageArchive archive(folder / "a.zip");
    for (const std::string& name : archive.names()) {
        const Image image = archive.read(name);
        EXPECT_EQ(image.channels(), 3) << name;
        EXPECT_EQ(image.depth(), Image::Depth::U8) << name;
    }
    EXPECT_EQ(archive.read("grey.png").row<std::uint8_t>(1)[5], noise(6, 4, 1).row<std::uint8_t>(1)[1]);
}

TEST(ImageArchive, SaysWhatIsWrong) {
    const TemporaryFolder folder;
    test::writeBytes(folder / "no.zip", test::bytesOf("nothing of the sort"));
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { ImageArchive(folder / "no.zip"); }), HasSubstr("neither a folder nor"));
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { ImageArchive(folder / "absent.zip"); }), HasSubstr("no such file"));
    writeZip(folder / "a.zip", {{"bad.png", test::bytesOf("no picture")}});
    const ImageArchive archive(folder / "a.zip");
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { archive.read("bad.png"); }), HasSubstr("bad.png in "));
    EXPECT_THAT(errorOf(ErrorKind::Input, [&] { archive.read("c.png"); }), HasSubstr("holds no picture named c.png"));
}

}  // namespace
}  // namespace facet::media
