// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/FilmEstimate.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>

namespace facet::ui {

namespace {

constexpr int TriedFrames = 12;

double sizeOf(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path)) {
        return static_cast<double>(std::filesystem::file_size(path));
    }
    double bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        bytes += static_cast<double>(entry.file_size());
    }
    return bytes;
}

/// The frames of the film that differ from the one before: those that stand cost next to nothing in a film.
int movingFrames(const std::vector<double>& positions) {
    int moving = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        moving += i == 0 || positions[i] != positions[i - 1] ? 1 : 0;
    }
    return moving;
}

}  // namespace

FilmEstimate estimateFilm(const FaceEngine& engine, const FilmPlan& plan, const FilmOutput& output) {
    FilmPlan piece = plan;
    piece.keys.resize(2);
    piece.timing.loop = film::Loop::None;
    piece.timing.keys.assign(2, {0, static_cast<double>(TriedFrames - 1) / plan.timing.fps, film::Easing::Linear});
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(QFile::encodeName(folder.path()).toStdString()) /
                      ("piece" + output.path.extension().string());
    QElapsedTimer timer;
    timer.start();
    const auto report = writeFilm(engine, piece, {file, false, output.quality}, [](const std::string&, double) {}, {});
    const double share = static_cast<double>(movingFrames(filmPositions(engine, plan))) / report.frames;
    return {sizeOf(file) * share, static_cast<double>(timer.elapsed()) / 1000 * share};
}

}  // namespace facet::ui
