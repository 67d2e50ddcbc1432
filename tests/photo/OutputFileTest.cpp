// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/media/PhotoFile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace facet::media {
namespace {

namespace fs = std::filesystem;
using test::errorOf;
using test::noise;
using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

const Photo Old{noise(4, 4, 3, Image::Depth::U8, 1), nullptr};
const Photo New{noise(4, 4, 3, Image::Depth::U8, 2), nullptr};
const WriteOptions Overwrite{.overwrite = true};

std::string writing(const Photo& photo, const fs::path& path, const WriteOptions& options = {}) {
    return errorOf(ErrorKind::Output, [&] { writePhoto(photo, path, options); });
}

TEST(OutputFile, RefusesToReplaceUnlessTold) {
    const TemporaryFolder folder;
    writePhoto(Old, folder / "a.png");
    EXPECT_THAT(writing(New, folder / "a.png"), EndsWith("a.png exists; say --overwrite to replace it"));
    EXPECT_THAT(errorOf(ErrorKind::Output, [&] { checkWritable(folder / "a.png", false); }), HasSubstr("--overwrite"));
    EXPECT_EQ(readPhoto(folder / "a.png").image, Old.image);
    writePhoto(New, folder / "a.png", Overwrite);
    EXPECT_EQ(readPhoto(folder / "a.png").image, New.image);
    EXPECT_THAT(test::namesIn(folder), ElementsAre("a.png"));
}

TEST(OutputFile, CheckingLeavesNothing) {
    const TemporaryFolder folder;
    checkWritable(folder / "a.png", false);
    EXPECT_TRUE(test::namesIn(folder).empty());
}

TEST(OutputFile, KeepsPermissionsAndGivesNewFilesTheUsualOnes) {
    const TemporaryFolder folder;
    const mode_t mask = ::umask(022);
    writePhoto(Old, folder / "a.png");
    ::umask(mask);
    struct stat status {};
    ASSERT_EQ(::stat((folder / "a.png").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0644U);
    ASSERT_EQ(::chmod((folder / "a.png").c_str(), 0600), 0);
    writePhoto(New, folder / "a.png", Overwrite);
    ASSERT_EQ(::stat((folder / "a.png").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0600U);
}

TEST(OutputFile, ReplacesWhatALinkPointsTo) {
    const TemporaryFolder folder;
    fs::create_directory(folder / "real");
    writePhoto(Old, folder / "real/a.png");
    fs::create_symlink(folder / "real/a.png", folder / "link.png");
    writePhoto(New, folder / "link.png", Overwrite);
    EXPECT_TRUE(fs::is_symlink(folder / "link.png"));
    EXPECT_EQ(readPhoto(folder / "real/a.png").image, New.image);
}

TEST(OutputFile, LeavesReadOnlyFilesAlone) {
    const TemporaryFolder folder;
    writePhoto(Old, folder / "a.png");
    fs::permissions(folder / "a.png", fs::perms::owner_read);
    EXPECT_THAT(writing(New, folder / "a.png", Overwrite), EndsWith("a.png is read-only; choose another name"));
    EXPECT_EQ(readPhoto(folder / "a.png").image, Old.image);
    EXPECT_THAT(test::namesIn(folder), ElementsAre("a.png"));
}

TEST(OutputFile, SaysWhereItCannotWrite) {
    const TemporaryFolder folder;
    EXPECT_THAT(writing(New, folder / "absent/a.png"), HasSubstr("there is no folder"));
    fs::create_directory(folder / "dir.png");
    EXPECT_THAT(writing(New, folder / "dir.png", Overwrite), EndsWith("dir.png is a folder; give a file name"));
    EXPECT_THAT(writing(New, "/proc/a.png"), HasSubstr("/proc/a.png cannot be written"));
    EXPECT_THAT(errorOf(ErrorKind::Output, [] { checkWritable("/proc/a.png", false); }),
                HasSubstr("cannot be written"));
    fs::create_symlink("/dev/full", folder / "full.png");
    EXPECT_THAT(writing(New, folder / "full.png", Overwrite), EndsWith("full.png is not a regular file"));
}

/// Files of this process may not grow beyond a few bytes while this lives: write() then fails as on a full disk.
class FullDisk {
 public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{100, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

 private:
    rlimit m_before{};
};

TEST(OutputFile, AFullDiskLeavesWhatWasThere) {
    const TemporaryFolder folder;
    writePhoto(Old, folder / "a.png");
    const Photo large{noise(64, 64, 3), nullptr};
    {
        const FullDisk full;
        EXPECT_THAT(writing(large, folder / "a.png", Overwrite), HasSubstr("a.png cannot be written: "));
        EXPECT_THAT(writing(large, folder / "b.png"), HasSubstr("b.png cannot be written: "));
    }
    EXPECT_EQ(readPhoto(folder / "a.png").image, Old.image);
    EXPECT_THAT(test::namesIn(folder), ElementsAre("a.png"));
}

}  // namespace
}  // namespace facet::media
