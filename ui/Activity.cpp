// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Activity.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QCoreApplication>

#include <utility>

namespace facet::ui {

namespace {

using Task = EngineService::Task;

// Where several go on, the first of them is told.
constexpr std::pair<Task, const char*> Texts[] = {
    {Task::ReadPhoto, QT_TRANSLATE_NOOP("Activity", "Reading the photo…")},
    {Task::Save, QT_TRANSLATE_NOOP("Activity", "Saving…")},
    {Task::LoadModel, QT_TRANSLATE_NOOP("Activity", "Loading the model…")},
    {Task::FindFaces, QT_TRANSLATE_NOOP("Activity", "Finding faces…")},
    {Task::EncodeFace, QT_TRANSLATE_NOOP("Activity", "Reading the face…")}};

}  // namespace

QString activityOf(const EngineService& service) {
    for (const auto& [task, text] : Texts) {
        if (service.isRunning(task)) {
            return QCoreApplication::translate("Activity", text);
        }
    }
    return {};
}

QString whyNoSliders(const EngineService& service, const EditSession& session) {
    if (session.isCurrentFaceReady()) {
        return {};
    }
    const QString busy = activityOf(service);
    return busy.isEmpty() ? QCoreApplication::translate("Activity", "There is no face to edit; mark the eyes by hand")
                          : busy;
}

}  // namespace facet::ui
