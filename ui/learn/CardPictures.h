// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/OpenedPhoto.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/jobs/Worker.h"

#include <QImage>
#include <QObject>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace facet::ui {

/// What an attribute does to three faces: the chosen one where there is one, and faces of nobody, always the same ones.
/// Made on a thread of its own; the engine is used in turns with the window.
class CardPictures : public QObject {
    Q_OBJECT

 public:
    static constexpr int Faces = 3;
    static constexpr int Amounts = 3;  ///< −1, 0, +1

    struct Subject {
        OpenedPhotoPtr photo;
        std::shared_ptr<const EncodedFace> face;  ///< in the photo
    };

    /// Both of `chosen` may be null.
    CardPictures(std::shared_ptr<const FaceEngine> engine, std::string attribute, Subject chosen,
                 ScreenColoursPtr colours);
    ~CardPictures() override { stop(); }

    void stop() { m_stop.request_stop(); }

 Q_SIGNALS:
    /// First along the common way, then, a moment later, along the face's own.
    void ready(int face, int amount, QImage picture);
    void failed(QString sentence);
    void ended();  ///< whatever came of it; to be deleted without waiting only after this

 private:
    void run(Subject chosen);
    void make(Subject chosen);
    void show(const Subject& subject, int row);

    std::shared_ptr<const FaceEngine> m_engine;
    std::string m_attribute;
    ScreenColoursPtr m_colours;
    std::stop_source m_stop;
    Worker m_worker;  // the last member: its thread uses the others
};

}  // namespace facet::ui
