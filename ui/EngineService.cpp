// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EngineService.h"

#include "ui/UsableEdits.h"
#include "ui/jobs/FacePicture.h"
#include "ui/jobs/PreviewPicture.h"
#include "ui/jobs/Sentences.h"
#include "ui/jobs/SharedEngine.h"

#include <chrono>
#include <exception>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace facet::ui {

namespace {

/// One face: its recipe; several: a list of theirs.
std::string recipesOf(const std::vector<EditedFace>& faces) {
    if (faces.size() == 1) {
        return faces.front().recipe.toJson();
    }
    std::string list;
    for (const EditedFace& face : faces) {
        list += (list.empty() ? "[" : ",") + face.recipe.toJson();
    }
    return list.empty() ? list : list + "]";
}

/// Details are looked for when the sliders have stood still for so long: they would take a slider's frames their cores.
constexpr std::chrono::milliseconds Rest(200);

/// This thread and those that it makes come after a slider's frames. Not by QThread::IdlePriority: beside a program
/// that takes all cores nothing would be left to them, and a photo that is saved waits for what they find.
void giveWay() {
    constexpr int Nice = 10;  // more than the program has
    const auto thread = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + Nice);
}

double elapsed(const QElapsedTimer& timer) {
    return double(timer.nsecsElapsed()) / 1e6;
}

}  // namespace

EngineService::EngineService(EngineFactory factory, QObject* parent) : QObject(parent), m_factory(std::move(factory)) {
    m_refiner.enqueue([] { giveWay(); });
    m_resting.setSingleShot(true);
    m_resting.setInterval(Rest);
    connect(&m_resting, &QTimer::timeout, this, &EngineService::refineRestingPreview);
    loadEngine();
}

EngineService::~EngineService() {
    m_refiningEnds.request_stop();
    for (Worker* worker : {&m_engineWorker, &m_refiner, &m_fileWorker}) {  // they give one another work
        worker->stop();
    }
}

void EngineService::loadEngine() {
    const Job load = [this]() -> Delivery {
        try {
            m_engine = std::make_shared<const SharedEngine>(m_factory());
        } catch (...) {
            m_loadFailure = std::current_exception();
            throw;
        }
        m_deviceReason = m_engine->info().deviceReason;
        return [this, engine = m_engine, info = std::make_shared<const EngineInfo>(m_engine->info())] {
            m_info = info;
            m_loadedEngine = engine;
            Q_EMIT engineLoaded(info);
        };
    };
    perform(Task::LoadModel, m_engineWorker, load, always);
}

void EngineService::open(const PhotoSource& source, Faces faces) {
    const Generation request = ++m_openRequested;
    m_sinceOpen.start();
    m_openTimed = false;
    const Job read = [this, source, faces, colours = m_colours]() -> Delivery {
        const OpenedPhotoPtr photo = m_photoCache.read(source);
        return [this, photo, faces, first = firstShownLevel(photo, colours)] {
            ++m_photoOpened;
            cancelPreview();
            Q_EMIT photoOpened(photo);
            if (first) {
                Q_EMIT levelShown(first);
            }
            if (faces == Faces::Find) {
                findFaces(photo);
            }
        };
    };
    perform(Task::ReadPhoto, m_fileWorker, read, [this, request] { return request == m_openRequested; });
}

void EngineService::setScreenColours(ScreenColoursPtr colours) {
    m_colours = std::move(colours);
    Q_EMIT screenColoursChanged();
}

void EngineService::findFaces(const OpenedPhotoPtr& photo) {
    const Job find = [this, photo]() -> Delivery {
        return [this, photo, faces = engine().findFaces(photo->image())] { Q_EMIT facesFound(photo, faces); };
    };
    perform(Task::FindFaces, m_engineWorker, find, whilePhotoIsCurrent());
}

void EngineService::encode(const OpenedPhotoPtr& photo, int face, const Alignment& alignment) {
    const Job encodeFace = [this, photo, face, alignment]() -> Delivery {
        const auto encoded = engine().encode(photo->image(), alignment);
        tellOfDevice();
        return [this, photo, face, encoded] {
            Q_EMIT faceEncoded(photo, face, encoded);
            if (!std::exchange(m_openTimed, true)) {
                Q_EMIT openTimed(elapsed(m_sinceOpen));
            }
        };
    };
    perform(Task::EncodeFace, m_engineWorker, encodeFace, whilePhotoIsCurrent());
}

void EngineService::requestPreview(const PreviewRequest& request) {
    QElapsedTimer since;
    since.start();
    const Generation generation = ++m_previewRequested;
    m_newestPreview = request;
    m_resting.start();
    m_engineWorker.replaceDraft([this, engine = m_loadedEngine, request, generation, since] {
        answerPreview(engine, request, generation, since);
    });
}

void EngineService::cancelPreview() {
    m_previewShown = ++m_previewRequested;
    m_newestPreview = {};
    m_resting.stop();
    m_refiner.dropDraft();
    m_engineWorker.dropDraft();
}

void EngineService::answerPreview(const EnginePtr& engine, const PreviewRequest& request, Generation generation,
                                  const QElapsedTimer& since) {
    try {
        Preview preview = makePreview(*engine, request, m_edits);
        tellOfDevice();
        QMetaObject::invokeMethod(
            this,
            [this, generation, since, result = std::move(preview)]() mutable {
                deliverPreview(std::move(result), generation, since);
            },
            Qt::QueuedConnection);
        m_refiner.replaceDraft([this, engine, request] { refine(engine, request, Refinement::Moves); });
    } catch (...) {
        const QString sentence = sentenceOf(std::current_exception());
        QMetaObject::invokeMethod(
            this, [this, sentence] { Q_EMIT failed(Task::Preview, sentence); }, Qt::QueuedConnection);
    }
}

void EngineService::refineRestingPreview() {
    m_refiner.replaceDraft(
        [this, engine = m_loadedEngine, request = m_newestPreview] { refine(engine, request, Refinement::Details); });
}

void EngineService::refine(const EnginePtr& engine, const PreviewRequest& request, Refinement refinement) {
    bool found = false;
    try {
        for (const EditedFace& edited : request.faces) {
            found = engine->refine(*edited.face, edited.recipe, m_refiningEnds.get_token()) || found;
            if (refinement == Refinement::Details) {
                found = engine->refineDetails(*edited.face, edited.recipe) || found;
            }
        }
    } catch (...) {
        return;  // the edit stays the common one, which has been shown
    }
    if (found) {
        m_engineWorker.enqueue([this] { m_edits = {}; });
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_newestPreview.faces.empty()) {
                    requestPreview(PreviewRequest(m_newestPreview));
                }
            },
            Qt::QueuedConnection);
    }
}

void EngineService::deliverPreview(Preview preview, Generation generation, const QElapsedTimer& since) {
    if (generation <= m_previewShown) {
        return;
    }
    m_previewShown = generation;
    preview.milliseconds = elapsed(since);
    Q_EMIT previewReady(std::make_shared<const Preview>(std::move(preview)));
}

void EngineService::save(const SaveRequest& request) {
    const Job composite = [this, engine = m_loadedEngine, request]() -> Delivery {
        if (!request.path.empty()) {
            media::checkWritable(request.path, true);
        }
        std::shared_ptr<const media::Photo> result = request.photo->photo;
        if (!request.faces.empty()) {
            const Image& image = request.photo->image();
            for (const EditedFace& edited : request.faces) {
                engine->refine(*edited.face, edited.recipe, m_refiningEnds.get_token());
                engine->refineDetails(*edited.face, edited.recipe);
            }
            m_edits = {};  // of before the refinement
            const auto& edits = m_edits.edits(*engine, request.faces);
            result = std::make_shared<const media::Photo>(
                media::Photo{engine->composite(image, 1, image.bounds(), edits), result->metadata});
        }
        if (m_engine) {
            tellOfDevice();
        }
        return [this, request, result] { writeFile(request, result); };
    };
    perform(Task::Save, m_engineWorker, composite, always);
}

void EngineService::writeFile(const SaveRequest& request, const std::shared_ptr<const media::Photo>& result) {
    const Job write = [this, request, result]() -> Delivery {
        media::WriteOptions options = request.options;
        options.overwrite = true;
        options.recipeJson = recipesOf(request.faces);
        options.modelHash = request.faces.empty() ? "" : engine().info().modelHash;
        if (request.path.empty()) {
            const auto png = media::encodePhoto(*result, ".png", options);
            const QByteArray bytes(reinterpret_cast<const char*>(png.data()), qsizetype(png.size()));
            return [this, bytes] { Q_EMIT pictureEncoded(bytes); };
        }
        media::writePhoto(*result, request.path, options);
        if (request.forOthers) {
            return [this, path = request.path] { Q_EMIT handedOver(path); };
        }
        return [this, path = QString::fromStdString(request.path.string())] { Q_EMIT saved(path); };
    };
    perform(Task::Save, m_fileWorker, write, always);
}

void EngineService::tryOut(TryOutRequest request) {
    const Generation generation = ++m_tryOutRequested;
    request.face.recipe = m_info ? usableWith(*m_info, request.face.recipe) : request.face.recipe;
    const Job make = [this, engine = m_loadedEngine, request, colours = m_colours]() -> Delivery {
        std::vector<QImage> pictures;
        for (const double amount : {-1.0, 1.0}) {
            pictures.push_back(shownPicture(triedOutAt(*engine, request, amount), colours));
        }
        return [this, name = request.name, pictures] { Q_EMIT triedOut(name, pictures); };
    };
    perform(Task::Preview, m_engineWorker, make, [this, generation] { return generation == m_tryOutRequested; });
}

std::vector<EditedFace> EngineService::usable(const std::vector<EditedFace>& faces) const {
    return m_info ? usableWith(*m_info, faces) : faces;
}

void EngineService::tellOfDevice() {
    const EngineInfo& now = engine().info();
    if (now.deviceReason == m_deviceReason) {
        return;
    }
    m_deviceReason = now.deviceReason;
    const auto tell = [this, info = std::make_shared<const EngineInfo>(now)] {
        m_info = info;
        Q_EMIT deviceChanged(info);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

const FaceEngine& EngineService::engine() const {
    if (!m_engine) {
        std::rethrow_exception(m_loadFailure);  // loading is the first job, so it has been tried
    }
    return *m_engine;
}

EngineService::Condition EngineService::whilePhotoIsCurrent() const {
    return [this, photo = m_photoOpened.load()] { return photo == m_photoOpened; };
}

void EngineService::perform(Task task, Worker& worker, const Job& job, const Condition& isWanted) {
    ++m_running[std::size_t(task)];
    Q_EMIT runningChanged();
    worker.enqueue([this, task, job, isWanted] {
        Delivery delivery;
        QString failure;
        try {
            if (isWanted()) {
                delivery = job();
            }
        } catch (...) {
            failure = sentenceOf(std::current_exception());
        }
        const auto finishHere = [this, task, delivery, failure, isWanted] {
            finish(task, delivery, failure, isWanted());
        };
        QMetaObject::invokeMethod(this, finishHere, Qt::QueuedConnection);
    });
}

void EngineService::finish(Task task, const Delivery& deliver, const QString& failure, bool wanted) {
    --m_running[std::size_t(task)];
    if (wanted && !failure.isEmpty()) {
        Q_EMIT failed(task, failure);
    } else if (wanted && deliver) {
        deliver();
    }
    Q_EMIT runningChanged();
}

}  // namespace facet::ui
