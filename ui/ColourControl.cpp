// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ColourControl.h"

#include "ui/EngineService.h"
#include "ui/Settings.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/jobs/Sentences.h"
#include "ui/widgets/MessageBar.h"

#include <QEvent>
#include <QScreen>
#include <QWindow>

#include <exception>
#include <span>
#include <utility>

namespace facet::ui {

ColourControl::ColourControl(const Parts& parts, ProfileSource profileOf, QWidget* window)
    : QObject(window), m_parts(parts), m_profileOf(std::move(profileOf)), m_window(window) {
    window->installEventFilter(this);
    connect(&parts.canvas, &PhotoCanvas::viewChanged, this, &ColourControl::convertLacking);
    connect(&parts.service, &EngineService::levelShown, &parts.canvas, &PhotoCanvas::showLevel);
}

void ColourControl::refresh() {
    const QByteArray icc = m_profileOf(m_window->screen());
    if (m_icc == icc) {
        useColours();
        return;
    }
    m_icc = icc;
    if (icc.isEmpty()) {
        adopt(icc, nullptr);
    } else {
        read(icc);
    }
}

QString ColourControl::profileName() const {
    return m_screen ? QString::fromStdWString(m_screen->name()) : QString();
}

bool ColourControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WinIdChange && m_window->windowHandle()) {
        connect(m_window->windowHandle(), &QWindow::screenChanged, this, &ColourControl::refresh, Qt::UniqueConnection);
    } else if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate) {
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

void ColourControl::read(const QByteArray& icc) {
    m_worker.enqueue([this, icc] {
        ScreenColoursPtr screen;
        try {
            screen = std::make_shared<const media::ScreenColours>(std::as_bytes(std::span(icc.data(), icc.size())));
        } catch (const std::exception&) {
            screen = nullptr;  // adopt() says what comes of it
        }
        QMetaObject::invokeMethod(
            this, [this, icc, screen] { adopt(icc, screen); }, Qt::QueuedConnection);
    });
}

void ColourControl::adopt(const QByteArray& icc, const ScreenColoursPtr& screen) {
    if (m_icc != icc) {
        return;  // the window has come to yet another screen
    }
    m_screen = screen;
    Q_EMIT profileRead();
    useColours();
    if (!screen && !icc.isEmpty()) {
        tell(
            tr("The screen's colour profile cannot be used, so photos are shown as sRGB. Calibrate the screen again, "
               "or choose another profile in the desktop's settings."));
    }
}

void ColourControl::useColours() {
    const bool useful = Settings().areColoursManaged() && m_screen && !m_screen->isSrgb();
    const ScreenColoursPtr colours = useful ? m_screen : nullptr;
    if (colours == m_parts.canvas.screenColours()) {
        return;
    }
    m_parts.service.setScreenColours(colours);
    m_parts.canvas.setScreenColours(colours);
    Q_EMIT coloursChanged(colours);
}

void ColourControl::convertLacking() {
    const int level = m_parts.canvas.lackingLevel();
    if (level < 0) {
        return;
    }
    const Wanted wanted{m_parts.canvas.photo(), m_parts.canvas.screenColours(), level};
    if (std::exchange(m_wanted, wanted) == wanted) {
        return;
    }
    m_worker.replaceDraft([this, wanted] {
        try {
            const ShownLevelPtr converted = shownLevel(wanted.photo, wanted.level, wanted.colours);
            QMetaObject::invokeMethod(
                this, [this, wanted, converted] { show(wanted, converted); }, Qt::QueuedConnection);
        } catch (const std::exception&) {
            const QString sentence = sentenceOf(std::current_exception());
            QMetaObject::invokeMethod(
                this, [this, wanted, sentence] { giveUp(wanted, sentence); }, Qt::QueuedConnection);
        }
    });
}

void ColourControl::show(const Wanted& wanted, const ShownLevelPtr& converted) {
    if (m_wanted == wanted) {
        m_wanted = {};
    }
    m_parts.canvas.showLevel(converted);
}

/// Colours that are a little wrong are better than no photo.
void ColourControl::giveUp(const Wanted& wanted, const QString& sentence) {
    if (m_screen == wanted.colours) {
        m_screen = nullptr;
        m_wanted = {};
        useColours();
        tell(sentence);
    }
}

/// What is asked already may be about lost edits, which matters more.
void ColourControl::tell(const QString& sentence) {
    if (m_parts.messages.sentence().isEmpty()) {
        m_parts.messages.showMessage(MessageBar::Kind::Warning, sentence);
    }
}

}  // namespace facet::ui
