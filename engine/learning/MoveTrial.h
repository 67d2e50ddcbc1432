// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEditing.h"
#include "engine/latent/DirectionCalibration.h"
#include "engine/learning/LabelledFaces.h"

#include <algorithm>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::learning {

/// What edits by ±1 and ±2 come to at worst.
struct Extremes {
    bool exploded = false;  ///< all of the move would have left the range of pictures, so less of it was taken
    double clipped = 0;     ///< share of the picture's samples that are black or white and were not before

    void add(const Extremes& other) {
        exploded = exploded || other.exploded;
        clipped = std::max(clipped, other.clipped);
    }
};

/// What a judge says of edits by ±1 of faces that were on the other side.
struct MoveVerdict {
    std::int64_t faces = 0;
    latent::Verdict written;    ///< of the pictures that an edit writes; hit: share that changed sides
    latent::Verdict wholeCrop;  ///< of all that the model changed, as `--mask none` writes it
    double identity = 0;        ///< share of `written` that lie, in what else the judge sees, nearest to their own face
    std::int64_t exploded = 0;  ///< how many of the faces did, either way
    double clipped = 0;         ///< of `written`, the share of the face that is clipped most
    double wholeCropClipped = 0;  ///< the same of `wholeCrop`
};

/// The judge's verdicts on edits of faces. They are made as `facet edit --aligned` makes them and judged in 8 bits:
/// what the masks of a photo hide of a move, nobody sees. One thread's.
class MoveTrial {
 public:
    /// `pictures` u8 [N, 3, S, S]; `knowledge` says what attributes there are and which are protected. Keeps
    /// references.
    MoveTrial(const LoadedModel& model, const LabelledFaces& knowledge, const torch::Tensor& pictures,
              std::shared_ptr<train::AttributeJudge> judge);

    const torch::Tensor& logits() const {
        return m_logits;
    }  ///< the judge's of the faces, [N, attributes and what else it judges]

    /// Whether the model can move along the attribute.
    bool knows(std::int64_t attribute) const;
    /// Of up to `count` faces that the judge puts on the other side of `sign`, as an edit by a mask writes them.
    latent::Verdict ofWritten(std::int64_t attribute, int sign, MaskMode mask, std::int64_t count,
                              const std::stop_token& stop) const;
    /// Of the same faces all that can be said: takes several times as long.
    MoveVerdict run(std::int64_t attribute, int sign, std::int64_t count, const std::stop_token& stop) const;
    /// Of up to `count` faces, each by itself, that are on that side already.
    std::vector<Extremes> onTheirSide(std::int64_t attribute, int sign, std::int64_t count,
                                      const std::stop_token& stop) const;
    /// The first `count` faces, whatever they have: each as it is written at all of the amounts, one after the other.
    std::vector<Image> sheet(std::int64_t attribute, std::int64_t count, std::span<const int> amounts,
                             const std::stop_token& stop) const;

 private:
    /// A face, and what is asked of it.
    struct Subject {
        Image photo;
        std::shared_ptr<const GlowFace> face;
        EditRecipe recipe;
    };
    /// A face after an edit.
    struct Edited {
        torch::Tensor picture;  // [3, S, S] u8
        Extremes extremes;
    };
    Subject subject(std::int64_t row) const;
    /// A row that is to be edited, with its own way found.
    Subject asked(std::int64_t row, std::int64_t attribute, int amount, const std::stop_token& stop) const;
    void ask(Subject& subject, std::int64_t attribute, int amount, const std::stop_token& stop) const;
    Image written(const Subject& subject) const;
    torch::Tensor writtenPicture(const Subject& subject) const;  // the same, [3, S, S] u8
    /// The subject's edit by a mask, which has its own way.
    Edited edited(Subject subject, MaskMode mask, const std::stop_token& stop) const;
    /// Of the edit and of one twice as large.
    Extremes extremesOf(Subject subject) const;
    /// Of edits of rows [n], as features [n, F], towards `sign`.
    latent::Verdict judged(const torch::Tensor& rows, const torch::Tensor& edits, std::int64_t attribute,
                           int sign) const;
    /// Of edits of rows [n], as features [n, F]: the share whose nearest face of all is the one that was edited,
    /// without what tells the attribute.
    double identityOf(const torch::Tensor& rows, const torch::Tensor& edits, std::int64_t attribute) const;
    /// Rows [n] of up to `count` faces that the judge puts on a side of the attribute.
    torch::Tensor rowsOn(std::int64_t attribute, int side, std::int64_t count) const;

    const LoadedModel& m_model;
    const LabelledFaces& m_knowledge;
    FaceEditing m_editing;
    std::shared_ptr<train::AttributeJudge> m_judge;
    torch::Tensor m_pictures;
    torch::Tensor m_features;  // the judge's of the faces, [N, F]
    torch::Tensor m_logits;
};

}  // namespace facet::learning
