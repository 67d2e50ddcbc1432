// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/RunFolder.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace facet::train {

namespace {

constexpr double Width = 800, Height = 420, Left = 70, Right = 20, Top = 30, Bottom = 50;

struct Scale {
    double images = 1;
    double least = 0;
    double most = 1;

    double x(double at) const { return Left + at / images * (Width - Left - Right); }
    double y(double bits) const { return Top + (most - bits) / (most - least) * (Height - Top - Bottom); }
};

/// From the smallest value to the 95th percentile: the first steps of a run would press the rest flat.
Scale scaleOf(const std::vector<LogEntry>& entries) {
    std::vector<double> bits;
    Scale scale;
    for (const auto& entry : entries) {
        scale.images = std::max(scale.images, static_cast<double>(entry.images));
        if (std::isfinite(entry.bitsPerDim)) {
            bits.push_back(entry.bitsPerDim);
        }
    }
    if (bits.empty()) {
        return scale;
    }
    std::sort(bits.begin(), bits.end());
    const double margin = 0.01;
    scale.least = bits.front() - margin;
    scale.most = bits[(bits.size() - 1) * 95 / 100] + margin;
    return scale;
}

void line(std::ostream& svg, const std::vector<LogEntry>& entries, bool validation, const Scale& scale,
          const char* colour) {
    svg << "<polyline fill=\"none\" stroke=\"" << colour << "\" stroke-width=\"" << (validation ? 2 : 1)
        << "\" points=\"";
    for (const auto& entry : entries) {
        if (entry.validation == validation && std::isfinite(entry.bitsPerDim)) {
            svg << scale.x(static_cast<double>(entry.images)) << ',' << scale.y(std::min(entry.bitsPerDim, scale.most))
                << ' ';
        }
    }
    svg << "\"/>\n";
}

void axes(std::ostream& svg, const Scale& scale) {
    constexpr int Marks = 5;
    for (int i = 0; i <= Marks; ++i) {
        const double bits = scale.least + (scale.most - scale.least) * i / Marks;
        const double images = scale.images * i / Marks;
        svg << "<path stroke=\"#ddd\" d=\"M" << Left << ' ' << scale.y(bits) << "H" << Width - Right << "\"/>"
            << "<text x=\"" << Left - 8 << "\" y=\"" << scale.y(bits) + 4 << "\" text-anchor=\"end\">"
            << std::round(bits * 1000) / 1000 << "</text>"
            << "<text x=\"" << scale.x(images) << "\" y=\"" << Height - Bottom + 20 << "\" text-anchor=\"middle\">"
            << std::llround(images) << "</text>\n";
    }
    svg << "<text x=\"" << Width / 2 << "\" y=\"" << Height - 10 << "\" text-anchor=\"middle\">images seen</text>\n"
        << "<text x=\"" << Left << "\" y=\"18\">bits/dim: <tspan fill=\"#4a90d9\">training</tspan>, "
        << "<tspan fill=\"#d9534a\">validation</tspan></text>\n";
}

}  // namespace

std::string lossCurve(const std::vector<LogEntry>& entries) {
    const auto scale = scaleOf(entries);
    std::ostringstream svg;
    svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << Width << ' ' << Height
        << "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    axes(svg, scale);
    line(svg, entries, false, scale, "#4a90d9");
    line(svg, entries, true, scale, "#d9534a");
    svg << "</svg>\n";
    return svg.str();
}

}  // namespace facet::train
