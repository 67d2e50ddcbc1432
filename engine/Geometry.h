// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace facet {

/// A position in a picture. Pixel (i, j) covers [i, i+1) × [j, j+1), so its centre lies at (i + 0.5, j + 0.5).
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    friend bool operator==(const Rect&, const Rect&) = default;
};

/// Whole pixels: columns [x, x + width), rows [y, y + height).
struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool isEmpty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

/// The pixels that both rectangles hold; empty (width or height 0) where there are none.
PixelRect intersection(const PixelRect& a, const PixelRect& b);
/// The smallest rectangle that holds both; an empty `a` counts for nothing.
PixelRect united(const PixelRect& a, const PixelRect& b);

}  // namespace facet
