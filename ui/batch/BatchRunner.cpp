// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/BatchRunner.h"

#include "ui/jobs/Sentences.h"

#include <utility>

namespace facet::ui {

BatchRunner::~BatchRunner() {
    stop();
}

void BatchRunner::start(const Order& order, const std::shared_ptr<const FaceEngine>& engine) {
    setPaused(false);
    m_running = true;
    m_stop = {};
    m_worker.enqueue([this, order, engine, stop = m_stop.get_token()] { run(order, *engine, stop); });
}

void BatchRunner::setPaused(bool paused) {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
    }
    m_changed.notify_all();
}

void BatchRunner::stop() {
    m_stop.request_stop();
}

void BatchRunner::run(const Order& order, const FaceEngine& engine, const std::stop_token& stop) {
    std::function<void()> end;
    try {
        const std::vector<BatchItem> items = planBatch(order.inputs, order.options.folder, order.recursive);
        const BatchReport report = runBatch(
            items, order.options, engine,
            [this, &stop](const BatchRecord& record, const BatchProgress& progress) {
                QMetaObject::invokeMethod(
                    this, [this, record, progress] { Q_EMIT photoFinished(record, progress); }, Qt::QueuedConnection);
                waitWhilePaused(stop);
            },
            stop);
        end = [this, report] { Q_EMIT ended(report); };
    } catch (...) {
        end = [this, sentence = sentenceOf(std::current_exception())] { Q_EMIT failed(sentence); };
    }
    QMetaObject::invokeMethod(
        this,
        [this, end] {
            m_running = false;
            end();
        },
        Qt::QueuedConnection);
}

void BatchRunner::waitWhilePaused(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_paused; });
}

}  // namespace facet::ui
