// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Arguments.h"

#include "engine/EditRecipe.h"
#include "engine/Error.h"

#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace facet::cli {

namespace {

/// Not std::stod, which reads "0,8" in one locale and "0.8" in another, and stops silently at the first letter.
template <class Number>
std::optional<Number> parseNumber(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

}  // namespace

std::pair<std::string, double> parseSetting(const std::string& text) {
    const auto at = text.find('=');
    if (at == std::string::npos || at == 0) {
        throw Error(ErrorKind::Usage, "--set \"" + text + "\" is not NAME=AMOUNT, such as smile=0.8");
    }
    const std::string name = text.substr(0, at);
    const double amount = parseNumber<double>(std::string_view(text).substr(at + 1)).value_or(NAN);
    checkAmount(name, amount);
    return {name, amount};
}

std::pair<Point, Point> parseEyes(const std::string& text) {
    std::vector<double> numbers;
    for (const std::string_view part : split(text, ',')) {
        numbers.push_back(parseNumber<double>(part).value_or(NAN));
        if (!std::isfinite(numbers.back())) {
            numbers.clear();
            break;
        }
    }
    if (numbers.size() != 4) {
        throw Error(ErrorKind::Usage, "--eyes \"" + text + "\" is not x,y,x,y in pixels, such as 210,300,330,295");
    }
    return {{numbers[0], numbers[1]}, {numbers[2], numbers[3]}};
}

std::optional<int> parseFaceChoice(const std::string& text) {
    if (text == "all") {
        return std::nullopt;
    }
    const auto index = parseNumber<int>(text);
    if (!index || *index < 0) {
        throw Error(ErrorKind::Usage,
                    "--face \"" + text + "\" is neither \"all\" nor the number of a face, 0 being the largest");
    }
    return index;
}

}  // namespace facet::cli
