// SPDX-License-Identifier: GPL-3.0-or-later
// facet_measure_faces [FOLDER]
//
// How well faces are found, as a table: on the portraits as they are, and on what is made of them. Into FOLDER go the
// pictures with what was found drawn in. Exits with 1 where the portraits miss the bounds.
#include "engine/face/FaceFinder.h"
#include "engine/face/PixelView.h"
#include "tests/measure/FacePictures.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace facet::measure {
namespace {

struct Score {
    int faces = 0;
    int wrong = 0;
    std::vector<double> errors;  ///< of the worse eye, as a share of the eyes' distance
    std::vector<double> milliseconds;
};

double quantile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    const auto at = values.begin() + std::lround(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double errorOf(const Face& face, const MarkedFace& marked) {
    return std::max(distance(face.leftEye, marked.left), distance(face.rightEye, marked.right)) /
           distance(marked.left, marked.right);
}

/// Every marked face takes the find nearest to it; what is left over is false, second finds of a face among it.
void judge(Score& score, const std::vector<Face>& found, const std::vector<MarkedFace>& marked) {
    constexpr double SameFace = 0.3;
    std::vector<bool> used(found.size());
    for (const MarkedFace& face : marked) {
        std::size_t best = found.size();
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!used[i] && (best == found.size() || errorOf(found[i], face) < errorOf(found[best], face))) {
                best = i;
            }
        }
        if (best < found.size() && errorOf(found[best], face) < SameFace) {
            used[best] = true;
            score.errors.push_back(errorOf(found[best], face));
        }
    }
    score.faces += static_cast<int>(marked.size());
    score.wrong += static_cast<int>(std::count(used.begin(), used.end(), false));
}

void draw(const cv::Mat& rgb, const std::vector<Face>& found, const std::vector<MarkedFace>& marked,
          const std::filesystem::path& file) {
    cv::Mat picture;
    cv::cvtColor(rgb, picture, cv::COLOR_RGB2BGR);
    const auto dot = [&](Point p, int radius, const cv::Scalar& colour) {
        cv::circle(picture, cv::Point2d(p.x, p.y), radius, colour, 1, cv::LINE_AA);
    };
    for (const MarkedFace& face : marked) {
        dot(face.left, 6, {0, 255, 0});
        dot(face.right, 6, {0, 255, 0});
    }
    for (const Face& face : found) {
        const cv::Rect box(cv::Rect2d(face.box.x, face.box.y, face.box.width, face.box.height));
        cv::rectangle(picture, box, {0, 0, 255});
        dot(face.leftEye, 2, {0, 0, 255});
        dot(face.rightEye, 2, {0, 0, 255});
        dot(face.mouth.value(), 2, {0, 0, 255});
        std::string text = cv::format("%.2f", face.score);
        for (const std::string& warning : face.warnings) {
            text += " " + warning;
        }
        cv::putText(picture, text, box.tl(), cv::FONT_HERSHEY_SIMPLEX, 0.5, {0, 255, 255});
    }
    cv::imwrite(file.string(), picture);
}

Score measure(const face::FaceFinder& finder, const std::string& row, const std::vector<MarkedPicture>& pictures,
              const std::filesystem::path& folder) {
    Score score;
    for (const MarkedPicture& picture : pictures) {
        const Image image = imageOf(picture.rgb);
        const auto start = std::chrono::steady_clock::now();
        const std::vector<Face> found = finder.find(image);
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
        score.milliseconds.push_back(taken.count());
        const std::size_t before = score.errors.size();
        const int wrong = score.wrong;
        judge(score, found, picture.faces);
        const std::size_t missed = picture.faces.size() - (score.errors.size() - before);
        if (missed > 0 || score.wrong > wrong) {
            std::fprintf(stderr, "%s, %s: %zu missed, %d false\n", row.c_str(), picture.name.c_str(), missed,
                         score.wrong - wrong);
        }
        if (!folder.empty()) {
            draw(picture.rgb, found, picture.faces, folder / (row + " " + picture.name + ".jpg"));
        }
    }
    std::printf("%-24s %6d %6zu %6zu %6d   %6.1f %6.1f   %6.0f %6.0f\n", row.c_str(), score.faces, score.errors.size(),
                score.faces - score.errors.size(), score.wrong, 100 * quantile(score.errors, 0.5),
                100 * quantile(score.errors, 0.9), quantile(score.milliseconds, 0.5),
                quantile(score.milliseconds, 0.9));
    std::fflush(stdout);
    return score;
}

int run(const std::filesystem::path& folder) {
    std::printf("%-24s %6s %6s %6s %6s   %6s %6s   %6s %6s\n", "", "faces", "found", "missed", "false", "eyes", "90 %",
                "ms", "90 %");
    const std::filesystem::path photos = std::filesystem::path(FACET_FACES) / "photos";
    if (!std::filesystem::exists(photos)) {
        std::printf("skipped: the portraits are not in %s\n", photos.c_str());
        return 0;
    }
    const face::FaceFinder finder;
    const std::vector<MarkedPicture> portraits = readPortraits(photos);
    const Score plain = measure(finder, "as they are", portraits, folder);
    for (const double degrees : {-45, -30, -15, 15, 30, 45}) {
        measure(finder, cv::format("turned by %.0f degrees", degrees), turned(portraits, degrees), folder);
    }
    measure(finder, "40-pixel faces", shrunk(portraits, 40), folder);
    measure(finder, "a quarter of the light", darkened(portraits, 0.25), folder);
    measure(finder, "a tenth of the light", darkened(portraits, 0.1), folder);
    measure(finder, "noise of 25 levels", noisy(portraits, 25), folder);
    measure(finder, "cut off by the border", cutOff(portraits), folder);
    const Score large = measure(finder, "2 megapixels", enlarged(portraits, 2e6), folder);
    measure(finder, "2 megapixels, 6 faces", groups(portraits), folder);
    measure(finder, "2 megapixels, nobody", backgrounds(portraits), folder);
    std::printf("\nMedians and 90th percentiles. Errors, of the worse eye, in %% of the distance between the eyes.\n");
    const bool held = plain.errors.size() >= 55 && plain.wrong <= 1 && quantile(plain.errors, 0.5) <= 0.04 &&
                      quantile(large.milliseconds, 0.5) <= 150;
    std::printf("55 portraits, 1 false face, 4 %%, 150 ms for 2 megapixels: %s\n", held ? "held" : "MISSED");
    return held ? 0 : 1;
}

}  // namespace
}  // namespace facet::measure

int main(int count, char** arguments) {
    try {
        return facet::measure::run(count > 1 ? arguments[1] : "");
    } catch (const std::exception& error) {
        std::cerr << "facet_measure_faces: " << error.what() << '\n';
        return 1;
    }
}
