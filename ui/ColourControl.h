// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/ShownLevels.h"
#include "ui/jobs/Worker.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

class QScreen;
class QWidget;

namespace facet::ui {

class EngineService;
class MessageBar;
class PhotoCanvas;

/// Where a screen's ICC profile comes from; see iccProfileOf().
using ProfileSource = std::function<QByteArray(const QScreen*)>;

/// Has photos shown in the colours of the screen that the window is on, unless the person wants that not. The profile
/// is looked for again when the window comes to another screen or to the front. Reading it and converting the photo are
/// a worker's work; previews come converted from the engine's thread.
class ColourControl : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        EngineService& service;
        PhotoCanvas& canvas;
        MessageBar& messages;
    };

    ColourControl(const Parts& parts, ProfileSource profileOf, QWidget* window);

    void refresh();
    /// Of the screen's profile, whether it is used or not; empty: the screen has none that could be.
    QString profileName() const;

 Q_SIGNALS:
    void profileRead();                                        ///< profileName() may be another
    void coloursChanged(facet::ui::ScreenColoursPtr colours);  ///< that photos are to be shown in; null: sRGB

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    struct Wanted {
        OpenedPhotoPtr photo;
        ScreenColoursPtr colours;
        int level = 0;
        friend bool operator==(const Wanted&, const Wanted&) = default;
    };

    void read(const QByteArray& icc);
    void adopt(const QByteArray& icc, const ScreenColoursPtr& screen);
    void useColours();
    void convertLacking();
    void show(const Wanted& wanted, const ShownLevelPtr& converted);
    void giveUp(const Wanted& wanted, const QString& sentence);
    void tell(const QString& sentence);

    Parts m_parts;
    ProfileSource m_profileOf;
    QWidget* m_window;
    std::optional<QByteArray> m_icc;  ///< none: not looked for yet
    ScreenColoursPtr m_screen;        ///< null: has no profile, or none that can be used
    Wanted m_wanted;                  ///< what is being converted
    Worker m_worker;                  // the last member: it uses the others
};

}  // namespace facet::ui
