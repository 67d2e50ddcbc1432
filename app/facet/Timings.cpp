// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Timings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace facet::cli {

nlohmann::ordered_json Timings::toJson() const {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [stage, milliseconds] : m_stages) {
        json[stage] = std::round(milliseconds * 10) / 10;
    }
    return json;
}

std::string Timings::toText() const {
    std::string text;
    for (const auto& [stage, milliseconds] : m_stages) {
        text += (text.empty() ? "" : ", ") + stage + " " + std::to_string(std::lround(milliseconds)) + " ms";
    }
    return text;
}

void Timings::add(const std::string& stage, std::chrono::duration<double, std::milli> time) {
    const auto known =
        std::find_if(m_stages.begin(), m_stages.end(), [&](const auto& entry) { return entry.first == stage; });
    if (known != m_stages.end()) {
        known->second += time.count();
    } else {
        m_stages.emplace_back(stage, time.count());
    }
}

}  // namespace facet::cli
