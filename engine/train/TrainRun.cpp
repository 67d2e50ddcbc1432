// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/TrainRun.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace facet::train {

namespace {

constexpr int StepsOfALine = 10;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class Run {
 public:
    Run(Trainer& trainer, RunFolder& folder, const TrainConfig& config, const RunMaterial& material,
        const RunLimits& limits, const RunEvents& events, Communicator& team)
        : m_trainer(trainer),
          m_folder(folder),
          m_config(config),
          m_material(material),
          m_limits(limits),
          m_events(events),
          m_team(team),
          m_secondsBefore(trainer.state().seconds) {}

    std::optional<double> toItsEnd() {
        BatchQueue queue(m_material.pictures, m_config, m_trainer.state().images, {m_team.rank(), m_team.size()});
        if (m_trainer.state().images == 0) {
            validate();
        }
        m_lineStart = Clock::now();
        for (double share = agreedShare(); share >= 0 && share < 1; share = agreedShare()) {
            const auto before = m_trainer.state().images;
            m_trainer.step(queue.next(), learningRate(m_config, share, before));
            m_trainer.state().seconds = m_secondsBefore + secondsSince(m_start);
            if (++m_steps == StepsOfALine) {
                report(share);
                beginLine();
            }
            if (crossed(before, m_config.validateEvery)) {
                validate();
            }
            if (crossed(before, m_config.saveEvery)) {
                save();
            }
        }
        if (m_validatedAt != m_trainer.state().images) {
            validate();
        }
        save();
        return m_validation;
    }

 private:
    bool writes() const { return m_team.rank() == 0; }

    bool crossed(std::int64_t before, std::int64_t every) const {
        return m_trainer.state().images / every != before / every;
    }

    /// How much of the run is done, 0 … 1, as the first process sees it; negative once it is asked to stop.
    double agreedShare() {
        double share = 0;
        if (m_team.rank() == 0) {
            share = static_cast<double>(m_trainer.state().images) / static_cast<double>(m_config.images);
            if (m_limits.minutes) {
                share = std::max(share, secondsSince(m_start) / (60 * *m_limits.minutes));
            }
            share = m_limits.stop.stop_requested() ? -1 : share;
        }
        return m_team.sum(share);
    }

    void report(double share) {
        const auto means = m_trainer.report();
        const double seconds = secondsSince(m_lineStart);
        m_status.imagesPerSecond = static_cast<double>(m_steps * m_config.batch) / seconds;
        m_status.images = m_trainer.state().images;
        m_status.total = m_config.images;
        m_status.skipped = m_trainer.state().skipped;
        m_status.bitsPerDim = means.steps > 0 ? means.bitsPerDim : NAN;
        m_status.secondsLeft = secondsLeft();
        m_status.validation = m_validation;
        if (writes()) {
            const nlohmann::ordered_json details = {
                {"gradient_norm", means.gradientNorm},
                {"learning_rate", learningRate(m_config, share, m_trainer.state().images)},
                {"images_per_s", m_status.imagesPerSecond},
                {"skipped", m_status.skipped},
                {"seconds", m_trainer.state().seconds}};
            m_folder.log({m_status.images, m_status.bitsPerDim, false, details.dump()});
            m_events.progress(m_status);
        }
    }

    /// A line of the log is a mean over steps alone, not over what lies between them.
    void beginLine() {
        m_trainer.report();
        m_steps = 0;
        m_lineStart = Clock::now();
    }

    double secondsLeft() const {
        double left = static_cast<double>(m_config.images - m_status.images) / m_status.imagesPerSecond;
        if (m_limits.minutes) {
            left = std::min(left, 60 * *m_limits.minutes - secondsSince(m_start));
        }
        return std::max(0.0, left);
    }

    void validate() {
        m_validatedAt = m_trainer.state().images;
        if (!writes() || !m_material.validation.defined()) {
            return;
        }
        m_validation = m_trainer.validate(m_material.validation);
        m_folder.log({m_validatedAt, *m_validation, true, ""});
        beginLine();
    }

    void save() {
        if (!writes()) {
            return;
        }
        const auto images = m_trainer.state().images;
        auto card = nlohmann::ordered_json::parse(m_material.card);
        card["images_seen"] = images;
        if (m_validation) {
            card["bits_per_dim"] = *m_validation;
        }
        m_trainer.saveAverage(m_folder.file(m_trainer.fileName()), card.dump());
        m_folder.saveCheckpoint(m_trainer.save(), images);
        m_folder.drawCurve();
        if (const auto samples = m_trainer.samples(m_material.validation); samples.defined()) {
            m_events.samples(samples, m_folder.sheet(images));
        }
        beginLine();
    }

    Trainer& m_trainer;
    RunFolder& m_folder;
    const TrainConfig& m_config;
    const RunMaterial& m_material;
    const RunLimits& m_limits;
    const RunEvents& m_events;
    Communicator& m_team;
    const double m_secondsBefore;
    const Clock::time_point m_start = Clock::now();
    Clock::time_point m_lineStart = m_start;
    int m_steps = 0;
    std::int64_t m_validatedAt = -1;
    std::optional<double> m_validation;
    RunStatus m_status;
};

}  // namespace

std::optional<double> runTraining(Trainer& trainer, RunFolder& folder, const TrainConfig& config,
                                  const RunMaterial& material, const RunLimits& limits, const RunEvents& events,
                                  Communicator& team) {
    return Run(trainer, folder, config, material, limits, events, team).toItsEnd();
}

}  // namespace facet::train
