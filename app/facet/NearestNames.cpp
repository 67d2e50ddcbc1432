// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/NearestNames.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace facet::cli {

namespace {

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment): "smlie" is 1 from "smile".
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    return d[a.size()][b.size()];
}

/// CelebA's spelling becomes ours: "Blond_Hair" → "blond-hair".
std::string folded(std::string name) {
    for (char& c : name) {
        c = c == '_' || c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

}  // namespace

std::vector<std::string> nearestNames(const std::string& name, const std::vector<std::string>& known) {
    constexpr std::size_t LongestName = 64;  // the table above grows with the square
    const std::string wanted = folded(name.substr(0, LongestName));
    const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
    std::vector<std::pair<std::size_t, std::string>> candidates;
    for (const std::string& candidate : known) {
        const std::size_t far = distance(wanted, folded(candidate));
        const bool part = wanted.size() >= 3 && folded(candidate).find(wanted) != std::string::npos;
        if (far <= limit || part) {
            candidates.emplace_back(far, candidate);
        }
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.resize(std::min<std::size_t>(candidates.size(), 3));
    std::vector<std::string> nearest;
    nearest.reserve(candidates.size());
    for (auto& [far, candidate] : candidates) {
        nearest.push_back(std::move(candidate));
    }
    return nearest;
}

std::string offerNearest(const std::string& name, const std::vector<std::string>& known) {
    const std::vector<std::string> nearest = nearestNames(name, known);
    if (nearest.empty()) {
        return "";
    }
    std::string offer = "; did you mean " + nearest.front();
    for (std::size_t i = 1; i < nearest.size(); ++i) {
        offer += (i + 1 == nearest.size() ? " or " : ", ") + nearest[i];
    }
    return offer + "?";
}

}  // namespace facet::cli
