// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"
#include "ui/canvas/ShownLevels.h"
#include "ui/document/Document.h"
#include "ui/jobs/Worker.h"

#include <QDialog>
#include <QImage>

#include <cstdint>
#include <memory>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace facet::ui {

/// Faces of nobody, drawn from the model at a temperature; a click chooses one.
class NewFaceDialog : public QDialog {
    Q_OBJECT

 public:
    /// `whatFor`: what becomes of the face that is clicked, a sentence.
    NewFaceDialog(std::shared_ptr<const FaceEngine> engine, ScreenColoursPtr colours, QString whatFor, QWidget* parent);

 Q_SIGNALS:
    void chosen(facet::Image face, QString name);

 private:
    static constexpr int Columns = 4;
    static constexpr int Count = 8;

    QGridLayout* makeFaces();
    double temperature() const;
    void draw();
    void showFaces(const std::vector<Image>& faces, const std::vector<QImage>& shown);
    void choose(int index);

    std::shared_ptr<const FaceEngine> m_engine;
    ScreenColoursPtr m_colours;
    QString m_whatFor;
    std::uint64_t m_seed = 1;
    std::vector<Image> m_faces;  ///< those that are shown
    std::vector<QToolButton*> m_buttons;
    QSlider* m_temperature;
    QLabel* m_value;
    QLabel* m_sentence;
    Worker m_worker;  // the last member: its thread uses the others
};

/// A drawn face as a photo of its own, large enough to be looked at, with its one face marked.
DocumentPtr documentOfSample(const Image& face, const QString& name);

}  // namespace facet::ui
