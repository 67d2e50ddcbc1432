// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QStatusBar>

class QLabel;

namespace facet::ui {

class EditSession;
class ElidedLabel;

/// The lower edge of the window: the photo, the face, and what the engine has to say about itself.
class StatusLine : public QStatusBar {
    Q_OBJECT

 public:
    explicit StatusLine(EditSession& session, QWidget* parent = nullptr);

    void setEngine(const EngineInfo& info);
    void setActivity(const QString& activity);
    void setFrameTime(double milliseconds);
    void setOpenTime(double milliseconds);
    void setZoom(double zoom);  ///< 0: no photo is shown

 private:
    void refreshPhoto();
    void refreshExactness();
    QLabel* addFact(const QString& accessibleName);
    static void setFact(QLabel* label, const QString& text, const QString& toolTip);

    EditSession& m_session;
    ElidedLabel* m_photo;
    QLabel* m_exactness;
    QLabel* m_frameTime;
    QLabel* m_zoom;
    QLabel* m_device;
    QString m_activity;
    double m_openTime = 0;
};

}  // namespace facet::ui
