// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/Learn.h"

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

struct EvaluateOptions {
    std::vector<std::filesystem::path> images;  ///< zips and folders of aligned faces
    bool heldOut = false;                       ///< only the ones that no training and no fit has seen
    std::filesystem::path labels;               ///< a table with CelebA's columns; empty: no attribute is judged
    std::vector<std::string> attributes;        ///< only these; none: all that the model has
    int faces = 32;                             ///< at most so many are moved, for each attribute and side
    /// Where it is set: what edits along an attribute look like. The first SheetFaces faces, whatever they have, each
    /// as `facet edit` writes it at the SheetAmounts, one after the other.
    std::function<void(const std::string& attribute, const std::vector<Image>& pictures)> sheet;
    static constexpr int SheetFaces = 20;
    static constexpr std::array SheetAmounts = {-2, -1, 0, 1, 2};
    EngineOptions engine;
};

/// The model's judge, which takes no part in an edit, on edited faces.
struct JudgedEdits {
    double hit = 0;                      ///< share that has changed sides at ±1
    std::map<std::string, double> leak;  ///< shares of flipped verdicts on what was to stay: sex, age, glasses, smile
    double clipped = 0;  ///< the most of a face's samples that is black or white at ±1 or ±2 and was not before
};

/// How well faces on one side of an attribute are edited to be on the other.
struct MoveFigures {
    int faces = 0;
    JudgedEdits written;    ///< pictures as `facet edit` writes them
    JudgedEdits wholeCrop;  ///< all that the model changed in its crop: `--mask none`
    double identity = 0;    ///< share of `written` whose nearest face, of all and as they were, is the person's own
    int exploded = 0;       ///< faces that were not finite or far from a picture at ±1 or ±2, before less was taken
};

/// How good the model's pyramid is at one of its sides, on the faces that have as many pixels.
struct PyramidFigures {
    int side = 0;
    std::int64_t images = 0;  ///< none: the other figures say nothing
    double bitsPerDim = 0;
    double roundtripMax = 0;
};

struct AttributeFigures {
    std::string name;
    std::optional<double> auc;  ///< of the judge, where labels have both kinds
    MoveFigures adding;         ///< +1 of faces that have it not
    MoveFigures removing;       ///< −1 of faces that have it
    int explodedAgain = 0;      ///< of as many faces that are moved to the side where they are already, ±1 and ±2
    double clippedAgain = 0;    ///< the most of one of those
};

/// How good a model is on some faces.
struct Evaluation {
    std::int64_t images = 0;
    int bits = 0;  ///< the depth that bits/dim are stated at: the model's
    /// Means of −log₂ P per dimension, in float32: two upper bounds of it, by uniform noise and, where the model has a
    /// learnt dequantiser, by its noise.
    double bitsPerDimUniform = 0;
    std::optional<double> bitsPerDimLearnt;
    /// |decode(encode(x)) − x| by the runtime, where black to white is 1: the worst value and the mean of all. The
    /// worst is infinite where a value was not finite.
    double roundtripMax = 0;
    double roundtripMean = 0;
    std::vector<PyramidFigures> pyramid;  ///< where the model has details, coarsest first
    std::map<std::string, double> judge;  ///< its areas under the ROC curve, by attribute, where labels have both kinds
    std::vector<AttributeFigures> attributes;  ///< where there were labels
};

/// Throws Error(Usage) for an attribute that the model does not have, Error(Input) for pictures and labels,
/// Error(Model), Error(Device), Error(Interrupted).
Evaluation evaluate(const EvaluateOptions& options, const Progress& progress, const std::stop_token& stop);

}  // namespace facet
