// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/LabelledFaces.h"

#include "engine/Error.h"
#include "engine/latent/AttributeNames.h"

#include <algorithm>

namespace facet::learning {

using latent::knownAttributes;
using torch::Tensor;

LabelledFaces::LabelledFaces(const train::LabelTable& table, const FaceSet& faces) {
    std::vector<std::int64_t> columns;
    std::vector<float> signs;
    const auto& all = table.attributes();
    for (const auto& attribute : knownAttributes()) {
        const auto found = std::find(all.begin(), all.end(), attribute.column);
        if (found == all.end()) {
            throw Error(ErrorKind::Input, "the table of labels has no column \"" + attribute.column + "\"");
        }
        columns.push_back(found - all.begin());
        signs.push_back(attribute.negated ? -1.0F : 1.0F);
    }
    m_columns = torch::tensor(columns);
    m_signs = torch::tensor(signs);
    keepOthers(all, columns);
    const auto known = names();
    for (const char* name : latent::ProtectedNames) {
        m_protected.push_back(std::find(known.begin(), known.end(), name) - known.begin());
    }
    const auto rank = faces.heldOut.cumsum(0);
    m_training = faces.where(faces.heldOut.logical_not());
    m_calibration = faces.where(faces.heldOut.logical_and(rank % 2 == 0));
    m_reporting = faces.where(faces.heldOut.logical_and(rank % 2 == 1));
}

void LabelledFaces::keepOthers(const std::vector<std::string>& all, const std::vector<std::int64_t>& known) {
    std::vector<std::int64_t> others;
    for (std::int64_t column = 0; const auto& name : all) {
        if (std::find(known.begin(), known.end(), column) == known.end()) {
            others.push_back(column);
            m_otherNames.push_back(name);
        }
        ++column;
    }
    m_others = torch::tensor(others, torch::kInt64);
}

Tensor LabelledFaces::attributeLabels(const Tensor& rows) const {
    const auto labels = rows.index_select(1, m_columns);
    return torch::where(m_signs < 0, 1 - labels, labels);
}

Tensor LabelledFaces::allLabels(const Tensor& rows) const {
    return torch::cat({attributeLabels(rows), rows.index_select(1, m_others)}, 1);
}

Tensor LabelledFaces::inOrder(const Tensor& coefficients) const {
    return coefficients.index_select(0, m_columns) * m_signs.unsqueeze(1);
}

std::vector<std::string> LabelledFaces::names() const {
    std::vector<std::string> result;
    for (const auto& attribute : knownAttributes()) {
        result.push_back(attribute.name);
    }
    return result;
}

std::vector<std::string> LabelledFaces::allNames() const {
    auto result = names();
    result.insert(result.end(), m_otherNames.begin(), m_otherNames.end());
    return result;
}

std::vector<std::int64_t> LabelledFaces::protectedBeside(std::int64_t attribute) const {
    std::vector<std::int64_t> others;
    for (const auto p : m_protected) {
        if (p != attribute) {
            others.push_back(p);
        }
    }
    return others;
}

Tensor LabelledFaces::rowsToJudge(const Tensor& logits, std::int64_t attribute, int sign) const {
    const auto lacks = logits.select(1, attribute) * sign < 0;
    return lacks.logical_and(ofWantedSex(attribute, logits.select(1, masculine()))).nonzero().flatten();
}

Tensor ofWantedSex(std::int64_t attribute, const Tensor& masculine) {
    const auto& group = knownAttributes()[static_cast<std::size_t>(attribute)].group;
    return group == "Beard" ? masculine > 0 : group == "Makeup" ? masculine < 0 : torch::ones_like(masculine) > 0;
}

}  // namespace facet::learning
