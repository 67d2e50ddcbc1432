// SPDX-License-Identifier: GPL-3.0-or-later
// facet_sort_faces parts.onnx FOLDER ARCHIVE...
//
// Sorts the parts of all faces in archives of aligned faces, for resources/parts/learn: writes for each a PNG into the
// folder, the crop and, on its right, how much of each pixel is hair (red), skin (green) and person (blue).
#include "engine/face/PartSorting.h"
#include "engine/face/Planes.h"
#include "engine/media/ImageArchive.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace facet::face {
namespace {

cv::Mat smaller(const cv::Mat& picture, int side) {
    cv::Mat result;
    cv::resize(picture, result, {side, side}, 0, 0, cv::INTER_AREA);
    return result;
}

cv::Mat sorted(const Image& image, const PartNetwork& network) {
    auto [crop, person, shares] = sortCrop(image, Alignment::wholePicture(image.width(), image.height()), network);
    const int side = shares.side;
    cv::Mat parts;
    cv::merge(std::vector<cv::Mat>{matOf(shares.hair, side), matOf(shares.skin, side), smaller(person, side)}, parts);
    cv::Mat both;
    cv::hconcat(smaller(crop, side), parts, both);
    cv::cvtColor(both, both, cv::COLOR_RGB2BGR);
    both.convertTo(both, CV_8UC3, 255);
    return both;
}

void sortAll(const PartNetwork& network, const std::filesystem::path& folder,
             const std::vector<std::string>& archives) {
    std::filesystem::create_directories(folder);
    for (const std::string& path : archives) {
        const media::ImageArchive archive(path);
        for (const std::string& name : archive.names()) {
            const auto file = (folder / name).replace_extension(".png").string();
            if (!cv::imwrite(file, sorted(archive.read(name), network))) {
                throw std::runtime_error(file + " cannot be written");
            }
        }
    }
}

}  // namespace
}  // namespace facet::face

int main(int count, char** arguments) {
    if (count < 4) {
        std::cerr << "facet_sort_faces parts.onnx FOLDER ARCHIVE...\n";
        return 2;
    }
    try {
        facet::face::sortAll(facet::face::PartNetwork(arguments[1]), arguments[2], {arguments + 3, arguments + count});
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "facet_sort_faces: " << error.what() << '\n';
        return 1;
    }
}
