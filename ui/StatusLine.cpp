// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StatusLine.h"

#include "ui/EditSession.h"
#include "ui/jobs/Sentences.h"
#include "ui/widgets/ElidedLabel.h"

#include <QLabel>
#include <QLocale>

#include <cmath>

namespace facet::ui {

StatusLine::StatusLine(EditSession& session, QWidget* parent)
    : QStatusBar(parent), m_session(session), m_photo(new ElidedLabel(this)) {
    setSizeGripEnabled(false);
    setContentsMargins(12, 2, 12, 2);
    m_photo->setObjectName(QStringLiteral("statusPhoto"));
    addWidget(m_photo, 1);
    m_exactness = addFact(tr("Round trip"));
    m_frameTime = addFact(tr("Time for a picture"));
    m_zoom = addFact(tr("Zoom"));
    m_device = addFact(tr("Device"));
    connect(&session, &EditSession::photoChanged, this, &StatusLine::refreshPhoto);
    connect(&session, &EditSession::facesChanged, this, &StatusLine::refreshPhoto);
    connect(&session, &EditSession::currentFaceChanged, this, &StatusLine::refreshPhoto);
    connect(&session, &EditSession::encodedChanged, this, &StatusLine::refreshExactness);
    refreshPhoto();
}

QLabel* StatusLine::addFact(const QString& accessibleName) {
    auto* label = new QLabel(this);
    label->setAccessibleName(accessibleName);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(12, 0, 0, 0);
    label->hide();
    addPermanentWidget(label);
    return label;
}

void StatusLine::setFact(QLabel* label, const QString& text, const QString& toolTip) {
    label->setText(text);
    label->setToolTip(toolTip);
    label->setVisible(!text.isEmpty());
}

void StatusLine::setEngine(const EngineInfo& info) {
    setFact(m_device, QString::fromStdString(info.device),
            tr("%1\nModel: %2").arg(deviceReasonOf(info), QString::fromStdString(info.modelName)));
}

void StatusLine::setActivity(const QString& activity) {
    m_activity = activity;
    refreshPhoto();
}

void StatusLine::setFrameTime(double milliseconds) {
    const QString opened = m_openTime > 0 ? tr("\nThe first face was ready %1 s after the photo was opened.")
                                                .arg(locale().toString(m_openTime / 1000, 'f', 2))
                                          : QString();
    setFact(m_frameTime, tr("%1 ms").arg(std::lround(milliseconds)),
            tr("From the move of a slider to the finished picture.") + opened);
}

void StatusLine::setOpenTime(double milliseconds) {
    m_openTime = milliseconds;
}

void StatusLine::setZoom(double zoom) {
    setFact(m_zoom, zoom > 0 ? tr("%1 %").arg(std::lround(zoom * 100)) : QString(),
            tr("100 % shows one pixel of the photo as one of the screen."));
}

void StatusLine::refreshPhoto() {
    refreshExactness();
    QStringList facts;
    if (const OpenedPhotoPtr& photo = m_session.photo()) {
        facts << photo->source.name << tr("%1 × %2").arg(photo->image().width()).arg(photo->image().height());
    }
    if (m_session.currentFace() >= 0) {
        facts << tr("face %1 of %2").arg(m_session.currentFace() + 1).arg(m_session.faceCount());
    }
    if (!m_activity.isEmpty()) {
        facts << m_activity;
    }
    m_photo->setText(facts.join(QStringLiteral("  ·  ")));
}

void StatusLine::refreshExactness() {
    if (!m_session.isCurrentFaceReady()) {
        setFact(m_exactness, {}, {});
        return;
    }
    const RoundTrip& roundTrip = m_session.encoded(m_session.currentFace())->roundTrip();
    setFact(m_exactness, tr("exact: zero edit = original"),
            tr("With all sliders at zero, the photo's own pixels are kept bit for bit.\n"
               "How finely the model is computed: there and back through it, this face differs\n"
               "by at most %1 of 255 levels (%2 in the mean).")
                .arg(locale().toString(roundTrip.max, 'g', 2), locale().toString(roundTrip.mean, 'g', 2)));
}

}  // namespace facet::ui
