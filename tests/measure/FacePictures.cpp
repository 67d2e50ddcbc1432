// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/measure/FacePictures.h"

#include "engine/face/PixelView.h"
#include "engine/media/PhotoFile.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace facet::measure {
namespace {

Point transformed(const cv::Matx23d& map, Point p) {
    return {map(0, 0) * p.x + map(0, 1) * p.y + map(0, 2), map(1, 0) * p.x + map(1, 1) * p.y + map(1, 2)};
}

double eyesApart(const MarkedFace& face) {
    return std::hypot(face.right.x - face.left.x, face.right.y - face.left.y);
}

Point middle(const MarkedFace& face) {
    return {(face.left.x + face.right.x) / 2, (face.left.y + face.right.y) / 2};
}

/// The picture through a similarity; its own border is drawn out, so that no face comes twice.
MarkedPicture warped(const MarkedPicture& from, const cv::Matx23d& map, cv::Size size) {
    const double scale = std::hypot(map(0, 0), map(1, 0));
    MarkedPicture to{from.name, {}, {}};
    cv::Mat source = from.rgb;
    cv::Matx23d rest = map;
    if (scale < 1) {  // first down without aliasing, then the rest
        const cv::Size small(std::max(1, cvRound(source.cols * scale)), std::max(1, cvRound(source.rows * scale)));
        cv::resize(from.rgb, source, small, 0, 0, cv::INTER_AREA);
        const double x = double(from.rgb.cols) / small.width;
        const double y = double(from.rgb.rows) / small.height;
        // Pixel centres: from = (small + ½) · ratio − ½.
        for (int row = 0; row < 2; ++row) {
            rest(row, 0) = map(row, 0) * x;
            rest(row, 1) = map(row, 1) * y;
            rest(row, 2) = map(row, 2) + map(row, 0) * (x - 1) / 2 + map(row, 1) * (y - 1) / 2;
        }
    }
    cv::warpAffine(source, to.rgb, rest, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    for (const MarkedFace& face : from.faces) {
        to.faces.push_back({transformed(map, face.left), transformed(map, face.right)});
    }
    return to;
}

/// Every portrait, changed in its samples alone.
template <class Change>
Pictures changed(const Pictures& portraits, Change change) {
    Pictures result;
    for (const MarkedPicture& portrait : portraits) {
        result.push_back({portrait.name, portrait.rgb.clone(), portrait.faces});
        change(result.back().rgb);
    }
    return result;
}

MarkedPicture scaledBy(const MarkedPicture& portrait, double factor) {
    const cv::Size size(cvRound(portrait.rgb.cols * factor), cvRound(portrait.rgb.rows * factor));
    const double shift = (factor - 1) / 2;
    return warped(portrait, {factor, 0, shift, 0, factor, shift}, size);
}

}  // namespace

Image imageOf(const cv::Mat& rgb) {
    Image image(rgb.cols, rgb.rows, 3);
    rgb.copyTo(face::viewOf(image));
    return image;
}

std::vector<MarkedPicture> readPortraits(const std::filesystem::path& folder) {
    std::ifstream file(FACET_MARKS "/portrait_eyes.csv");
    std::vector<MarkedPicture> portraits;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::replace(line.begin(), line.end(), ',', ' ');
        std::istringstream fields(line);
        MarkedPicture portrait;
        MarkedFace face;
        fields >> portrait.name >> face.left.x >> face.left.y >> face.right.x >> face.right.y;
        portrait.faces.push_back(face);
        const Image image = media::readPhoto(folder / (portrait.name + ".jpg")).image;
        portrait.rgb = face::viewOf(image).clone();
        portraits.push_back(portrait);
    }
    return portraits;
}

Pictures turned(const Pictures& portraits, double degrees) {
    Pictures result;
    for (const MarkedPicture& portrait : portraits) {
        const cv::Size from = portrait.rgb.size();
        const double c = std::abs(std::cos(degrees * CV_PI / 180));
        const double s = std::abs(std::sin(degrees * CV_PI / 180));
        const cv::Size size(cvRound(from.width * c + from.height * s), cvRound(from.width * s + from.height * c));
        cv::Matx23d map = cv::getRotationMatrix2D(
            cv::Point2f(static_cast<float>(from.width) / 2, static_cast<float>(from.height) / 2), degrees, 1);
        map(0, 2) += (size.width - from.width) / 2.0;
        map(1, 2) += (size.height - from.height) / 2.0;
        result.push_back(warped(portrait, map, size));
    }
    return result;
}

Pictures shrunk(const Pictures& portraits, double facePixels) {
    Pictures result;
    for (const MarkedPicture& portrait : portraits) {
        result.push_back(scaledBy(portrait, facePixels / (2.2 * eyesApart(portrait.faces[0]))));
    }
    return result;
}

Pictures darkened(const Pictures& portraits, double factor) {
    return changed(portraits, [&](cv::Mat& rgb) { rgb *= factor; });
}

Pictures noisy(const Pictures& portraits, double deviation) {
    cv::RNG random(7);
    return changed(portraits, [&](cv::Mat& rgb) {
        cv::Mat noise(rgb.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0, deviation);
        cv::add(rgb, noise, rgb, cv::noArray(), CV_8U);
    });
}

Pictures cutOff(const Pictures& portraits) {
    Pictures result;
    int turn = 0;
    for (const MarkedPicture& portrait : portraits) {
        const MarkedFace& face = portrait.faces[0];
        const double apart = eyesApart(face);
        cv::Rect kept(0, 0, portrait.rgb.cols, portrait.rgb.rows);
        switch (turn++ % 3) {
            case 0:
                kept.x = cvRound(face.left.x - 0.6 * apart);
                kept.width -= kept.x;
                break;
            case 1:
                kept.width = cvRound(face.right.x + 0.6 * apart);
                break;
            default:
                kept.height = cvRound(middle(face).y + 1.3 * apart);
        }
        const auto moved = [&](Point p) { return Point{p.x - kept.x, p.y}; };
        result.push_back({portrait.name, portrait.rgb(kept).clone(), {{moved(face.left), moved(face.right)}}});
    }
    return result;
}

Pictures enlarged(const Pictures& portraits, double pixels) {
    Pictures result;
    for (const MarkedPicture& portrait : portraits) {
        result.push_back(scaledBy(portrait, std::sqrt(pixels / static_cast<double>(portrait.rgb.total()))));
    }
    return result;
}

Pictures groups(const Pictures& portraits) {
    constexpr int Columns = 3;
    constexpr int Tile = 600;
    constexpr double Sizes[] = {22, 32, 45, 64, 90, 125};  // pixels from eye to eye
    cv::RNG random(3);
    Pictures result;
    for (std::size_t first = 0; first + 6 <= portraits.size(); first += 6) {
        MarkedPicture group{"group " + std::to_string(first / 6), cv::Mat(2 * Tile, Columns * Tile, CV_8UC3), {}};
        for (int i = 0; i < 6; ++i) {
            const MarkedPicture& portrait = portraits[first + i];
            const Point centre = middle(portrait.faces[0]);
            const Point wanted{Tile * random.uniform(0.42, 0.58), Tile * random.uniform(0.40, 0.55)};
            cv::Matx23d map = cv::getRotationMatrix2D(cv::Point2d(centre.x, centre.y), random.uniform(-30.0, 30.0),
                                                      Sizes[i] / eyesApart(portrait.faces[0]));
            map(0, 2) += wanted.x - centre.x;
            map(1, 2) += wanted.y - centre.y;
            const MarkedPicture tile = warped(portrait, map, {Tile, Tile});
            const cv::Point corner(i % Columns * Tile, i / Columns * Tile);
            tile.rgb.copyTo(group.rgb(cv::Rect(corner, tile.rgb.size())));
            const auto moved = [&](Point p) { return Point{p.x + corner.x, p.y + corner.y}; };
            const MarkedFace& face = tile.faces[0];
            group.faces.push_back({moved(face.left), moved(face.right)});
        }
        result.push_back(group);
    }
    return result;
}

Pictures backgrounds(const Pictures& portraits) {
    constexpr int Tile = 250;
    const cv::Size grid(1600 / Tile, 1250 / Tile);
    std::vector<cv::Mat> tiles;
    for (const MarkedPicture& portrait : portraits) {
        const MarkedFace& face = portrait.faces[0];
        const Point centre = middle(face);
        const double apart = eyesApart(face);
        const cv::Rect2d head(centre.x - 1.8 * apart, centre.y - 2.2 * apart, 3.6 * apart, 4.4 * apart);
        for (int y = 0; y + Tile <= portrait.rgb.rows; y += Tile) {
            for (int x = 0; x + Tile <= portrait.rgb.cols; x += Tile) {
                if ((cv::Rect2d(x, y, Tile, Tile) & head).empty()) {
                    tiles.push_back(portrait.rgb(cv::Rect(x, y, Tile, Tile)));
                }
            }
        }
    }
    Pictures result;
    const std::size_t each = static_cast<std::size_t>(grid.area());
    for (std::size_t first = 0; first + each <= tiles.size(); first += each) {
        MarkedPicture picture{
            "background " + std::to_string(first / each), cv::Mat(grid.height * Tile, grid.width * Tile, CV_8UC3), {}};
        for (std::size_t i = 0; i < each; ++i) {
            const int column = static_cast<int>(i) % grid.width;
            const int row = static_cast<int>(i) / grid.width;
            tiles[first + i].copyTo(picture.rgb(cv::Rect(column * Tile, row * Tile, Tile, Tile)));
        }
        result.push_back(picture);
    }
    return result;
}

}  // namespace facet::measure
