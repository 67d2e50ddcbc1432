// SPDX-License-Identifier: GPL-3.0-or-later
// facet_learn_eyes ARCHIVE... > engine/face/EyeRegressorMaps.inc
//
// Learns EyeRegressor's maps, of the eyes and of the mouth, from archives of faces in FFHQ's framing (eyes at
// Alignment::LeftEyeInCrop and RightEyeInCrop of a square picture). Run once, when the steps change; the result, of
// hq128.zip and hq256.zip, is part of the sources.
#include "engine/face/EyeRegressor.h"
#include "engine/media/ImageArchive.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace facet::face {
namespace {

constexpr int GuessesPerFace = 3;

struct Sample {
    int face;
    Eyes truth;
    Eyes guess;
};

struct Faces {
    std::vector<cv::Mat> grey;
    std::vector<Eyes> eyes;
};

void add(Faces& faces, const cv::Mat& grey, Point left, Point right) {
    faces.grey.push_back(grey);
    faces.eyes.push_back({{left.x * grey.cols, left.y * grey.rows}, {right.x * grey.cols, right.y * grey.rows}});
}

/// Every face and its mirror image, in which left and right are exchanged.
Faces load(const std::vector<std::string>& archives) {
    Faces faces;
    constexpr Point Left = Alignment::LeftEyeInCrop;
    constexpr Point Right = Alignment::RightEyeInCrop;
    for (const std::string& path : archives) {
        const media::ImageArchive archive(path);
        for (const std::string& name : archive.names()) {
            Image image = archive.read(name);
            cv::Mat grey;
            cv::cvtColor(cv::Mat(image.height(), image.width(), CV_8UC3, image.data()), grey, cv::COLOR_RGB2GRAY);
            add(faces, grey, Left, Right);
            cv::Mat mirrored;
            cv::flip(grey, mirrored, 1);
            add(faces, mirrored, {1 - Right.x, Right.y}, {1 - Left.x, Left.y});
        }
    }
    return faces;
}

/// About as wrong as the cascades' guesses are, and turned by up to 25°.
Eyes disturbed(const Eyes& truth, cv::RNG& random) {
    const Point middle{(truth.left.x + truth.right.x) / 2, (truth.left.y + truth.right.y) / 2};
    const Point half{(truth.right.x - truth.left.x) / 2, (truth.right.y - truth.left.y) / 2};
    const double span = 2 * std::hypot(half.x, half.y);
    const double scale = std::exp(random.gaussian(0.10));
    const double angle = random.uniform(-25.0, 25.0) * CV_PI / 180;
    const double a = scale * std::cos(angle);
    const double b = scale * std::sin(angle);
    const Point turned{a * half.x - b * half.y, b * half.x + a * half.y};
    const Point moved{middle.x + random.gaussian(0.10) * span, middle.y + random.gaussian(0.10) * span};
    return {{moved.x - turned.x, moved.y - turned.y}, {moved.x + turned.x, moved.y + turned.y}};
}

cv::Mat seenBy(const EyeStep& step, const Faces& faces, const std::vector<Sample>& samples) {
    const int width = step.features(faces.grey[0], samples[0].guess).cols;
    cv::Mat result(static_cast<int>(samples.size()), width, CV_32F);
    cv::parallel_for_(cv::Range(0, result.rows), [&](const cv::Range& range) {
        for (int i = range.start; i < range.end; ++i) {
            step.features(faces.grey[samples[i].face], samples[i].guess).copyTo(result.row(i));
        }
    });
    return result;
}

cv::Mat offsets(const std::vector<Sample>& samples) {
    cv::Mat result(static_cast<int>(samples.size()), 4, CV_32F);
    for (int i = 0; i < result.rows; ++i) {
        const Sample& sample = samples[i];
        const Alignment guessed = Alignment::fromEyes(sample.guess.left, sample.guess.right);
        const Point left = guessed.toCrop(sample.truth.left);
        const Point right = guessed.toCrop(sample.truth.right);
        result.at<float>(i, 0) = static_cast<float>(left.x - Alignment::LeftEyeInCrop.x);
        result.at<float>(i, 1) = static_cast<float>(left.y - Alignment::LeftEyeInCrop.y);
        result.at<float>(i, 2) = static_cast<float>(right.x - Alignment::RightEyeInCrop.x);
        result.at<float>(i, 3) = static_cast<float>(right.y - Alignment::RightEyeInCrop.y);
    }
    return result;
}

/// Ridge regression: the map [outputs, features] from what is seen to what is wanted.
cv::Mat fitted(const cv::Mat& seen, const cv::Mat& wanted, double ridge) {
    cv::Mat covariance = seen.t() * seen;
    covariance += cv::Mat::eye(covariance.size(), CV_32F) * (ridge * seen.rows);
    cv::Mat solution;
    cv::Mat wide;
    covariance.convertTo(wide, CV_64F);
    cv::Mat right = seen.t() * wanted;
    right.convertTo(right, CV_64F);
    cv::solve(wide, right, solution, cv::DECOMP_CHOLESKY);
    solution = solution.t();
    solution.convertTo(solution, CV_32F);
    return solution;
}

/// Where the line between the lips seems to be, in crop units: the strongest dark line across the face about where
/// mouths are. Wrong for one face in several (beards, teeth, noses), which mouthMap() does not mind.
Point mouthLine(const cv::Mat& grey, const Eyes& eyes) {
    constexpr Point Usual{0.4935, 0.735};
    constexpr double Spread = 0.06;
    const double scale = grey.cols / 128.0;
    cv::Mat dark;
    cv::GaussianBlur(grey, dark, {}, 1.2 * scale);
    cv::Sobel(dark, dark, CV_32F, 0, 2, 5);
    cv::GaussianBlur(dark, dark, {}, 7 * scale, scale);
    const Alignment alignment = Alignment::fromEyes(eyes.left, eyes.right);
    constexpr int Steps = 40;
    Point best = Usual;
    double most = 0;
    for (int i = 0; i < Steps * Steps; ++i) {
        const auto [row, column] = std::div(i, Steps);
        const Point place{0.40 + 0.19 * column / Steps, 0.66 + 0.14 * row / Steps};
        const Point p = alignment.toPhoto(place);
        const cv::Point pixel(cvFloor(p.x), cvFloor(p.y));
        if (!cv::Rect({}, dark.size()).contains(pixel)) {
            continue;
        }
        const double off = std::hypot(place.x - Usual.x, place.y - Usual.y) / Spread;
        const double strength = dark.at<float>(pixel) * std::exp(-off * off / 2);
        if (strength > most) {
            most = strength;
            best = place;
        }
    }
    return best;
}

/// The map from what the step sees of aligned faces to their mouths. Fitted again and again, with less weight for faces
/// whose line lies elsewhere than the map says (Cauchy's weights).
cv::Mat mouthMap(const EyeStep& step, const Faces& faces) {
    constexpr double Usual = 0.02;  // how far lines lie from mouths, in crop units
    constexpr double Ridge = 6e-4;
    std::vector<Sample> aligned;
    cv::Mat lines(static_cast<int>(faces.grey.size()), 2, CV_32F);
    for (int face = 0; face < lines.rows; ++face) {
        aligned.push_back({face, faces.eyes[face], faces.eyes[face]});
        const Point line = mouthLine(faces.grey[face], faces.eyes[face]);
        lines.at<float>(face, 0) = static_cast<float>(line.x);
        lines.at<float>(face, 1) = static_cast<float>(line.y);
    }
    const cv::Mat seen = seenBy(step, faces, aligned);
    cv::Mat map = fitted(seen, lines, Ridge);
    for (int round = 0; round < 5; ++round) {
        cv::Mat weightedSeen = seen.clone();
        cv::Mat weightedLines = lines.clone();
        for (int face = 0; face < lines.rows; ++face) {
            const double off = cv::norm(lines.row(face) - seen.row(face) * map.t()) / Usual;
            const double weight = 1 / std::sqrt(1 + off * off);
            weightedSeen.row(face) *= weight;
            weightedLines.row(face) *= weight;
        }
        map = fitted(weightedSeen, weightedLines, Ridge);
    }
    return map;
}

double rootMeanSquare(const cv::Mat& wanted) {
    constexpr double Span = Alignment::RightEyeInCrop.x - Alignment::LeftEyeInCrop.x;
    return std::sqrt(wanted.dot(wanted) / (2.0 * wanted.rows)) / Span;
}

void printRow(const cv::Mat& row, double scale) {
    for (int i = 0; i < row.cols; ++i) {
        std::cout << std::lround(row.at<float>(i) / scale) << (i % 24 == 23 ? ",\n" : ",");
    }
    std::cout << '\n';
}

double scaleOf(const cv::Mat& row) {
    return cv::norm(row, cv::NORM_INF) / 32767;
}

void printScales(const cv::Mat& table) {
    for (int row = 0; row < table.rows; ++row) {
        std::cout << static_cast<float>(scaleOf(table.row(row))) << "F,";
    }
}

void printRows(const cv::Mat& table) {
    for (int row = 0; row < table.rows; ++row) {
        printRow(table.row(row), scaleOf(table.row(row)));
    }
}

void print(const std::vector<EyeStep>& steps, const cv::Mat& mouth) {
    const int width = steps[0].map.cols;
    std::vector<cv::Mat> tables;
    std::cout << "// SPDX-License-Identifier: GPL-3.0-or-later\n// Written by facet_learn_eyes: do not edit.\n"
              << "constexpr int MapFeatures = " << width << ";\nconstexpr float MapScales[][5] = {\n";
    for (const EyeStep& step : steps) {
        cv::Mat table;
        cv::vconcat(step.map, step.mean, table);
        tables.push_back(table);
        std::cout << '{';
        printScales(table);
        std::cout << "},\n";
    }
    std::cout << "};\nconstexpr std::int16_t MapValues[][5 * MapFeatures] = {\n";
    for (const cv::Mat& table : tables) {
        std::cout << "{\n";
        printRows(table);
        std::cout << "},\n";
    }
    std::cout << "};\nconstexpr float MouthScales[] = {";
    printScales(mouth);
    std::cout << "};\nconstexpr std::int16_t MouthValues[] = {\n";
    printRows(mouth);
    std::cout << "};\n";
}

void learn(const std::vector<std::string>& archives) {
    const Faces faces = load(archives);
    cv::RNG random(1);
    std::vector<Sample> samples;
    for (int face = 0; face < static_cast<int>(faces.grey.size()); ++face) {
        for (int guess = 0; guess < GuessesPerFace; ++guess) {
            samples.push_back({face, faces.eyes[face], disturbed(faces.eyes[face], random)});
        }
    }
    std::vector<EyeStep> steps = eyeStepWindows();
    std::vector<Sample> aligned = samples;
    for (Sample& sample : aligned) {
        sample.guess = sample.truth;
    }
    for (EyeStep& step : steps) {
        std::cerr << "error before the step: " << 100 * rootMeanSquare(offsets(samples))
                  << " % of the eyes' distance\n";
        const cv::Mat seen = seenBy(step, faces, samples);
        step.map = fitted(seen, offsets(samples), 1e-4);
        for (int i = 0; i < seen.rows; ++i) {
            samples[i].guess = step.moved(samples[i].guess, seen.row(i));
        }
        cv::reduce(seenBy(step, faces, aligned), step.mean, 0, cv::REDUCE_AVG);
    }
    std::cerr << "error after the last: " << 100 * rootMeanSquare(offsets(samples)) << " %\n";
    print(steps, mouthMap(steps.front(), faces));
}

}  // namespace
}  // namespace facet::face

int main(int count, char** arguments) {
    try {
        facet::face::learn({arguments + 1, arguments + count});
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "facet_learn_eyes: " << error.what() << '\n';
        return 1;
    }
}
