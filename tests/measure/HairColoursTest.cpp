// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face/PartSorting.h"
#include "engine/face/Planes.h"
#include "engine/train/LabelTable.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace facet {
namespace {

constexpr int HairyFaces = 1500;
constexpr int Bands = 8;  // of value, 0 … 1

struct Band {
    std::vector<float> hues;  // degrees, −180 … 180, of what is not grey
    std::vector<float> saturations;
};

void add(std::array<Band, Bands>& bands, const cv::Mat& hsv, const std::vector<float>& hair) {
    for (int i = 0; i < hsv.rows * hsv.cols; ++i) {
        if (hair[i] < 0.9F) {
            continue;
        }
        const cv::Vec3f& pixel = hsv.ptr<cv::Vec3f>()[i];
        Band& band = bands[std::min(static_cast<int>(pixel[2] * Bands), Bands - 1)];
        band.saturations.push_back(pixel[1]);
        if (pixel[1] > 0.15F) {
            band.hues.push_back(pixel[0] > 180 ? pixel[0] - 360 : pixel[0]);
        }
    }
}

float quantile(std::vector<float>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Faces of CelebA, aligned, with what of them is hair.
class HairOfFaces {
 public:
    /// Calls visitor(name, picture [side, side] of RGB, hair's share of each place).
    template <class Visitor>
    void visit(Visitor visitor) const {
        for (int i = 0; i < HairyFaces; ++i) {
            const auto& name = m_archive.names()[static_cast<std::size_t>(i)];
            if (train::isHeldOut(name)) {
                continue;
            }
            const Image picture = m_archive.read(name);
            const auto whole = Alignment::wholePicture(picture.width(), picture.height());
            const auto [crop, person, shares] = face::sortCrop(picture, whole, m_parts);
            cv::Mat small;
            cv::resize(crop, small, {shares.side, shares.side}, 0, 0, cv::INTER_AREA);
            visitor(name, small, shares.hair);
        }
    }

 private:
    face::PartNetwork m_parts{FACET_SOURCE_DIR "/resources/models/face64/parts.onnx"};
    media::ImageArchive m_archive{std::filesystem::path(FACET_FACES) / "celeba64.zip"};
};

/// What hues and saturations people's hair has, the lighter it is: the outermost twentieths and the median between. The
/// bounds of face::inHuesOfHair() were set by them.
TEST(HairColours, OfFaces) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    std::array<Band, Bands> bands;
    HairOfFaces().visit([&](const std::string&, cv::Mat hsv, const std::vector<float>& hair) {
        cv::cvtColor(hsv, hsv, cv::COLOR_RGB2HSV);
        add(bands, hsv, hair);
    });
    for (int b = 0; b < Bands; ++b) {
        Band& band = bands[static_cast<std::size_t>(b)];
        ASSERT_FALSE(band.hues.empty());
        std::printf("value %.2f: %7zu pixels, hue %4.0f %4.0f %4.0f, saturation %.2f %.2f %.2f\n", (b + 0.5) / Bands,
                    band.saturations.size(), quantile(band.hues, 0.05), quantile(band.hues, 0.5),
                    quantile(band.hues, 0.95), quantile(band.saturations, 0.05), quantile(band.saturations, 0.5),
                    quantile(band.saturations, 0.95));
    }
}

/// How light hair is of those whose label names one colour, and how much redder than blue beside that, in the mean over
/// what is surely hair: quarters and the outermost twentieths. face::blackened() goes by that of black hair.
TEST(HairColours, AreAsLightAndAsWarm) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    constexpr std::array Colours = {"Black_Hair", "Brown_Hair", "Blond_Hair", "Gray_Hair"};
    const train::LabelTable table(std::filesystem::path(FACET_FACES) / "labels.csv");
    const auto column = [&](const char* name) {
        const auto& all = table.attributes();
        return std::find(all.begin(), all.end(), name) - all.begin();
    };
    std::array<std::vector<float>, Colours.size()> lumas;
    std::array<std::vector<float>, Colours.size()> warmths;
    HairOfFaces().visit([&](const std::string& name, const cv::Mat& picture, const std::vector<float>& hair) {
        const cv::Mat surely = face::matOf(hair, picture.cols) > 0.9F;
        const auto labels = table.labelsOf(name);
        const auto has = [&](const char* what) { return labels[column(what)].item<float>() > 0; };
        if (cv::countNonZero(surely) < 150 || has("Wearing_Hat") ||
            std::count_if(Colours.begin(), Colours.end(), has) != 1) {
            return;
        }
        const auto which = std::find_if(Colours.begin(), Colours.end(), has) - Colours.begin();
        const cv::Scalar colour = cv::mean(picture, surely);
        cv::Mat lumaOfEach;
        cv::cvtColor(picture, lumaOfEach, cv::COLOR_RGB2GRAY);
        const double luma = cv::mean(lumaOfEach, surely)[0];
        lumas[static_cast<std::size_t>(which)].push_back(static_cast<float>(luma));
        warmths[static_cast<std::size_t>(which)].push_back(static_cast<float>((colour[0] - colour[2]) / luma));
    });
    const auto print = [](const char* what, std::vector<float>& values) {
        std::printf(" %s", what);
        for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
            std::printf(" %.3f", quantile(values, share));
        }
    };
    for (std::size_t c = 0; c < Colours.size(); ++c) {
        std::printf("%s, %zu faces:", Colours[c], lumas[c].size());
        print("luma", lumas[c]);
        print("(red - blue) / luma", warmths[c]);
        std::printf("\n");
    }
}

}  // namespace
}  // namespace facet
