// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Alignment.h"
#include "engine/EditRecipe.h"
#include "engine/Geometry.h"
#include "engine/Image.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

/// A face found in a photo; everything in photo pixels.
struct Face {
    int index = 0;  ///< 0 is the largest
    Rect box;
    Point leftEye;                      ///< on the picture's left
    Point rightEye;                     ///< on the picture's right
    double score = 0;                   ///< 0 … 1
    std::vector<std::string> warnings;  ///< "small", "turned", "cut off", "dark", "bright"
    std::optional<Point> mouth = {};    ///< its middle; none where the eyes were marked by hand
};

/// What a slider needs to know about an attribute.
struct AttributeInfo {
    std::string name;   ///< "smile", the command line's name
    std::string group;  ///< "Expression", "Hair", "Beard", "Age and sex", "Eyes and brows", "Makeup", "Wearing"; "Mine"
                        ///< for learnt ones
    double hit = 0;   ///< share of held-out faces without it that have it at +1, by a judge that took no part; 0 … 1
    double leak = 0;  ///< the worst share of flipped verdicts among sex, age, glasses and smile at +1; 0 … 1
    std::string worstLeak = {};  ///< which of them that is: "masculine", "age", "glasses", "smile"; empty: none
    double auc = 0;              ///< of the linear score along it, on held-out faces; 0.5 = chance
    int with = 0;                ///< for learnt ones: how many faces with it and without it taught it
    int without = 0;
    int judged = 0;                           ///< for learnt ones: faces that hit and leak come from; 0: too few photos
    std::vector<std::string> alongside = {};  ///< which of the four changes with it; learnt ones: as in the photos
};

/// What `facet info` and the status bar say.
struct EngineInfo {
    std::string device;        ///< "CPU"
    std::string deviceReason;  ///< one sentence: why this device
    std::string modelName;
    std::string modelHash;
    std::string modelCard;  ///< JSON: architecture, training data, licence, bits/dim …
    int cropSide = 0;       ///< pixels of the flow's square crop
    std::vector<AttributeInfo> attributes;
};

/// How well decode(encode(crop)) gives the crop back, in 8-bit levels of the crop.
struct RoundTrip {
    double max = 0;
    double mean = 0;
};

/// A face as the flow sees it: latents, the crop they came from, and where that lies. Immutable; share freely.
class EncodedFace {
 public:
    EncodedFace(Alignment alignment, RoundTrip roundTrip)
        : EncodedFace(alignment, roundTrip, alignment.boundsInPhoto()) {}
    EncodedFace(Alignment alignment, RoundTrip roundTrip, PixelRect reach)
        : m_alignment(alignment), m_roundTrip(roundTrip), m_reach(reach) {}
    virtual ~EncodedFace() = default;
    EncodedFace(const EncodedFace&) = delete;
    EncodedFace& operator=(const EncodedFace&) = delete;

    const Alignment& alignment() const { return m_alignment; }
    const RoundTrip& roundTrip() const { return m_roundTrip; }
    /// In photo pixels, what edits of the face may change; it may lie partly beyond the photo.
    const PixelRect& reach() const { return m_reach; }

 private:
    Alignment m_alignment;
    RoundTrip m_roundTrip;
    PixelRect m_reach;
};

/// Where an edit touches its photo, as a map from the photo's colours (0 … 1) at a place of the crop to a weight:
/// clamp(r·R + g·G + b·B + c, 0, 1). So the mask of 128 × 128 maps follows single hairs of a big photo.
struct SoftMask {
    int side = 0;             ///< 0 = the weight is 1 everywhere
    std::vector<float> maps;  ///< [side, side, 4] r, g, b, c
};

/// The edit of one face, ready to be blended in. What turns decode(latent) into decode(moved latent) is split: pixels
/// move along `motion`, and `difference` is added to what they are then.
struct FaceEdit {
    Alignment alignment;
    MaskMode mask = MaskMode::Auto;
    int side = 0;                   ///< of the crop, in pixels; 0 = nothing changes
    std::vector<float> difference;  ///< [3, side, side] red, green, blue; 1.0 = the full range of a sample
    bool limited = false;  ///< the amounts left the range where the flow's inverse is stable and were scaled back
    std::vector<float> motion =
        {};  ///< [2, side, side] from where the pixel comes: x, y in crop sides; empty = nothing moves
    std::vector<float> cover =
        {};  ///< [side, side] how far what comes from elsewhere covers what was there, 0 … 1; empty = wholly
    std::vector<float> base =
        {};  ///< [side, side] luma that the difference is added to; empty = texture stays as it is
    /// [4, fineSide, fineSide] red, green, blue and luma that are added to `difference` and `base`: what only a larger
    /// picture of the face tells. 0 = nothing.
    int fineSide = 0;
    std::vector<float> fine = {};
    SoftMask where = {};
    PaintedMask painted = {};
    std::shared_ptr<const FaceEdit> beyond = {};  ///< what the edit changes around its crop, too; null = nothing
};

/// How a film goes from one face's latent to the next.
enum class FilmPath {
    Linear,  ///< straight
    Slerp,   ///< along great circles
    Spline   ///< smoothly through all faces
};

/// The facade that the window and the command line use. No torch, OpenCV or Qt in sight.
///
/// Threads: every method is const and may be called from any thread, one call at a time, refine() aside.
/// Errors: facet::Error.
class FaceEngine {
 public:
    virtual ~FaceEngine() = default;

    /// The device in it is the one that computes now: another may have taken over since the last call.
    virtual const EngineInfo& info() const = 0;

    /// All faces, largest first; empty where there are none.
    virtual std::vector<Face> findFaces(const Image& photo) const = 0;

    /// Crops the photo and encodes the crop. Parts of the crop beyond the photo are completed by reflection.
    virtual std::shared_ptr<const EncodedFace> encode(const Image& photo, const Alignment& alignment) const = 0;

    /// Finds this face's own way along whatever the recipe asks for, unless it is known already; edit() takes it from
    /// then on, which is better than the way that is the same for every face. About a second an attribute and
    /// direction. False where there was nothing to find. Error(Interrupted) on `stop`. May run beside one other call.
    virtual bool refine(const EncodedFace& face, const EditRecipe& recipe, const std::stop_token& stop) const = 0;

    /// Finds what the recipe changes in details that the model's crop is too coarse for, where the face is larger than
    /// that crop in its photo and the model knows any; edit() has them from then on for this recipe, whatever its mask
    /// is corrected by, until another's have been found or refine() has found a way. For the moment when sliders rest:
    /// takes several times as long as edit(). False where there was nothing to find. May run beside one other call.
    virtual bool refineDetails(const EncodedFace& face, const EditRecipe& recipe) const = 0;

    /// Moves the latent and decodes it. Names that info() does not list: Error(Usage); a face of another model to mix
    /// in: Error(Model). Corrections of the mask go into the edit as they are: edits that differ in nothing else differ
    /// in `mask` and `painted` alone.
    virtual FaceEdit edit(const EncodedFace& face, const EditRecipe& recipe) const = 0;

    /// `region` of `level` with the edits blended in, in order. `level` is the photo resampled to `scale` times its
    /// size (1 = the photo itself); edits are in the photo's coordinates. Same depth and channels as `level`;
    /// whatever no edit touches keeps its samples bit for bit.
    virtual Image composite(const Image& level, double scale, const PixelRect& region,
                            const std::vector<FaceEdit>& edits) const = 0;

    /// Where the edit may touch `region` of `level`, grey, 8 bit: 255 = wholly. Empty where the edit changes nothing.
    virtual Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const = 0;

    /// The model's pictures at positions of a path through faces (0 is the first, 1 the second), each less the mix of
    /// its own pictures of the two faces around it: [3, cropSide, cropSide], 1.0 = the full range, all 0 at a face
    /// itself. A closed path goes on from the last face to the first. Positions are decoded together.
    virtual std::vector<std::vector<float>> between(const std::vector<std::shared_ptr<const EncodedFace>>& faces,
                                                    FilmPath path, bool closed,
                                                    const std::vector<double>& positions) const = 0;

    /// The face's latents in one row, the finest level first: what OtherFace holds.
    virtual std::vector<float> latentsOf(const EncodedFace& face) const = 0;

    /// How far each slider has to go until the face has as much of its attribute as the other: where the classifiers
    /// see both, on the scale of the face's own moves; ±MaxAmount where that is not enough. What they do not judge, and
    /// what differs no more than two photos of one face may, is not there. Throws Error(Model) for latents of another
    /// model.
    virtual Amounts amountsTowards(const EncodedFace& face, const OtherFace& other) const = 0;

    /// n faces of nobody, RGB, cropSide² pixels. The same seed gives the same pictures. Temperature scales the prior's
    /// deviation, 0 … 2; details are drawn at two thirds of it, as photographs have them.
    virtual std::vector<Image> sample(int n, double temperature, std::uint64_t seed) const = 0;
};

}  // namespace facet
