// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/LearnRunner.h"

#include "ui/jobs/Sentences.h"

#include <exception>

namespace facet::ui {

void LearnRunner::start(const LearnFromPhotos& source, const std::filesystem::path& output) {
    m_running = true;
    m_stop = {};
    m_worker.enqueue([this, source, output, stop = m_stop.get_token()] { run(source, output, stop); });
}

void LearnRunner::run(const LearnFromPhotos& source, const std::filesystem::path& output, const std::stop_token& stop) {
    std::function<void()> end;
    try {
        const LearntAttribute attribute = m_lessons.learn(
            source, output,
            [this](const std::string& what, double share) {
                onUiThread([this, what = QString::fromStdString(what), share] { Q_EMIT progressed(what, share); });
            },
            stop);
        end = [this, attribute] { Q_EMIT learnt(attribute); };
    } catch (...) {
        end = [this, sentence = sentenceOf(std::current_exception())] { Q_EMIT failed(sentence); };
    }
    onUiThread([this, end] {
        m_running = false;
        end();
    });
}

}  // namespace facet::ui
