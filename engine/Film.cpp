// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Film.h"

#include "engine/Error.h"
#include "engine/PhotoEdit.h"
#include "engine/face/Morph.h"
#include "engine/film/EncodingThread.h"
#include "engine/film/FrameStream.h"
#include "engine/film/Scenes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>

namespace facet {
namespace {

void require(bool holds, const std::string& what) {
    if (!holds) {
        throw Error(ErrorKind::Usage, what);
    }
}

/// Recipes of one face, which the sliders' own way connects.
bool isOneFace(const FilmPlan& plan) {
    const FilmKey& first = plan.keys.front();
    return std::all_of(plan.keys.begin(), plan.keys.end(), [&first](const FilmKey& key) {
        return key.photo == first.photo && key.alignment == first.alignment;
    });
}

/// The key's photo with its edit in it.
FilmKey edited(const FaceEngine& engine, FilmKey key, bool details) {
    if (!key.recipe.isIdentity()) {
        const auto face = engine.encode(*key.photo, key.alignment);
        engine.refine(*face, key.recipe, {});
        if (details) {
            engine.refineDetails(*face, key.recipe);
        }
        const auto edit = engine.edit(*face, key.recipe);
        auto photo = std::make_shared<Image>(*key.photo);
        blendInto(*photo, {edit}, engine);
        key.photo = std::move(photo);
        key.recipe.amounts.clear();
        key.recipe.mix = {};
    }
    return key;
}

/// The mean difference of two pictures' samples.
double changeBetween(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.byteCount(); ++i) {
        sum += std::abs(std::to_integer<int>(a.data()[i]) - std::to_integer<int>(b.data()[i]));
    }
    return sum / static_cast<double>(a.byteCount());
}

film::Pace paceOf(FilmScene& scene, int way) {
    constexpr int Steps = 32;
    std::vector<double> positions(Steps + 1);
    for (int i = 0; i <= Steps; ++i) {
        positions[i] = way + static_cast<double>(i) / Steps;
    }
    const auto frames = scene.frames(positions);
    std::vector<double> changes(Steps);
    for (int i = 0; i < Steps; ++i) {
        changes[i] = changeBetween(frames[i], frames[i + 1]);
    }
    return film::Pace(changes);
}

media::FilmFormat formatFor(const FilmScene& scene, const FilmPlan& plan, const FilmOutput& output) {
    return {.width = scene.width(),
            .height = scene.height(),
            .fps = plan.timing.fps,
            .quality = output.quality,
            .loops = plan.timing.loop != film::Loop::None,
            .recipeJson = filmJson(plan)};
}

}  // namespace

std::string filmJson(const FilmPlan& plan) {
    nlohmann::ordered_json keys = nlohmann::ordered_json::array();
    for (const FilmKey& key : plan.keys) {
        nlohmann::ordered_json json = nlohmann::ordered_json::parse(key.recipe.toJson());
        json["photo"] = key.name;
        keys.push_back(json);
    }
    // Names of files need not be UTF-8, JSON must be.
    return nlohmann::ordered_json{{"film", keys}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void checkFilmPlan(const FilmPlan& plan) {
    require(plan.keys.size() >= 2, "a film needs at least two faces");
    require(plan.timing.keys.size() == plan.keys.size(), "a film needs the times of each of its faces");
    require(plan.timing.fps >= 1 && plan.timing.fps <= MostFilmFps,
            "a film has 1 to " + std::to_string(MostFilmFps) + " frames a second");
    for (const auto& key : plan.timing.keys) {
        require(key.seconds >= ShortestFilmWay && key.seconds <= LongestFilmTime,
                "the way between two faces takes more than 0 and up to 600 seconds");
        require(key.hold >= 0 && key.hold <= LongestFilmTime, "a face stands for 0 to 600 seconds");
    }
    require(
        plan.size == 0 || (plan.size >= SmallestFilm && plan.size <= LargestFilm),
        "a film's longer side has " + std::to_string(SmallestFilm) + " to " + std::to_string(LargestFilm) + " pixels");
}

double film::photoScale(const FilmPlan& plan) {
    const Image& photo = *plan.keys.front().photo;
    const int largest = plan.size > 0 ? plan.size : LargestFilm;
    return std::min(1.0, static_cast<double>(largest) / std::max(photo.width(), photo.height()));
}

std::unique_ptr<FilmScene> makeFilmScene(const FaceEngine& engine, const FilmPlan& plan, bool evenSides) {
    checkFilmPlan(plan);
    const Image& first = *plan.keys.front().photo;
    require(plan.framing == FilmFraming::Face ||
                face::scaledSide(std::min(first.width(), first.height()), film::photoScale(plan)) >= 2,
            "the photo is too narrow for a film of that size; choose a larger one");
    if (plan.framing == FilmFraming::FirstPhoto && isOneFace(plan)) {
        return film::makeRecipeScene(engine, plan, evenSides);
    }
    FilmPlan photos = plan;
    for (FilmKey& key : photos.keys) {
        key = edited(engine, key, plan.details);
    }
    switch (plan.framing) {
        case FilmFraming::FirstPhoto:
            return film::makeFirstPhotoScene(engine, photos, evenSides);
        case FilmFraming::Photos:
            return film::makePhotosScene(engine, photos, evenSides);
        case FilmFraming::Face:
            break;
    }
    return film::makeFaceScene(engine, photos, evenSides);
}

Image filmStill(const FaceEngine& engine, const FilmKey& key, int side) {
    return face::cropPicture(*edited(engine, key, /*details=*/false).photo, key.alignment, side);
}

std::vector<double> filmPositions(const FaceEngine& engine, const FilmPlan& plan) {
    constexpr int MeasuredSize = 128;
    checkFilmPlan(plan);
    std::vector<film::Pace> paces(static_cast<std::size_t>(plan.timing.ways()));
    std::unique_ptr<FilmScene> scene;
    for (std::size_t way = 0; way < paces.size(); ++way) {
        if (plan.timing.keys[way].easing == film::Easing::Even) {
            if (!scene) {
                FilmPlan small = plan;
                small.size = MeasuredSize;
                scene = makeFilmScene(engine, small);
            }
            paces[way] = paceOf(*scene, static_cast<int>(way));
        }
    }
    return film::positionsOf(plan.timing, paces);
}

void checkFilmOutput(const FilmOutput& output, int fps) {
    require(output.quality >= 1 && output.quality <= 100, "the quality is 1 to 100");
    media::checkFilm(output.path, fps, output.overwrite);
}

FilmReport writeFilm(const FaceEngine& engine, const FilmPlan& plan, const FilmOutput& output, const Progress& progress,
                     const std::stop_token& stop) {
    checkFilmPlan(plan);
    checkFilmOutput(output, plan.timing.fps);
    progress("reading the faces", 0);
    film::FrameStream stream(filmPositions(engine, plan));
    FilmPlan whole = plan;
    whole.details = true;
    const auto scene = makeFilmScene(engine, whole, media::needsEvenSides(output.path));
    const auto writer = media::makeFilmWriter(output.path, formatFor(*scene, plan, output), output.overwrite);
    film::EncodingThread encoding(*writer);
    while (stream.done() < stream.count()) {
        progress("making the film", static_cast<double>(stream.done()) / static_cast<double>(stream.count()));
        if (stop.stop_requested()) {
            throw Error(ErrorKind::Interrupted, "interrupted; no film was written");
        }
        stream.nextBatch(*scene, [&encoding](const Image& frame) { encoding.push(frame); });
    }
    encoding.finish();
    FilmReport report{static_cast<int>(stream.count()),
                      scene->width(),
                      scene->height(),
                      scene->decodeMs(),
                      scene->compositeMs(),
                      encoding.busyMs()};
    film::measured(report.encodeMs, [&] { writer->finish(); });
    return report;
}

}  // namespace facet
