// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/PhotoFile.h"
#include "tests/app/CommandLine.h"

#include <algorithm>
#include <cstdint>

namespace facet::test {

namespace {

class Latent : public CommandLine {
 protected:
    static nlohmann::json headerOf(const std::string& file) {
        const std::string bytes = contentOf(file);
        std::uint64_t size = 0;
        for (int i = 7; i >= 0 && bytes.size() > 8; --i) {
            size = size << 8 | static_cast<unsigned char>(bytes[i]);
        }
        return nlohmann::json::parse(bytes.size() > 8 ? bytes.substr(8, size) : "", nullptr, false);
    }
};

TEST_F(Latent, EncodeAndDecodeAreTwoHalves) {
    const int side = runForJson({"info"})["crop_side"];
    const auto report = runForJson({"encode", example(), "-o", path("x.safetensors")});
    EXPECT_EQ(report["face"]["index"], 0);
    EXPECT_TRUE(report["roundtrip"].contains("max"));
    const auto header = headerOf(path("x.safetensors"));
    EXPECT_TRUE(header.contains("eps.0")) << header;

    runWell({"decode", path("x.safetensors"), "-o", path("plain.png")});
    runWell({"decode", path("x.safetensors"), "-o", path("smile.png"), "--set", "smile=1"});
    EXPECT_EQ(pixelsOf(path("plain.png")).bounds(), (PixelRect{0, 0, side, side}));
    EXPECT_NE(pixelsOf(path("plain.png")), pixelsOf(path("smile.png")));
    expectFailure({"encode", example(), "-o", path("x.safetensors")}, 7, "--overwrite");
    expectFailure({"decode", path("x.safetensors"), "-o", path("o.png"), "--set", "smlie=1"}, 2, "did you mean smile?");
}

TEST_F(Latent, DecodeRefusesWhatIsNoLatent) {
    expectFailure({"decode", path("missing.safetensors"), "-o", path("o.png")}, 3, "missing.safetensors");
    expectFailure({"decode", writeFile("junk.safetensors", "junk"), "-o", path("o.png")}, 3, "junk.safetensors");
    expectFailure({"decode", example(), "-o", path("o.png")}, 3, example());
    EXPECT_FALSE(std::filesystem::exists(path("o.png")));
}

TEST_F(Latent, ASeedDrawsTheSameFacesAgain) {
    const auto sample = [this](const std::string& seed, const std::string& name) {
        runWell({"sample", "-n", "3", "--columns", "2", "--seed", seed, "-o", path(name)});
        return contentOf(path(name));
    };
    const std::string first = sample("1", "a.png");
    EXPECT_EQ(first, sample("1", "b.png"));
    EXPECT_NE(first, sample("2", "c.png"));
    const Image sheet = pixelsOf(path("a.png"));
    EXPECT_EQ(sheet.width(), sheet.height());
    expectFailure({"sample", "-n", "1", "-o", path("a.png")}, 7, "--overwrite");
    EXPECT_EQ(runForJson({"info", path("a.png")})["recipe"]["sample"]["seed"], 1);
}

TEST_F(Latent, EachTemperatureDrawsARowOfTheSameFaces) {
    runWell({"sample", "-n", "3", "--temperature", "0", "0.8", "-o", path("rows.png")});
    const Image rows = pixelsOf(path("rows.png"));
    const int face = rows.width() / 3;
    EXPECT_EQ(rows.height(), 2 * face) << "a row for each temperature";
    const auto same = [&](int y) {
        const auto* row = rows.row<std::uint8_t>(y);
        return std::equal(row, row + std::ptrdiff_t(3) * face, row + std::ptrdiff_t(3) * face);
    };
    EXPECT_TRUE(same(face / 2)) << "at 0 all faces are one";
    EXPECT_FALSE(same(face + face / 2));
    expectFailure({"sample", "-n", "600", "--temperature", "0", "1", "-o", path("o.png")}, 2, "fewer");
}

TEST_F(Latent, SamplesGoToStandardOutput) {
    const std::string png = runWell({"sample", "-n", "1", "--temperature", "0", "-o", "-"});
    EXPECT_EQ(png.substr(1, 3), "PNG");
    EXPECT_FALSE(media::readPhoto(std::as_bytes(std::span(png)), "output").image.isEmpty());
}

TEST_F(Latent, InfoTellsAboutTheModel) {
    const auto info = runForJson({"info"});
    EXPECT_TRUE(info["version"].is_string());
    EXPECT_TRUE(info["device"].is_string());
    EXPECT_FALSE(info.value("device_reason", "").empty());
    EXPECT_TRUE(info["model"]["card"].is_object());
    EXPECT_FALSE(info["model"].value("hash", "").empty());
    ASSERT_FALSE(info["attributes"].empty());
    for (const auto& attribute : info["attributes"]) {
        EXPECT_TRUE(attribute.contains("name") && attribute.contains("group") && attribute.contains("hit") &&
                    attribute.contains("leak"))
            << attribute;
        EXPECT_EQ(attribute["range"], nlohmann::json({-2, 2}));
    }
    const std::string text = runWell({"info"});
    EXPECT_NE(text.find("smile"), std::string::npos) << text;
}

}  // namespace

}  // namespace facet::test
