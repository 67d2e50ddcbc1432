// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/Worker.h"
#include "ui/learn/Lessons.h"

#include <QObject>

#include <filesystem>
#include <stop_token>

namespace facet::ui {

/// Learns on a thread of its own, beside the window's editing. News comes as signals on the ui thread.
class LearnRunner : public QObject {
    Q_OBJECT

 public:
    explicit LearnRunner(Lessons lessons) : m_lessons(std::move(lessons)) {}
    ~LearnRunner() override { stop(); }

    void start(const LearnFromPhotos& source, const std::filesystem::path& output);
    void stop() { m_stop.request_stop(); }
    bool isRunning() const { return m_running; }

 Q_SIGNALS:
    void progressed(QString what, double share);
    void learnt(facet::LearntAttribute attribute);
    void failed(QString sentence);

 private:
    void run(const LearnFromPhotos& source, const std::filesystem::path& output, const std::stop_token& stop);
    template <class Function>
    void onUiThread(Function function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    }

    Lessons m_lessons;
    bool m_running = false;  ///< on the ui thread
    std::stop_source m_stop;
    Worker m_worker;  // the last member: its thread uses the others
};

}  // namespace facet::ui
