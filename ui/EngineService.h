// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/Preview.h"
#include "ui/jobs/EditCache.h"
#include "ui/jobs/PhotoCache.h"
#include "ui/jobs/Worker.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace facet::ui {

using EngineFactory = std::function<std::unique_ptr<FaceEngine>()>;

/// The one object of the window that talks to the engine: requests go to workers, results come back as signals on
/// the ui thread, as immutable values.
///
/// As soon as another photo has been read, results about the last one are dropped, also where they are on their
/// way; a photo that cannot be read changes nothing. Of previews only the newest is made; saving is never dropped.
class EngineService : public QObject {
    Q_OBJECT

 public:
    /// What went wrong while doing what.
    enum class Task { LoadModel, ReadPhoto, FindFaces, EncodeFace, Preview, Save };
    Q_ENUM(Task)
    static constexpr int TaskCount = 6;

    /// Whether open() finds the faces, too.
    enum class Faces { Find, Known };

    /// Starts to load the engine at once, in the background.
    explicit EngineService(EngineFactory factory, QObject* parent = nullptr);
    ~EngineService() override;

    void loadEngine();
    void open(const PhotoSource& source, Faces faces = Faces::Find);
    /// Of photos opened from now on a level in these colours comes along, so that none is seen in others.
    void setScreenColours(ScreenColoursPtr colours);
    const ScreenColoursPtr& screenColours() const { return m_colours; }
    void findFaces(const OpenedPhotoPtr& photo);
    void encode(const OpenedPhotoPtr& photo, int face, const Alignment& alignment);
    void requestPreview(const PreviewRequest& request);
    void cancelPreview();  ///< no preview asked for before this arrives after it
    void save(const SaveRequest& request);
    void tryOut(TryOutRequest request);  ///< only the newest is answered
    void cancelTryOut() { ++m_tryOutRequested; }

    PhotoCache& photoCache() { return m_photoCache; }
    bool isRunning(Task task) const { return m_running[std::size_t(task)] > 0; }
    const EngineInfo* info() const { return m_info.get(); }  ///< null until the engine is loaded
    /// The part of these edits that the loaded model can do; see usableWith().
    std::vector<EditedFace> usable(const std::vector<EditedFace>& faces) const;
    /// For work on threads of its own beside this service's; null until the engine is loaded.
    std::shared_ptr<const FaceEngine> loadedEngine() const { return m_loadedEngine; }

 Q_SIGNALS:
    void engineLoaded(std::shared_ptr<const facet::EngineInfo> info);
    /// Another device has taken over; info() says which, and why.
    void deviceChanged(std::shared_ptr<const facet::EngineInfo> info);
    void photoOpened(facet::ui::OpenedPhotoPtr photo);
    void screenColoursChanged();
    void levelShown(facet::ui::ShownLevelPtr level);  ///< of the photo that was just opened
    void facesFound(facet::ui::OpenedPhotoPtr photo, std::vector<facet::Face> faces);
    void faceEncoded(facet::ui::OpenedPhotoPtr photo, int face, std::shared_ptr<const facet::EncodedFace> encoded);
    void previewReady(facet::ui::PreviewPtr preview);
    void saved(QString path);
    void handedOver(std::filesystem::path path);
    void pictureEncoded(QByteArray png);  ///< what was saved without a path
    /// Small pictures of the face at −1 and at +1, in the screen's colours.
    void triedOut(std::string name, std::vector<QImage> pictures);
    void failed(facet::ui::EngineService::Task task, QString sentence);
    void runningChanged();
    /// From open() to the first face that can be edited.
    void openTimed(double milliseconds);

 private:
    using Generation = unsigned long long;
    using Delivery = std::function<void()>;   ///< what is left to do on the ui thread
    using Job = std::function<Delivery()>;    ///< runs on a worker
    using Condition = std::function<bool()>;  ///< asked on both
    using EnginePtr = std::shared_ptr<const FaceEngine>;

    const FaceEngine& engine() const;  ///< on the engine's thread; throws what loading threw where it failed
    void tellOfDevice();               ///< on the engine's thread, after it has worked
    void perform(Task task, Worker& worker, const Job& job, const Condition& isWanted);
    void finish(Task task, const Delivery& deliver, const QString& failure, bool wanted);
    void writeFile(const SaveRequest& request, const std::shared_ptr<const media::Photo>& result);
    // Faces belong to the engine that has encoded them: what is asked of them is asked of the one that was loaded then.
    void answerPreview(const EnginePtr& engine, const PreviewRequest& request, Generation generation,
                       const QElapsedTimer& since);
    enum class Refinement { Moves, Details };
    void refine(const EnginePtr& engine, const PreviewRequest& request, Refinement refinement);
    void refineRestingPreview();
    void deliverPreview(Preview preview, Generation generation, const QElapsedTimer& since);
    Condition whilePhotoIsCurrent() const;
    static bool always() { return true; }

    EngineFactory m_factory;
    std::shared_ptr<const EngineInfo> m_info;
    std::shared_ptr<const FaceEngine> m_loadedEngine;
    std::atomic<Generation> m_openRequested = 0;
    std::atomic<Generation> m_photoOpened = 0;
    std::atomic<Generation> m_tryOutRequested = 0;
    Generation m_previewRequested = 0;
    PreviewRequest m_newestPreview;  ///< without faces where none is wanted
    QTimer m_resting;                ///< runs out when no preview has been asked for for a while
    Generation m_previewShown = 0;
    ScreenColoursPtr m_colours;
    QElapsedTimer m_sinceOpen;
    bool m_openTimed = true;
    std::array<int, TaskCount> m_running{};

    // Only touched on the engine's thread.
    std::shared_ptr<const FaceEngine> m_engine;
    std::string m_deviceReason;
    std::exception_ptr m_loadFailure;
    EditCache m_edits;

    PhotoCache m_photoCache;

    // Their threads end in the destructor, before anything that they use goes. Files have a thread of their own, so
    // that a photo is shown while the model is loading, and faces move while a big file is written.
    // A face's own moves are found beside the engine's other work: until then its edits are the common ones.
    std::stop_source m_refiningEnds;
    Worker m_fileWorker;
    Worker m_refiner;
    Worker m_engineWorker;
};

}  // namespace facet::ui
