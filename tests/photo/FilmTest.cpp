// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "engine/Film.h"
#include "engine/face/Morph.h"
#include "engine/media/PhotoFile.h"
#include "tests/support/FakeFaceEngine.h"
#include "tests/support/FilmReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace facet {
namespace {

using test::errorOf;
using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Film : public testing::Test {
 protected:
    static FilmKey keyOf(Image photo, Point centre, const EditRecipe& recipe = {}) {
        const Face face = test::faceAt(centre, 60);
        return {std::make_shared<Image>(std::move(photo)), Alignment::fromEyes(face.leftEye, face.rightEye), recipe,
                "photo.jpg"};
    }
    static FilmPlan planOf(std::vector<FilmKey> keys, FilmFraming framing, int size = 0) {
        FilmPlan plan;
        plan.timing.keys.assign(keys.size(), {0.2, 0.4, film::Easing::Linear});
        plan.timing.fps = 20;
        plan.keys = std::move(keys);
        plan.framing = framing;
        plan.size = size;
        return plan;
    }
    static FilmPlan twoPhotos(FilmFraming framing, int size = 0) {
        return planOf({keyOf(test::gradient(160, 120, 3), {70, 60}), keyOf(test::noise(120, 160, 3), {60, 90})},
                      framing, size);
    }
    Image frameAt(const FilmPlan& plan, double position) const {
        return makeFilmScene(m_engine, plan)->frames({position}).front();
    }

    std::shared_ptr<test::FakeControl> m_control = std::make_shared<test::FakeControl>();
    test::FakeFaceEngine m_engine{m_control};
};

TEST_F(Film, BetweenCropsItBeginsAndEndsWithThePhotosOwnPixels) {
    FilmPlan plan = twoPhotos(FilmFraming::Face, 64);
    for (FilmKey& key : plan.keys) {
        key.photo = std::make_shared<Image>(key.photo->cropped({0, 0, 64, 64}));
        key.alignment = Alignment::wholePicture(64, 64);
    }
    EXPECT_EQ(frameAt(plan, 0), *plan.keys[0].photo);
    EXPECT_EQ(frameAt(plan, 1), *plan.keys[1].photo);
    EXPECT_NE(frameAt(plan, 0.5), *plan.keys[0].photo);
}

TEST_F(Film, HalfWayItIsTheMixAndWhatTheModelAdds) {
    FilmPlan plan =
        planOf({keyOf(Image(64, 64, 3), {32, 32}), keyOf(Image(64, 64, 3), {32, 32})}, FilmFraming::Face, 64);
    std::fill_n(const_cast<std::byte*>(plan.keys[1].photo->data()), plan.keys[1].photo->byteCount(), std::byte{200});
    const Image middle = frameAt(plan, 0.5);
    EXPECT_NEAR(middle.row<std::uint8_t>(32)[3 * 32], 100 + 0.1 * 255, 1);
}

TEST_F(Film, InTheFirstPhotoOnlyTheFaceChanges) {
    const FilmPlan plan = twoPhotos(FilmFraming::FirstPhoto);
    const Image& first = *plan.keys[0].photo;
    EXPECT_EQ(frameAt(plan, 0), first);
    const Image last = frameAt(plan, 1);
    ASSERT_EQ(last.bounds(), first.bounds());
    const PixelRect face = plan.keys[0].alignment.boundsInPhoto();
    int changed = 0;
    for (int y = 0; y < first.height(); ++y) {
        for (int x = 0; x < first.width(); ++x) {
            const bool inside = x >= face.x && x < face.x + face.width && y >= face.y && y < face.y + face.height;
            const bool same = std::equal(first.row<std::uint8_t>(y) + 3 * x, first.row<std::uint8_t>(y) + 3 * x + 3,
                                         last.row<std::uint8_t>(y) + 3 * x);
            EXPECT_TRUE(inside || same) << x << ", " << y;
            changed += same ? 0 : 1;
        }
    }
    EXPECT_GT(changed, face.width * face.height / 4);
}

TEST_F(Film, FromPhotoToPhotoBothEndsAreWhole) {
    FilmPlan plan = twoPhotos(FilmFraming::Photos);
    plan.keys[1] = keyOf(test::noise(160, 120, 3), {100, 50});
    EXPECT_EQ(frameAt(plan, 0), *plan.keys[0].photo);
    EXPECT_EQ(frameAt(plan, 1), *plan.keys[1].photo);
    // Another shape fills the frame of the first.
    EXPECT_EQ(frameAt(twoPhotos(FilmFraming::Photos), 1).bounds(), (PixelRect{0, 0, 160, 120}));
}

TEST_F(Film, FromPhotoToPhotoTheFaceGoesFromPlaceToPlace) {
    const auto dark = [](Point eye) {  // a white dot between the eyes
        Image photo(160, 120, 3);
        for (int y = -3; y < 3; ++y) {
            for (int x = -9; x < 9; ++x) {
                photo.row<std::uint8_t>(static_cast<int>(eye.y) + y)[3 * static_cast<int>(eye.x) + x] = 250;
            }
        }
        return photo;
    };
    const FilmPlan plan =
        planOf({keyOf(dark({60, 40}), {60, 40}), keyOf(dark({100, 80}), {100, 80})}, FilmFraming::Photos);
    const Image middle = frameAt(plan, 0.5);
    EXPECT_GT(middle.row<std::uint8_t>(60)[3 * 80], 220);
    EXPECT_LT(middle.row<std::uint8_t>(40)[3 * 60], 60);
}

TEST_F(Film, BetweenRecipesOfOnePhotoItIsWhatTheEditorShows) {
    FilmKey from = keyOf(test::gradient(161, 121, 3), {70, 60});
    FilmKey to = from;
    to.recipe.amounts["smile"] = 1;
    const FilmPlan plan = planOf({from, to}, FilmFraming::FirstPhoto);
    EXPECT_EQ(frameAt(plan, 0), *from.photo);
    const auto face = m_engine.encode(*from.photo, from.alignment);
    for (const double t : {0.5, 1.0}) {
        EditRecipe recipe;
        recipe.amounts["smile"] = t;
        const auto edit = m_engine.edit(*face, recipe);
        EXPECT_EQ(frameAt(plan, t), m_engine.composite(*from.photo, 1, from.photo->bounds(), {edit})) << t;
    }
    const auto even = makeFilmScene(m_engine, plan, true);
    EXPECT_EQ(even->frames({0}).front(), from.photo->cropped({0, 0, 160, 120}));
}

TEST_F(Film, EditedKeysShowTheirEdits) {
    FilmPlan plan = twoPhotos(FilmFraming::Face, 64);
    const Image plain = frameAt(plan, 0);
    plan.keys[0].recipe.amounts["smile"] = 1;
    EXPECT_NE(frameAt(plan, 0), plain);
    EXPECT_EQ(filmJson(plan).rfind(R"({"film":[{"amounts":{"smile":1.0})", 0), 0U) << filmJson(plan);
}

TEST_F(Film, EvenWaysChangeAsMuchInEveryStep) {
    FilmPlan plan =
        planOf({keyOf(Image(64, 64, 3), {32, 32}), keyOf(Image(64, 64, 3), {32, 32})}, FilmFraming::Face, 64);
    std::fill_n(const_cast<std::byte*>(plan.keys[1].photo->data()), plan.keys[1].photo->byteCount(), std::byte{90});
    const auto largestStep = [&](film::Easing easing) {
        plan.timing.keys.front().easing = easing;
        const auto frames = makeFilmScene(m_engine, plan)->frames(filmPositions(m_engine, plan));
        double largest = 0;
        for (std::size_t i = 1; i < frames.size(); ++i) {
            largest = std::max(
                largest, std::abs(frames[i].row<std::uint8_t>(32)[96] - frames[i - 1].row<std::uint8_t>(32)[96]) * 1.0);
        }
        return largest;
    };
    EXPECT_LT(largestStep(film::Easing::Even), 0.75 * largestStep(film::Easing::Linear));
}

TEST_F(Film, IsWrittenWithEveryFrame) {
    const TemporaryFolder folder;
    std::vector<double> shares;
    const auto report = writeFilm(m_engine, twoPhotos(FilmFraming::Photos, 101), {folder / "film.mp4"},
                                  [&](const std::string&, double share) { shares.push_back(share); }, {});
    EXPECT_EQ(report.frames, 16);
    EXPECT_EQ(report.width, 100);
    EXPECT_EQ(report.height, 76);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    const auto film = test::readFilm(folder / "film.mp4");
    EXPECT_EQ(film.frames.size(), 16U);
    EXPECT_EQ(film.frames.front().bounds(), (PixelRect{0, 0, 100, 76}));
    EXPECT_EQ(film.description, filmJson(twoPhotos(FilmFraming::Photos)));
}

TEST_F(Film, StoppedItLeavesNothing) {
    const TemporaryFolder folder;
    std::stop_source stop;
    const auto stopSoon = [&](const std::string&, double share) {
        if (share > 0.3) {
            stop.request_stop();
        }
    };
    EXPECT_THAT(errorOf(ErrorKind::Interrupted,
                        [&] {
                            writeFilm(m_engine, twoPhotos(FilmFraming::Face), {folder / "film.mp4"}, stopSoon,
                                      stop.get_token());
                        }),
                HasSubstr("interrupted"));
    EXPECT_THAT(test::namesIn(folder), IsEmpty());
}

TEST_F(Film, RefusesWhatNoFilmHas) {
    const auto refused = [this](auto change) {
        FilmPlan plan = twoPhotos(FilmFraming::Face);
        change(plan);
        return errorOf(ErrorKind::Usage, [&] { makeFilmScene(m_engine, plan); });
    };
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.keys.pop_back(); }), HasSubstr("at least two faces"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.timing.fps = 0; }), HasSubstr("1 to 240 frames"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.timing.fps = 241; }), HasSubstr("1 to 240 frames"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.size = 8; }), HasSubstr("16 to 4096 pixels"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.size = 5000; }), HasSubstr("16 to 4096 pixels"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.timing.keys[0].seconds = 0; }), HasSubstr("more than 0"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.timing.keys[0].seconds = std::nan(""); }), HasSubstr("more than 0"));
    EXPECT_THAT(refused([](FilmPlan& plan) { plan.timing.keys[1].hold = -1; }), HasSubstr("stands"));
}

}  // namespace
}  // namespace facet
