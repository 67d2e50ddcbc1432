// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/CardPictures.h"

#include "ui/canvas/PictureConversion.h"
#include "ui/jobs/FacePicture.h"
#include "ui/jobs/Sentences.h"

#include <exception>
#include <utility>

namespace facet::ui {

namespace {

constexpr double Side = 112;          ///< of a face's crop, in pixels of the picture, at least
constexpr double Temperature = 0.85;  ///< of the faces of nobody
constexpr std::uint64_t Seed = 2018;  ///< any; it is never changed, so that cards can be compared

}  // namespace

CardPictures::CardPictures(std::shared_ptr<const FaceEngine> engine, std::string attribute, const OpenedPhotoPtr& photo,
                           std::shared_ptr<const EncodedFace> chosen)
    : m_engine(std::move(engine)), m_attribute(std::move(attribute)) {
    m_worker.enqueue([this, subject = Subject{photo, std::move(chosen)}] { run(subject); });
}

void CardPictures::run(Subject chosen) {
    try {
        make(std::move(chosen));
    } catch (...) {
        QMetaObject::invokeMethod(
            this, [this, sentence = sentenceOf(std::current_exception())] { Q_EMIT failed(sentence); },
            Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(this, &CardPictures::ended, Qt::QueuedConnection);
}

void CardPictures::make(Subject chosen) {
    std::vector<Subject> subjects;
    if (chosen.face) {
        subjects.push_back(std::move(chosen));
    }
    for (Image& picture : m_engine->sample(Faces - int(subjects.size()), Temperature, Seed)) {
        const Alignment whole = Alignment::wholePicture(picture.width(), picture.height());
        const OpenedPhotoPtr photo = opened({}, {std::move(picture), nullptr});
        subjects.push_back({photo, m_engine->encode(photo->image(), whole)});
    }
    for (int row = 0; row < Faces; ++row) {
        show(subjects[std::size_t(row)], row);
    }
    for (int row = 0; row < Faces && !m_stop.stop_requested(); ++row) {
        const EncodedFace& face = *subjects[std::size_t(row)].face;
        const bool down = m_engine->refine(face, {{{m_attribute, -1}}}, m_stop.get_token());
        const bool up = m_engine->refine(face, {{{m_attribute, 1}}}, m_stop.get_token());
        if (down || up) {
            show(subjects[std::size_t(row)], row);
        }
    }
}

void CardPictures::show(const Subject& subject, int row) {
    for (int column = 0; column < Amounts && !m_stop.stop_requested(); ++column) {
        const Image picture =
            facePicture(*m_engine, *subject.photo, *subject.face, {{{m_attribute, column - 1.0}}}, Side);
        QMetaObject::invokeMethod(
            this,
            [this, row, column, shown = toQImage(picture, picture.bounds())] { Q_EMIT ready(row, column, shown); },
            Qt::QueuedConnection);
    }
}

}  // namespace facet::ui
