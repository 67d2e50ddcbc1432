// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "engine/Progress.h"
#include "engine/film/Timeline.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace facet {

/// What a film shows around the faces.
enum class FilmFraming {
    Face,        ///< the aligned crops
    FirstPhoto,  ///< the first photo as a whole, in which only the face changes
    Photos       ///< one photo becomes the next, the faces in their places moving along
};

/// A face of a photo, edited, as a key frame.
struct FilmKey {
    std::shared_ptr<const Image> photo;
    Alignment alignment;
    EditRecipe recipe{};
    std::string name{};  ///< the photo's, for the film's metadata
};

struct FilmPlan {
    std::vector<FilmKey> keys;
    film::Timing timing;  ///< as many stretches as keys
    FilmFraming framing = FilmFraming::Face;
    FilmPath path = FilmPath::Slerp;
    /// Pixels of the longer side; a photo is never enlarged. 0: 512 for crops, else the first photo's own.
    int size = 0;
    /// Edits with what is finer than the model's crop, as a saved photo has it (FaceEngine::refineDetails()): several
    /// times slower. writeFilm() makes all films so.
    bool details = false;
};

inline constexpr int SmallestFilm = 16;
inline constexpr int LargestFilm = 4096;
inline constexpr int MostFilmFps = 240;
inline constexpr double ShortestFilmWay = 0.001;  ///< seconds from face to face
inline constexpr double LongestFilmTime = 600;    ///< seconds of a way, or that a face stands

/// {"film": [{"amounts": …, "photo": "anna.jpg"}, …]}, which films keep in their metadata.
std::string filmJson(const FilmPlan& plan);

/// Throws Error(Usage) for a plan without two keys, or with a length, rate or size that no film has.
void checkFilmPlan(const FilmPlan& plan);

/// Where a film's frames come from: its faces encoded, its pictures resampled.
///
/// A key's own frame is its (edited) photo's own pixels: the crop's for FilmFraming::Face, the first photo's for
/// FirstPhoto, the photo's for Photos. On the way what the model does not know of the pictures is cross-faded.
/// Where all keys are recipes of one face in FirstPhoto's framing, the amounts move instead of the latents.
///
/// Threads: one at a time, and those of its engine.
class FilmScene {
 public:
    FilmScene(int width, int height) : m_width(width), m_height(height) {}
    virtual ~FilmScene() = default;
    FilmScene(const FilmScene&) = delete;
    FilmScene& operator=(const FilmScene&) = delete;

    int width() const { return m_width; }
    int height() const { return m_height; }
    double decodeMs() const { return m_decodeMs; }        ///< spent in the model so far
    double compositeMs() const { return m_compositeMs; }  ///< spent on pixels so far

    /// RGB, 8 bit, width × height: the pictures at positions of the path, made together.
    virtual std::vector<Image> frames(const std::vector<double>& positions) = 0;

 protected:
    double m_decodeMs = 0;
    double m_compositeMs = 0;

 private:
    int m_width;
    int m_height;
};

/// Encodes the faces. The scene uses the engine as long as it lives. `evenSides` cuts a row or column off odd frames.
std::unique_ptr<FilmScene> makeFilmScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides = false);

/// What a film between crops shows of a key: its edited face, side × side.
Image filmStill(const FaceEngine& engine, const FilmKey& key, int side);

/// Every frame's position, see film::positionsOf(). Measures the ways whose easing is Even, in small pictures.
std::vector<double> filmPositions(const FaceEngine& engine, const FilmPlan& plan);

struct FilmOutput {
    std::filesystem::path path;
    bool overwrite = false;
    int quality = 90;  ///< 1 … 100, of MP4 and WebM
};

/// Throws Error(Usage) for a name or rate that the format does not take, Error(Output) for a target that cannot be
/// written. For before the work; changes nothing.
void checkFilmOutput(const FilmOutput& output, int fps);

struct FilmReport {
    int frames = 0;
    int width = 0;
    int height = 0;
    double decodeMs = 0;  ///< sums over the film; encoding runs beside the other two
    double compositeMs = 0;
    double encodeMs = 0;
};

/// Makes the film: .mp4 (H.264), .webm (VP9), .gif, .png (APNG), or, without an extension, a folder of PNG files.
/// `stop` ends the work with Error(Interrupted). Whatever ends it early, what was there before stays.
FilmReport writeFilm(const FaceEngine& engine, const FilmPlan& plan, const FilmOutput& output, const Progress& progress,
                     const std::stop_token& stop);

}  // namespace facet
