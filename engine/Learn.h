// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/GlowFaceEngine.h"
#include "engine/Progress.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

/// What learning one attribute came to, on faces that were held out of the fit.
struct LearntAttribute {
    std::string name;
    int with = 0;  ///< faces that have it, held out ones included
    int without = 0;
    double auc = 0;              ///< of the linear score in latent space on held-out faces
    double hit = 0;              ///< share of held-out faces without it that have it at +1, by the judge
    double leak = 0;             ///< the worst share of flipped verdicts among sex, age, glasses and smile at +1
    std::string worstLeak = {};  ///< which of them that was
    int judged = 0;              ///< from photos: faces that hit and leak come from; 0: too few photos to say
    /// From photos: which of these four the two sides differ in as much, so that it is not kept, and no leak.
    std::vector<std::string> alongside = {};
};

/// The steps of learning from labels, each of which takes minutes to an hour and reads what the ones before it left in
/// the folder of the output: guide1, guide2 and judge.safetensors; the directions themselves; moves.safetensors;
/// how far in it ±1 goes; and hit and leak of the moves, into the directions.
enum class LearnStep { All, Classifiers, Directions, Moves, Strengths, Figures };

/// Learns all attributes of the command line from a table of labels (CelebA's columns) and archives of aligned faces.
struct LearnFromLabels {
    LearnStep step = LearnStep::All;
    std::filesystem::path labels;
    std::vector<std::filesystem::path> images;
};

/// Learns where in a face the attributes of the command line live, from the same sources.
struct LearnMasks {
    LearnFromLabels source;
};

/// Learns one new attribute from photos with it and photos without it: each entry is a photo, a folder or a zip archive
/// of photos (the largest face of each is found and aligned).
struct LearnFromPhotos {
    std::string name;
    std::vector<std::filesystem::path> with;
    std::vector<std::filesystem::path> without;
};

/// Both write a file of directions tied to the model's hash, in the place of what was there. `stop` ends the work with
/// Error(Interrupted). Learning from labels also writes its other files beside it, see LearnStep; learning from photos
/// writes the new attribute alone (see EngineOptions::attributes) and uses the model's judge.
std::vector<LearntAttribute> learn(const LearnFromLabels& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress, std::stop_token stop);
std::vector<LearntAttribute> learn(const LearnFromPhotos& source, const EngineOptions& options,
                                   const std::filesystem::path& output, const Progress& progress, std::stop_token stop);

/// Gives the attribute of a file that was learnt from photos another name. Throws Error(Usage) for a file that holds
/// more than one or an empty name.
void renameAttribute(const std::filesystem::path& file, const std::string& name);

/// Writes masks.safetensors: what an edit of the attribute may touch, see docs/composite.md. Needs no model.
void learn(const LearnMasks& masks, const std::filesystem::path& output, const Progress& progress,
           const std::stop_token& stop);

}  // namespace facet
