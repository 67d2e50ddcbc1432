// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Batch.h"
#include "ui/jobs/Worker.h"

#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace facet::ui {

/// Runs a batch on a thread of its own, beside the window's editing. Progress comes as signals on the ui thread.
class BatchRunner : public QObject {
    Q_OBJECT

 public:
    struct Order {
        std::vector<std::filesystem::path> inputs;
        bool recursive = false;
        BatchOptions options;
    };

    ~BatchRunner() override;  ///< stops what runs; the folder's journal knows what is done

    void start(const Order& order, const std::shared_ptr<const FaceEngine>& engine);
    void setPaused(bool paused);  ///< after the photo that is being made
    bool isPaused() const { return m_paused; }
    void stop();
    bool isRunning() const { return m_running; }

 Q_SIGNALS:
    void photoFinished(facet::BatchRecord record, facet::BatchProgress progress);
    void ended(facet::BatchReport report);
    void failed(QString sentence);

 private:
    void run(const Order& order, const FaceEngine& engine, const std::stop_token& stop);
    void waitWhilePaused(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;   ///< set on the ui thread alone
    bool m_running = false;  ///< on the ui thread
    std::stop_source m_stop;
    Worker m_worker;  // the last member: its thread uses the others
};

}  // namespace facet::ui
