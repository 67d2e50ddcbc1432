// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/LabelTable.h"

#include "engine/Error.h"
#include "engine/Sha256.h"

#include <fstream>
#include <limits>
#include <set>
#include <sstream>

namespace facet::train {

namespace {

std::vector<std::string> cells(std::string line) {
    if (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) {
        result.push_back(cell);
    }
    if (!line.empty() && line.back() == ',') {
        result.emplace_back();
    }
    return result;
}

}  // namespace

LabelTable::LabelTable(const std::filesystem::path& path) {
    std::ifstream stream(path);
    std::string line;
    if (!std::filesystem::is_regular_file(path) || !std::getline(stream, line)) {
        throw Error(ErrorKind::Input, path.string() + ": cannot be read, or is empty");
    }
    static const std::set<std::string> passedOver = {"source", "side", "age"};
    const auto header = cells(line);
    std::vector<std::size_t> columns;
    for (std::size_t i = 1; i < header.size(); ++i) {
        if (!passedOver.contains(header[i])) {
            columns.push_back(i);
            m_attributes.push_back(header[i]);
        }
    }
    for (int number = 2; std::getline(stream, line); ++number) {
        const auto row = cells(line);
        const auto refuse = [&](const std::string& why) {
            throw Error(ErrorKind::Input, path.string() + ", line " + std::to_string(number) + ": " + why);
        };
        if (row.size() != header.size()) {
            refuse("has " + std::to_string(row.size()) + " columns, the header " + std::to_string(header.size()));
        }
        std::vector<float> labels;
        for (const auto column : columns) {
            const auto& cell = row[column];
            if (!cell.empty() && cell != "0" && cell != "1") {
                refuse("\"" + cell + "\" is no label; labels are 1, 0 or empty");
            }
            labels.push_back(cell.empty() ? std::numeric_limits<float>::quiet_NaN() : cell == "1" ? 1.0F : 0.0F);
        }
        m_rows[row[0]] = std::move(labels);
    }
}

torch::Tensor LabelTable::labelsOf(const std::string& picture) const {
    return torch::tensor(m_rows.at(picture));
}

bool isHeldOut(const std::string& picture) {
    return sha256(picture)[0] < '2';
}

}  // namespace facet::train
