// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/NewFaceDialog.h"

#include "ui/canvas/PictureConversion.h"
#include "ui/jobs/Sentences.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <exception>
#include <utility>

namespace facet::ui {

namespace {

constexpr int Shown = 128;     ///< a face's side on the screen
constexpr int PhotoScale = 8;  ///< a face's photo is so many times as large as the model's picture
constexpr int StartAt = 85;    ///< hundredths: as light as photographs are, and mostly whole

QImage enlarged(const QImage& face, int side) {
    return face.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

}  // namespace

NewFaceDialog::NewFaceDialog(std::shared_ptr<const FaceEngine> engine, ScreenColoursPtr colours, QString whatFor,
                             QWidget* parent)
    : QDialog(parent),
      m_engine(std::move(engine)),
      m_colours(std::move(colours)),
      m_whatFor(std::move(whatFor)),
      m_temperature(new QSlider(Qt::Horizontal, this)),
      m_value(new QLabel(this)),
      m_sentence(new QLabel(tr("Faces are being drawn…"), this)) {
    setWindowTitle(tr("New face"));
    setObjectName(QStringLiteral("newFace"));
    m_sentence->setWordWrap(true);
    m_temperature->setObjectName(QStringLiteral("temperature"));
    m_temperature->setAccessibleName(tr("Temperature"));
    m_temperature->setToolTip(tr("0: the most likely face; 1: as varied as the model knows faces to be"));
    m_temperature->setRange(0, 100);
    m_temperature->setValue(StartAt);
    connect(m_temperature, &QSlider::valueChanged, this, &NewFaceDialog::draw);
    auto* temperature = new QHBoxLayout;
    temperature->setSpacing(16);
    temperature->addWidget(new QLabel(tr("Temperature"), this));
    temperature->addWidget(m_temperature, 1);
    temperature->addWidget(m_value);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* others = buttons->addButton(tr("Others"), QDialogButtonBox::ActionRole);
    others->setObjectName(QStringLiteral("otherFaces"));
    connect(others, &QPushButton::clicked, this, [this] {
        ++m_seed;
        draw();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(m_sentence);
    column->addLayout(makeFaces(), 1);
    column->addLayout(temperature);
    column->addWidget(buttons);
    draw();
}

QGridLayout* NewFaceDialog::makeFaces() {
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    for (int i = 0; i < Count; ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("sample%1").arg(i));
        button->setAccessibleName(tr("Face %1").arg(i + 1));
        button->setIconSize(QSize(Shown, Shown));
        button->setFixedSize(Shown + 8, Shown + 8);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setEnabled(false);
        connect(button, &QToolButton::clicked, this, [this, i] { choose(i); });
        grid->addWidget(button, i / Columns, i % Columns);
        m_buttons.push_back(button);
    }
    return grid;
}

double NewFaceDialog::temperature() const {
    return m_temperature->value() / 100.0;
}

/// The newest wins: a slider that moves faster than faces are drawn still sees a steady stream of them.
void NewFaceDialog::draw() {
    m_value->setText(QLocale().toString(temperature(), 'f', 2));
    m_worker.replaceDraft([this, at = temperature(), seed = m_seed, side = int(Shown * devicePixelRatioF())] {
        try {
            const std::vector<Image> faces = m_engine->sample(Count, at, seed);
            std::vector<QImage> shown;
            shown.reserve(faces.size());
            for (const Image& face : faces) {
                shown.push_back(enlarged(shownPicture(face, m_colours), side));
            }
            QMetaObject::invokeMethod(
                this, [this, faces, shown] { showFaces(faces, shown); }, Qt::QueuedConnection);
        } catch (...) {
            QMetaObject::invokeMethod(
                this, [this, text = sentenceOf(std::current_exception())] { m_sentence->setText(text); },
                Qt::QueuedConnection);
        }
    });
}

void NewFaceDialog::showFaces(const std::vector<Image>& faces, const std::vector<QImage>& shown) {
    m_faces = faces;
    m_sentence->setText(tr("Nobody: each is drawn from the model. %1").arg(m_whatFor));
    for (int i = 0; i < Count; ++i) {
        QPixmap picture = QPixmap::fromImage(shown[std::size_t(i)]);
        picture.setDevicePixelRatio(double(picture.width()) / Shown);
        m_buttons[std::size_t(i)]->setIcon(picture);
        m_buttons[std::size_t(i)]->setEnabled(true);
    }
}

void NewFaceDialog::choose(int index) {
    const QString name = tr("Face %1 of draw %2, temperature %3")
                             .arg(index + 1)
                             .arg(m_seed)
                             .arg(QLocale().toString(temperature(), 'f', 2));
    Q_EMIT chosen(m_faces.at(std::size_t(index)), name);
}

DocumentPtr documentOfSample(const Image& face, const QString& name) {
    const int side = face.width() * PhotoScale;
    auto picture = std::make_shared<const Image>(fromQImage(enlarged(toQImage(face, face.bounds()), side)));
    auto document = std::make_shared<Document>(PhotoSource{name, {}, std::move(picture)});
    const Alignment whole = Alignment::wholePicture(side, side);
    const Face marked{0,
                      {0, 0, double(side), double(side)},
                      whole.toPhoto(Alignment::LeftEyeInCrop),
                      whole.toPhoto(Alignment::RightEyeInCrop),
                      1,
                      {}};
    document->faces.push_back({{marked, whole}, {}, nullptr});
    document->facesKnown = true;
    document->current = 0;
    return document;
}

}  // namespace facet::ui
