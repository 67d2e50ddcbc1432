// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/CardPictures.h"

#include "ui/jobs/FacePicture.h"
#include "ui/jobs/Sentences.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace facet::ui {

namespace {

constexpr double CropSide = 112;  ///< of a face's crop, in pixels of the picture, at least
// Of the faces of nobody.
constexpr int Drawn = 16;
constexpr double Temperature = 0.85;
constexpr std::uint64_t Seed = 2018;  ///< any; it is never changed, so that cards can be compared

double likeness(const FaceEngine& engine, const Image& drawn) {
    const auto faces = engine.findFaces(drawn);
    return faces.empty() ? 0 : faces.front().score;
}

/// Not everything that a model draws is a face, and what is none shows nothing of an attribute: those are taken that
/// the finder of faces is surest of, whatever the attribute does to them.
std::vector<Image> drawnFaces(const FaceEngine& engine, int count) {
    std::vector<std::pair<double, Image>> drawn;
    for (Image& picture : engine.sample(Drawn, Temperature, Seed)) {
        const double score = likeness(engine, picture);
        drawn.emplace_back(score, std::move(picture));
    }
    std::stable_sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Image> best;
    best.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        best.push_back(std::move(drawn[std::size_t(i)].second));
    }
    return best;
}

}  // namespace

CardPictures::CardPictures(std::shared_ptr<const FaceEngine> engine, std::string attribute, Subject chosen,
                           ScreenColoursPtr colours)
    : m_engine(std::move(engine)), m_attribute(std::move(attribute)), m_colours(std::move(colours)) {
    m_worker.enqueue([this, subject = std::move(chosen)] { run(subject); });
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
        show(subjects.front(), 0);
    }
    const int known = int(subjects.size());
    for (Image& picture : drawnFaces(*m_engine, Faces - known)) {
        const Alignment whole = Alignment::wholePicture(picture.width(), picture.height());
        const OpenedPhotoPtr photo = opened({}, {std::move(picture), nullptr});
        subjects.push_back({photo, m_engine->encode(photo->image(), whole)});
    }
    for (int row = known; row < Faces; ++row) {
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
            facePicture(*m_engine, *subject.photo, *subject.face, {{{m_attribute, column - 1.0}}}, CropSide);
        QMetaObject::invokeMethod(
            this, [this, row, column, shown = shownPicture(picture, m_colours)] { Q_EMIT ready(row, column, shown); },
            Qt::QueuedConnection);
    }
}

}  // namespace facet::ui
