// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mask/BrushStroke.h"

#include "engine/EditRecipe.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace facet::ui {

namespace {

std::shared_ptr<const Image> noCorrections() {
    auto picture = std::make_shared<Image>(BrushStroke::Side, BrushStroke::Side, 1);
    std::fill_n(picture->row<std::uint8_t>(0), picture->byteCount(), PaintedMask::AsItIs);
    return picture;
}

/// Where on the way from one point to another, 0 … 1, a pixel is nearest.
double nearestOnWay(Point p, Point from, Point to) {
    const Point way{to.x - from.x, to.y - from.y};
    const double length = way.x * way.x + way.y * way.y;
    const double along = length > 0 ? ((p.x - from.x) * way.x + (p.y - from.y) * way.y) / length : 0;
    return std::clamp(along, 0.0, 1.0);
}

std::uint8_t valueOf(BrushTool tool) {
    return tool == BrushTool::Add ? 255 : tool == BrushTool::Erase ? 0 : PaintedMask::AsItIs;
}

/// The pixels of a picture that lie within `reach` of a line.
PixelRect around(Point from, Point to, double reach, const Image& picture) {
    // Held near the picture before they become whole numbers: a stroke may leave it by any distance.
    const auto within = [](double position, int size) { return std::clamp(position, -1.0, size + 1.0); };
    const int left = int(std::floor(within(std::min(from.x, to.x) - reach, picture.width())));
    const int top = int(std::floor(within(std::min(from.y, to.y) - reach, picture.height())));
    const int right = int(std::ceil(within(std::max(from.x, to.x) + reach, picture.width())));
    const int bottom = int(std::ceil(within(std::max(from.y, to.y) + reach, picture.height())));
    return intersection({left, top, right - left, bottom - top}, picture.bounds());
}

std::uint8_t mixed(int from, int to, int share) {
    return static_cast<std::uint8_t>((from * (255 - share) + to * share + 127) / 255);
}

}  // namespace

BrushStroke::BrushStroke(std::shared_ptr<const Image> before, const Brush& brush)
    : m_before(before ? before : noCorrections()),
      m_after(std::move(before)),
      m_cover(m_before->width(), m_before->height(), 1),
      m_brush(brush) {
    m_brush.radius *= m_before->width();
}

/// All of it within the brush's hard middle, none beyond its radius.
double BrushStroke::coverAt(Point pixel, const Place& from, const Place& to) const {
    const double along = nearestOnWay(pixel, from.centre, to.centre);
    const auto between = [along](double a, double b) { return a + along * (b - a); };
    const double radius = between(from.radius, to.radius);
    const double distance =
        std::hypot(pixel.x - between(from.centre.x, to.centre.x), pixel.y - between(from.centre.y, to.centre.y));
    const double fade = std::max(1.0, m_brush.feather * radius);  // a hard edge is a pixel wide
    const double t = std::clamp((radius - distance) / fade, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

void BrushStroke::moveTo(Point inCrop, double pressure) {
    const Place to{{inCrop.x * m_cover.width(), inCrop.y * m_cover.height()}, m_brush.radius * pressure};
    const Place from = std::exchange(m_last, to).value_or(to);
    const PixelRect part = around(from.centre, to.centre, std::max(from.radius, to.radius), m_cover);
    if (part.isEmpty()) {
        return;
    }
    auto after = std::make_shared<Image>(m_after ? *m_after : *m_before);
    const int target = valueOf(m_brush.tool);
    bool changed = false;
    for (int y = part.y; y < part.y + part.height; ++y) {
        auto* cover = m_cover.row<std::uint8_t>(y);
        for (int x = part.x; x < part.x + part.width; ++x) {
            const int now = int(std::lround(255 * coverAt({x + 0.5, y + 0.5}, from, to)));
            if (now > cover[x]) {
                changed = true;
                cover[x] = static_cast<std::uint8_t>(now);
                after->row<std::uint8_t>(y)[x] = mixed(m_before->row<std::uint8_t>(y)[x], target, now);
            }
        }
    }
    if (changed) {
        m_after = after;
    }
}

}  // namespace facet::ui
