// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace facet::test {

/// What a test tells a fake engine, and hears from it, while the engine works on another thread.
class FakeControl {
 public:
    std::vector<Face> faces;  ///< what findFaces answers; set before the engine is used
    bool failsToLoad = false;
    bool failsToEdit = false;
    bool failsToLearn = false;                   ///< for the lessons of a test
    bool learnsForever = false;                  ///< until it is stopped
    std::set<std::string> lacks;                 ///< attributes that the next engine does not have
    std::string modelHash = "0123456789abcdef";  ///< of the next engine
    std::filesystem::path learnt;               ///< what the person has taught: a folder of files that hold a name each
    std::atomic<bool> hasRefinement = false;    ///< there is something for refine() to find
    std::atomic<bool> refinesToTheEnd = false;  ///< it is found when it is no longer wanted
    std::atomic<bool> isRefining = false;       ///< and looked for now
    std::atomic<bool> isRefined = false;        ///< it has been found
    std::atomic<int> refinedUnder = -1;         ///< the scheduling policy of the thread that found it
    std::atomic<int> refinedNice = 0;           ///< and its nice value
    std::atomic<bool> hasDetails = false;       ///< there is something for refineDetails() to find
    std::atomic<bool> isDetailed = false;       ///< it has been found
    bool losesItsDevice = false;                ///< with the next edit, which another device finishes

    void holdEdits();  ///< edits wait from now on
    void releaseEdits();
    void waitUntilAnEditWaits();

    std::vector<EditRecipe> editsSoFar() const;
    std::vector<EditRecipe> detailedSoFar() const;  ///< what refineDetails() was asked for
    void enterEdit(const EditRecipe& recipe);       ///< for the engine
    void enterDetails(const EditRecipe& recipe);

 private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_held = false;
    int m_waiting = 0;
    std::vector<EditRecipe> m_edits;
    std::vector<EditRecipe> m_detailed;
};

/// A face of `size` pixels around `centre`, looking straight ahead.
Face faceAt(Point centre, double size, int index = 0);

/// An engine without a model. Every attribute adds its amount to the face's colour, so that edits can be seen and
/// computed: smile to red, glasses to green, age to blue; a second face to all three.
class FakeFaceEngine : public FaceEngine {
 public:
    /// Throws Error(Model) where the control says so.
    explicit FakeFaceEngine(std::shared_ptr<FakeControl> control);

    const EngineInfo& info() const override { return m_info; }
    std::vector<Face> findFaces(const Image& photo) const override;
    std::shared_ptr<const EncodedFace> encode(const Image& photo, const Alignment& alignment) const override;
    /// The control's refinement is found once; from then on every edit is brighter by a tenth.
    bool refine(const EncodedFace& face, const EditRecipe& recipe, const std::stop_token& stop) const override;
    /// Likewise the control's details, brighter by a twentieth.
    bool refineDetails(const EncodedFace& face, const EditRecipe& recipe) const override;
    FaceEdit edit(const EncodedFace& face, const EditRecipe& recipe) const override;
    Image composite(const Image& level, double scale, const PixelRect& region,
                    const std::vector<FaceEdit>& edits) const override;
    Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const override;
    /// Half way between two faces the picture is lighter than both by a tenth of the range.
    std::vector<std::vector<float>> between(const std::vector<std::shared_ptr<const EncodedFace>>& faces, FilmPath path,
                                            bool closed, const std::vector<double>& positions) const override;
    std::vector<float> latentsOf(const EncodedFace& face) const override;
    /// Much more smile, a little less glasses.
    Amounts amountsTowards(const EncodedFace& face, const OtherFace& other) const override;
    /// Plain squares, each lighter than the one before.
    std::vector<Image> sample(int n, double temperature, std::uint64_t seed) const override;

 private:
    std::shared_ptr<FakeControl> m_control;
    mutable EngineInfo m_info;
};

}  // namespace facet::test
