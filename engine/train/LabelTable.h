// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace facet::train {

/// A CSV file with one row a picture: the first column is its file name, the others are attributes, 1 · 0 · empty for
/// unknown. Columns `source`, `side` and `age` are passed over.
class LabelTable {
 public:
    /// Throws Error(Input) with the line that is wrong.
    explicit LabelTable(const std::filesystem::path& path);

    const std::vector<std::string>& attributes() const { return m_attributes; }
    bool contains(const std::string& picture) const { return m_rows.contains(picture); }
    /// [attributes]: 1, 0, NaN = unknown.
    torch::Tensor labelsOf(const std::string& picture) const;

 private:
    std::vector<std::string> m_attributes;
    std::map<std::string, std::vector<float>> m_rows;
};

/// One picture in eight, by the SHA-256 of its name: the ones that no fit and no judge ever sees.
bool isHeldOut(const std::string& picture);

}  // namespace facet::train
