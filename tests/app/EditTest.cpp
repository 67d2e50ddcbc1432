// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Alignment.h"
#include "engine/RecipeText.h"
#include "engine/media/PhotoFile.h"
#include "tests/app/CommandLine.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace facet::test {

namespace {

class Edit : public CommandLine {};

bool differ(const Image& a, const Image& b, const PixelRect& part) {
    return a.cropped(part) != b.cropped(part);
}

constexpr PixelRect EndsOfHair{240, 745, 40, 20};  // of the example's, below the face's crop

TEST_F(Edit, NothingAskedForIsNothingChanged) {
    runWell({"edit", example(), "-o", path("same.png")});
    EXPECT_EQ(pixelsOf(path("same.png")), pixelsOf(example()));
    EXPECT_EQ(runForJson({"info", path("same.png")})["recipe"], nullptr);

    const Image deep = noise(90, 61, 4, Image::Depth::U16);
    const std::string photo = writePicture("deep.png", deep);
    runWell({"edit", photo, "--aligned", "--set", "smile=0", "--mask", "none", "-o", path("deep.tif")});
    EXPECT_EQ(pixelsOf(path("deep.tif")), deep);
}

TEST_F(Edit, ASmileChangesTheFaceAndNothingElse) {
    const auto report = runForJson({"edit", "--set", "smile=1", example(), "-o", path("smile.png")});
    const Image before = pixelsOf(example());
    const Image after = pixelsOf(path("smile.png"));
    ASSERT_EQ(after.bounds(), before.bounds());
    EXPECT_FALSE(differ(before, after, {0, before.height() - 8, 8, 8}));
    EXPECT_FALSE(differ(before, after, EndsOfHair));
    const auto& box = report["faces"][0]["box"];
    EXPECT_TRUE(
        differ(before, after, intersection({int(box[0]), int(box[1]), int(box[2]), int(box[3])}, before.bounds())));
}

TEST_F(Edit, ANewColourOfHairGoesOnBelowTheCrop) {
    runWell({"edit", "--set", "blond-hair=1", example(), "-o", path("fair.png")});
    const Image before = pixelsOf(example());
    const Image after = pixelsOf(path("fair.png"));
    double lighter = 0;
    for (int y = EndsOfHair.y; y < EndsOfHair.y + EndsOfHair.height; ++y) {
        for (int i = 3 * EndsOfHair.x; i < 3 * (EndsOfHair.x + EndsOfHair.width); ++i) {
            lighter += int{after.row<std::uint8_t>(y)[i]} - int{before.row<std::uint8_t>(y)[i]};
        }
    }
    EXPECT_GT(lighter / (3 * EndsOfHair.width * EndsOfHair.height), 30);
    for (const PixelRect& other :
         {PixelRect{60, 900, 80, 60}, PixelRect{470, 800, 40, 40}, PixelRect{900, 500, 60, 60}}) {
        EXPECT_FALSE(differ(before, after, other)) << "a blazer, a neck, a wall: " << other.x;
    }
}

/// The largest change of a sample in a part of a picture.
int worstIn(const Image& before, const Image& after, const PixelRect& part) {
    int worst = 0;
    for (int y = part.y; y < part.y + part.height; ++y) {
        for (int i = 3 * part.x; i < 3 * (part.x + part.width); ++i) {
            worst = std::max(worst, std::abs(before.row<std::uint8_t>(y)[i] - after.row<std::uint8_t>(y)[i]));
        }
    }
    return worst;
}

/// In the model's pictures fair hair comes with fair skin and pale lips; a smile must not let them through.
TEST_F(Edit, AHairsColourBesideASmileIsTheHairsAlone) {
    const auto report = runForJson({"edit", "--set", "smile=1", example(), "-o", path("smile.png")});
    runWell({"edit", "--set", "smile=1", "--set", "blond-hair=1", example(), "-o", path("both.png")});
    const Image smile = pixelsOf(path("smile.png"));
    const Image both = pixelsOf(path("both.png"));
    const auto& eyes = report["faces"][0]["eyes"];
    const int x = (int(eyes[0]) + int(eyes[2])) / 2;
    const int apart = int(eyes[2]) - int(eyes[0]);
    const int y = int(eyes[1]);
    EXPECT_LT(worstIn(smile, both, {x - apart / 8, y, apart / 4, apart / 2}), 8) << "the nose";
    EXPECT_GT(worstIn(smile, both, {x - apart / 8, y - apart * 5 / 4, apart / 4, apart / 4}), 60) << "the hair";
}

/// A move is drawn all over the model's picture; the mask of a smile beside it must not let that through.
TEST_F(Edit, RosyCheeksBesideASmileAreCheeksAlone) {
    const auto report = runForJson({"edit", "--set", "smile=1", example(), "-o", path("smile.png")});
    runWell({"edit", "--set", "smile=1", "--set", "rosy-cheeks=1", example(), "-o", path("both.png")});
    const Image smile = pixelsOf(path("smile.png"));
    const Image both = pixelsOf(path("both.png"));
    const auto& eyes = report["faces"][0]["eyes"];
    const Alignment place = Alignment::fromEyes({eyes[0], eyes[1]}, {eyes[2], eyes[3]});
    const auto around = [&](Point inCrop) {
        const Point p = place.toPhoto(inCrop);
        return PixelRect{int(p.x) - 8, int(p.y) - 8, 16, 16};
    };
    EXPECT_LT(worstIn(smile, both, around({0.5, 0.55})), 8) << "the nose";
    EXPECT_LT(worstIn(smile, both, around({0.5, 0.76})), 8) << "the mouth";
    EXPECT_GT(worstIn(smile, both, around({0.33, 0.6})), 20) << "a cheek";
}

/// In the model's own picture of a smile with lipstick lips are as pale as teeth.
TEST_F(Edit, LipstickIsPaintedOnASmileToo) {
    const auto report = runForJson({"edit", "--set", "smile=1", example(), "-o", path("smile.png")});
    runWell({"edit", "--set", "smile=1", "--set", "lipstick=1", example(), "-o", path("both.png")});
    runWell({"edit", "--set", "lipstick=1", example(), "-o", path("lipstick.png")});
    const auto& eyes = report["faces"][0]["eyes"];
    const Alignment place = Alignment::fromEyes({eyes[0], eyes[1]}, {eyes[2], eyes[3]});
    const auto rednessOf = [&](const Image& image, Point inCrop) {
        const Point p = place.toPhoto(inCrop);
        double red = 0;
        double green = 0;
        for (int y = int(p.y) - 3; y <= int(p.y) + 3; ++y) {
            for (int x = int(p.x) - 6; x <= int(p.x) + 6; ++x) {
                red += image.row<std::uint8_t>(y)[3 * x];
                green += image.row<std::uint8_t>(y)[3 * x + 1];
            }
        }
        return red / green;
    };
    const Point lowerLip{0.4935, 0.772};
    const Point chin{0.4935, 0.86};
    const Image before = pixelsOf(example());
    const Image smile = pixelsOf(path("smile.png"));
    const Image both = pixelsOf(path("both.png"));
    const Image lipstick = pixelsOf(path("lipstick.png"));
    EXPECT_GT(rednessOf(lipstick, lowerLip), 1.1 * rednessOf(before, lowerLip));
    EXPECT_GT(rednessOf(both, lowerLip), 1.08 * rednessOf(smile, lowerLip));
    EXPECT_NEAR(rednessOf(both, chin), rednessOf(smile, chin), 0.01);
}

TEST_F(Edit, APaintedMaskIsKeptTo) {
    const Image before = pixelsOf(example());
    Image mask(before.width(), before.height(), 1);
    const PixelRect lower{0, before.height() / 2, before.width(), before.height() - before.height() / 2};
    for (int y = lower.y; y < before.height(); ++y) {
        std::fill_n(mask.row<std::uint8_t>(y), mask.width(), std::uint8_t{255});
    }
    const std::string painted = writePicture("mask.png", mask);
    const auto report = runForJson({"edit", example(), "--set", "smile=1", "--mask", painted, "-o", path("o.png")});
    EXPECT_EQ(report["recipe"]["mask"], "painted");
    const Image after = pixelsOf(path("o.png"));
    EXPECT_FALSE(differ(before, after, {0, 0, before.width(), lower.y - 1}));
    EXPECT_TRUE(differ(before, after, lower));

    const std::string small = writePicture("small.png", Image(7, 5, 1));
    expectFailure({"edit", example(), "--set", "smile=1", "--mask", small, "-o", path("p.png")}, 2, "7×5");
}

TEST_F(Edit, ARecipeBringsTheCorrectionsOfItsMask) {
    const Image before = pixelsOf(example());
    const auto faces = runForJson({"faces", example()})["faces"];
    const Point left{faces[0]["eyes"][0], faces[0]["eyes"][1]};
    const Point right{faces[0]["eyes"][2], faces[0]["eyes"][3]};
    const Alignment place = Alignment::fromEyes(left, right);
    const auto result = [&](std::uint8_t lowerHalf, const std::string& name) {
        auto picture = std::make_shared<Image>(64, 64, 1);
        std::fill_n(picture->row<std::uint8_t>(0), 64 * 32, PaintedMask::AsItIs);
        std::fill_n(picture->row<std::uint8_t>(32), 64 * 32, lowerHalf);
        const std::string recipe = writeFile(name + ".json", textOf({{{"smile", 1}}, MaskMode::Corrected, {picture}}));
        runWell({"edit", example(), "--recipe", recipe, "-o", path(name + ".png")});
        return pixelsOf(path(name + ".png"));
    };
    runWell({"edit", example(), "--set", "smile=1", "-o", path("automatic.png")});
    EXPECT_EQ(result(PaintedMask::AsItIs, "same"), pixelsOf(path("automatic.png")));

    // A mouth that is taken from the mask smiles no more; a corner that is added to it changes.
    const Point mouth = place.toPhoto({0.5, 0.75});
    const auto aroundMouth = PixelRect{int(mouth.x) - 20, int(mouth.y) - 10, 40, 20};
    EXPECT_TRUE(differ(before, pixelsOf(path("automatic.png")), aroundMouth));
    EXPECT_FALSE(differ(before, result(0, "without"), aroundMouth));
    const Point corner = place.toPhoto({0.12, 0.6});
    const auto aroundCorner = intersection({int(corner.x) - 4, int(corner.y) - 4, 8, 8}, before.bounds());
    EXPECT_FALSE(differ(before, pixelsOf(path("automatic.png")), aroundCorner));
    EXPECT_TRUE(differ(before, result(255, "with"), aroundCorner));

    const std::string named = writeFile("named.json", R"({"amounts": {"smile": 1}, "mask": "corrected"})");
    expectFailure({"edit", example(), "--recipe", named, "-o", path("p.png")}, 2, "corrections");
    const std::string many = path("same.json");
    expectFailure({"batch", example(), "--recipe", many, "-o", path("folder")}, 2, "one photo");
}

TEST_F(Edit, TheReportHoldsWhatTheContractSays) {
    const auto report = runForJson({"edit", example(), "-o", path("o.jpg"), "--set", "smile=0.5", "--face", "all"});
    EXPECT_EQ(report["input"], example());
    EXPECT_EQ(report["output"], path("o.jpg"));
    EXPECT_EQ(report["recipe"]["amounts"]["smile"], 0.5);
    EXPECT_TRUE(report["device"].is_string());
    for (const char* stage : {"load", "detect", "encode", "decode", "composite", "save"}) {
        EXPECT_GE(report["timings_ms"].value(stage, -1.0), 0) << stage;
    }
    EXPECT_GE(report["roundtrip"].value("max", -1.0), report["roundtrip"].value("mean", 1e9));
    ASSERT_FALSE(report["faces"].empty());
    EXPECT_EQ(report["faces"][0]["index"], 0);
    EXPECT_EQ(report["faces"][0]["box"].size(), 4U);
    EXPECT_EQ(report["faces"][0]["eyes"].size(), 4U);
    EXPECT_TRUE(report["faces"][0]["warnings"].is_array());
}

TEST_F(Edit, TheFacesThatAreListedCanBeMarked) {
    const auto faces = runForJson({"faces", example()})["faces"];
    ASSERT_EQ(faces.size(), 1U);
    EXPECT_GT(faces[0].value("score", 0.0), 0);
    const auto& eyes = faces[0]["eyes"];
    const std::string marked = eyes[0].dump() + "," + eyes[1].dump() + "," + eyes[2].dump() + "," + eyes[3].dump();
    const auto report = runForJson({"edit", example(), "--eyes", marked, "-o", path("o.png")});
    for (int i = 0; i < 4; ++i) {
        EXPECT_NEAR(report["faces"][0]["eyes"][i].get<double>(), eyes[i].get<double>(), 0.11);
    }
    const std::string table = runWell({"faces", example()});
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2) << table;
}

TEST_F(Edit, AnAlignedCropKeepsItsSize) {
    const Image whole = middleOfExample();
    const Image crop = whole.cropped({0, 0, whole.width(), whole.height() - 10});
    const std::string photo = writePicture("crop.png", crop);
    const auto report = runForJson({"edit", photo, "--aligned", "--set", "smile=1", "-o", path("o.png")});
    EXPECT_EQ(report["faces"][0]["box"], nlohmann::json({0, 0, crop.width(), crop.height()}));
    EXPECT_EQ(pixelsOf(path("o.png")).bounds(), crop.bounds());
    EXPECT_NE(pixelsOf(path("o.png")), crop);
}

TEST_F(Edit, OverwritesOnlyWhenTold) {
    const Image before = middleOfExample();
    const std::string photo = writePicture("photo.png", before);
    expectFailure({"edit", photo, "--aligned", "-o", photo, "--set", "smile=1"}, 7, "--overwrite");
    EXPECT_EQ(pixelsOf(photo), before);
    runWell({"edit", photo, "--aligned", "-o", photo, "--set", "smile=1", "--overwrite"});
    EXPECT_NE(pixelsOf(photo), before);
    EXPECT_EQ(names(), std::vector<std::string>{"photo.png"});
}

TEST_F(Edit, StandardStreamsStandInForFiles) {
    const Image picture = noise(64, 48, 3);
    const std::string bytes = contentOf(writePicture("photo.png", picture));
    Process process(facet({"edit", "-", "--aligned", "-o", "-"}));
    process.write(std::as_bytes(std::span(bytes)));
    process.closeInput();
    const Finished finished = process.finish();
    EXPECT_EQ(finished.exitCode, 0) << finished.err;
    EXPECT_EQ(media::readPhoto(std::as_bytes(std::span(finished.out)), "output").image, picture);

    expectFailure({"edit", "-", "-o", path("o.png")}, 3, "standard input is empty");
}

TEST_F(Edit, NamesMayBeWrittenInAnyScript) {
    const std::string photo = writePicture("Ünï cödé 😀.png", noise(64, 48, 3));
    const auto report = runForJson({"edit", photo, "--aligned", "-o", path("écrit 書.png")});
    EXPECT_EQ(report["output"], path("écrit 書.png"));
    EXPECT_EQ(pixelsOf(path("écrit 書.png")), noise(64, 48, 3));

    const std::string latin = writePicture("caf\xE9.png", noise(64, 48, 3));  // names need not be UTF-8
    EXPECT_EQ(runForJson({"edit", latin, "--aligned", "-o", path("o.png")})["faces"].size(), 1U);
}

TEST_F(Edit, TheResultRemembersItsRecipe) {
    const std::string photo = writePicture("photo.png", middleOfExample());
    const std::string recipe = writeFile("r.json", R"({"amounts": {"smile": 1, "age": 0.25}, "mask": "none"})");
    runWell({"edit", photo, "--aligned", "-o", path("o.jpg"), "--recipe", recipe, "--set", "smile=-0.5"});
    const auto stored = runForJson({"info", path("o.jpg")})["recipe"];
    EXPECT_EQ(stored["amounts"], nlohmann::json({{"smile", -0.5}, {"age", 0.25}}));
    EXPECT_EQ(stored["mask"], "none");
    EXPECT_NE(runWell({"info", path("o.jpg")}).find("smile"), std::string::npos);
}

TEST_F(Edit, TheResultIsMadeSmallerWhenAsked) {
    const std::string photo = writePicture("photo.png", noise(64, 48, 3));
    runWell({"edit", photo, "--aligned", "-o", path("o.jpg"), "--long-edge", "32"});
    EXPECT_EQ(pixelsOf(path("o.jpg")).bounds(), (PixelRect{0, 0, 32, 24}));
    expectFailure({"edit", photo, "--aligned", "-o", path("p.jpg"), "--long-edge", "0"}, 2, "--long-edge");
}

TEST_F(Edit, SaysNothingUnlessAsked) {
    const std::string photo = writePicture("photo.png", noise(64, 48, 3));
    EXPECT_EQ(runWell({"edit", photo, "--aligned", "-o", path("o.png")}), "");
    const Finished verbose = run({"edit", photo, "--aligned", "-o", path("v.png"), "--verbose"});
    EXPECT_EQ(verbose.exitCode, 0);
    EXPECT_EQ(verbose.out, "");
    EXPECT_NE(verbose.err.find("encode"), std::string::npos);
    EXPECT_EQ(verbose.err.find('\r'), std::string::npos) << "progress is for terminals";
}

}  // namespace

}  // namespace facet::test
