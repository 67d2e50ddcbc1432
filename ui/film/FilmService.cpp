// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/film/FilmService.h"

#include "engine/Error.h"
#include "ui/film/FilmEstimate.h"
#include "ui/jobs/Sentences.h"

#include <algorithm>
#include <map>

namespace facet::ui {

namespace {

constexpr int ThumbnailSide = 160;
constexpr std::size_t MostKept = 600;  // frames of the preview; some 100 MB

}  // namespace

/// The film of the last request.
struct FilmService::Shown {
    std::shared_ptr<const FaceEngine> engine;
    int revision = -1;
    ScreenColoursPtr colours;
    std::unique_ptr<FilmScene> scene;
    std::vector<double> positions;
    std::map<double, QImage> made;
};

FilmService::FilmService(EngineSource engine, QObject* parent)
    : QObject(parent), m_engineSource(std::move(engine)), m_shown(std::make_unique<Shown>()) {}

FilmService::~FilmService() {
    cancelExport();
}

std::shared_ptr<const FaceEngine> FilmService::engine() {
    auto engine = m_engineSource();
    if (!engine) {
        Q_EMIT failed(tr("The model is not loaded yet."));
    }
    return engine;
}

void FilmService::fail() {
    onUiThread([this, sentence = sentenceOf(std::current_exception())] { Q_EMIT failed(sentence); });
}

void FilmService::setScreenColours(const ScreenColoursPtr& colours) {
    if (m_colours != colours) {
        m_colours = colours;
        Q_EMIT framesOutdated();
    }
}

void FilmService::makeKey(const std::shared_ptr<const FaceEngine>& engine, const std::function<FilmKey()>& find,
                          int index) {
    m_keyWorker.enqueue([this, engine, find, index, colours = m_colours] {
        try {
            KeyFrame key{find(), {}, {}, {}, {}};
            key.still = std::make_shared<const Image>(filmStill(*engine, key.key, ThumbnailSide));
            key.thumbnail = shownPicture(*key.still, colours);
            key.name = QString::fromStdString(key.key.name);
            onUiThread([this, key, index] { Q_EMIT keyReady(key, index); });
        } catch (...) {
            fail();
        }
    });
}

void FilmService::makePhotoKey(const PhotoSource& source, int index) {
    const auto engine = this->engine();
    if (!engine) {
        return;
    }
    const auto find = [engine, source]() -> FilmKey {
        const std::string name = source.name.toStdString();
        auto photo =
            source.picture ? source.picture : std::make_shared<const Image>(media::readPhoto(source.path).image);
        const auto faces = engine->findFaces(*photo);
        if (faces.empty()) {
            throw Error(ErrorKind::NoFace, name + ": no face found; open it, mark the eyes, and add it from there");
        }
        return {photo, Alignment::fromEyes(faces.front().leftEye, faces.front().rightEye), {}, name};
    };
    makeKey(engine, find, index);
}

void FilmService::makeEditKey(const FilmKey& key, int index) {
    if (const auto engine = this->engine()) {
        makeKey(
            engine, [key] { return key; }, index);
    }
}

void FilmService::renewThumbnail(const std::shared_ptr<const Image>& still) {
    m_keyWorker.enqueue([this, still, colours = m_colours] {
        const QImage thumbnail = shownPicture(*still, colours);
        onUiThread([this, still, thumbnail] { Q_EMIT thumbnailReady(still, thumbnail); });
    });
}

void FilmService::requestFrame(int revision, const FilmPlan& plan, int frame) {
    const auto engine = m_engineSource();
    if (!engine) {
        return;  // whoever put keys into the film has been told
    }
    m_previewWorker.replaceDraft([this, engine, request = FrameRequest{revision, plan, frame, m_colours}] {
        try {
            if (m_shown->engine != engine) {
                *m_shown = Shown();
                m_shown->engine = engine;  // which the scene must not outlive
            }
            showFrame(*engine, request);
        } catch (...) {
            fail();
        }
    });
}

void FilmService::showFrame(const FaceEngine& engine, const FrameRequest& request) {
    Shown& shown = *m_shown;
    if (request.revision != shown.revision) {
        shown.scene.reset();
        shown.made.clear();
        shown.positions = filmPositions(engine, request.plan);
        shown.scene = makeFilmScene(engine, request.plan);
        shown.revision = request.revision;
    }
    if (request.colours != shown.colours) {
        shown.made.clear();
        shown.colours = request.colours;
    }
    const int frames = static_cast<int>(shown.positions.size());
    const int index = std::clamp(request.frame, 0, frames - 1);
    const double position = shown.positions[static_cast<std::size_t>(index)];
    auto made = shown.made.find(position);
    if (made == shown.made.end()) {
        if (shown.made.size() >= MostKept) {
            shown.made.clear();
        }
        const Image picture = shown.scene->frames({position}).front();
        made = shown.made.emplace(position, shownPicture(picture, shown.colours)).first;
    }
    onUiThread([this, picture = made->second, index, frames, revision = request.revision] {
        Q_EMIT frameReady(picture, index, frames, revision);
    });
}

void FilmService::requestEstimate(const FilmPlan& plan, const FilmOutput& output) {
    const auto engine = m_engineSource();
    if (!engine) {
        return;
    }
    m_keyWorker.replaceDraft([this, engine, plan, output] {
        try {
            const FilmEstimate estimate = estimateFilm(*engine, plan, output);
            onUiThread([this, estimate] { Q_EMIT estimated(estimate.bytes, estimate.seconds); });
        } catch (...) {
            fail();
        }
    });
}

void FilmService::startExport(const FilmPlan& plan, const FilmOutput& output) {
    const auto engine = this->engine();
    if (!engine || m_exporting) {
        return;
    }
    m_exporting = true;
    m_stopExport = std::stop_source();
    m_exportWorker.enqueue([this, engine, plan, output, stop = m_stopExport.get_token()] {
        const Progress progress = [this](const std::string&, double share) {
            onUiThread([this, share] { Q_EMIT exportProgressed(share); });
        };
        QString path;
        QString failure;
        try {
            writeFilm(*engine, plan, output, progress, stop);
            path = QString::fromStdString(output.path.string());
        } catch (...) {
            failure = stop.stop_requested() ? QString() : sentenceOf(std::current_exception());
        }
        onUiThread([this, path, failure] {
            m_exporting = false;
            Q_EMIT exportEnded();
            if (!failure.isEmpty()) {
                Q_EMIT failed(failure);
            } else if (!path.isEmpty()) {
                Q_EMIT exported(path);
            }
        });
    });
}

void FilmService::cancelExport() {
    m_stopExport.request_stop();
}

}  // namespace facet::ui
