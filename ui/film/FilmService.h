// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/film/FilmModel.h"
#include "ui/jobs/Worker.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace facet::ui {

/// The film's work beside the ui thread: key frames, the preview's frames, the estimate and the export. Results come
/// back as signals on the ui thread. Of the preview's frames only the newest is made; an export runs beside them.
class FilmService : public QObject {
    Q_OBJECT

 public:
    using EngineSource = std::function<std::shared_ptr<const FaceEngine>()>;  ///< null until there is one

    explicit FilmService(EngineSource engine, QObject* parent = nullptr);
    /// Stops an export; it leaves nothing.
    ~FilmService() override;

    /// Pictures come in these from now on; framesOutdated() tells of those that did not.
    void setScreenColours(const ScreenColoursPtr& colours);

    /// A photo's largest face becomes a key frame at `index` of the strip.
    void makePhotoKey(const PhotoSource& source, int index);
    void makeEditKey(const FilmKey& key, int index);
    /// In the colours that the screen has now.
    void renewThumbnail(const std::shared_ptr<const Image>& still);

    /// Frame `frame` of the plan's film; `revision` says whether the plan is the one of the last request.
    void requestFrame(int revision, const FilmPlan& plan, int frame);
    /// What the film will take, from a piece of it that is made for that.
    void requestEstimate(const FilmPlan& plan, const FilmOutput& output);

    void startExport(const FilmPlan& plan, const FilmOutput& output);
    void cancelExport();
    bool isExporting() const { return m_exporting; }

 Q_SIGNALS:
    void keyReady(facet::ui::KeyFrame key, int index);
    void thumbnailReady(std::shared_ptr<const facet::Image> still, QImage thumbnail);
    void frameReady(QImage picture, int frame, int frames, int revision);
    void framesOutdated();
    void estimated(double bytes, double seconds);
    void exportProgressed(double share);
    void exported(QString path);
    void exportEnded();  ///< whatever came of it
    void failed(QString sentence);

 private:
    struct FrameRequest {
        int revision = 0;
        FilmPlan plan;
        int frame = 0;
        ScreenColoursPtr colours;
    };

    struct Shown;  // what the preview's thread keeps from frame to frame

    std::shared_ptr<const FaceEngine> engine();  // null after a sentence that there is none
    void makeKey(const std::shared_ptr<const FaceEngine>& engine, const std::function<FilmKey()>& find, int index);
    void showFrame(const FaceEngine& engine, const FrameRequest& request);
    void fail();  // on a worker, inside of a catch
    template <class Function>
    void onUiThread(Function function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    }

    EngineSource m_engineSource;
    ScreenColoursPtr m_colours;
    bool m_exporting = false;
    std::stop_source m_stopExport;
    std::unique_ptr<Shown> m_shown;  // the preview's thread's

    // The last members: their threads end before anything that they use goes.
    Worker m_keyWorker;
    Worker m_previewWorker;
    Worker m_exportWorker;
};

}  // namespace facet::ui
