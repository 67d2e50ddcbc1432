// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/FaceSet.h"

#include <string>
#include <vector>

namespace facet::learning {

/// Labelled faces in three groups that never mix: training faces (all fits, all classifiers), held-out faces of even
/// rank (calibration), held-out faces of odd rank (the figures that are reported).
class LabelledFaces {
 public:
    /// Throws Error(Input) where the table lacks the column of an attribute.
    LabelledFaces(const train::LabelTable& table, const FaceSet& faces);

    const FaceSet& training() const { return m_training; }
    const FaceSet& calibration() const { return m_calibration; }
    const FaceSet& reporting() const { return m_reporting; }

    /// Rows of the table's labels → of latent::knownAttributes(): float [N, attributes], 1, 0, NaN.
    torch::Tensor attributeLabels(const torch::Tensor& rows) const;
    /// The same of all that the table tells: the attributes, then its other columns, as allNames() has them.
    torch::Tensor allLabels(const torch::Tensor& rows) const;
    /// Rows of one coefficient a column of the table → one an attribute, with the attribute's sign.
    torch::Tensor inOrder(const torch::Tensor& coefficients) const;

    std::vector<std::string> names() const;
    /// names(), and after them the table's other columns by their own names.
    std::vector<std::string> allNames() const;
    std::int64_t masculine() const { return m_protected.front(); }
    /// Indices of the attributes that an edit must not change unasked: sex, age, glasses, smile; without `attribute`.
    std::vector<std::int64_t> protectedBeside(std::int64_t attribute) const;
    /// Rows [n] of the faces with these logits [N, attributes or more] on which a move can be judged: for sign +1 those
    /// that have it not, for −1 those that have it; of the sex that the attribute is judged on.
    torch::Tensor rowsToJudge(const torch::Tensor& logits, std::int64_t attribute, int sign) const;

 private:
    /// The columns of a table that are none of the known ones.
    void keepOthers(const std::vector<std::string>& all, const std::vector<std::int64_t>& known);

    torch::Tensor m_columns;  // index of every known attribute's column
    torch::Tensor m_signs;    // −1 where the column says the opposite
    torch::Tensor m_others;   // index of every other column
    std::vector<std::string> m_otherNames;
    std::vector<std::int64_t> m_protected;
    FaceSet m_training;
    FaceSet m_calibration;
    FaceSet m_reporting;
};

/// Beards are judged on men, make-up on women: on the others the label hardly exists. Bool [N] from logits or ±labels
/// of "masculine"; all true for other attributes.
torch::Tensor ofWantedSex(std::int64_t attribute, const torch::Tensor& masculine);

}  // namespace facet::learning
