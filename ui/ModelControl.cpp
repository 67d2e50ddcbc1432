// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ModelControl.h"

#include "ui/EngineService.h"
#include "ui/Settings.h"
#include "ui/UsableEdits.h"
#include "ui/document/OpenPhotos.h"
#include "ui/widgets/MessageBar.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

ModelControl::ModelControl(const Parts& parts, QString fixed, QObject* parent)
    : QObject(parent), m_parts(parts), m_fixed(std::move(fixed)) {
    connect(&parts.service, &EngineService::engineLoaded, this, [this] {
        if (std::exchange(m_before, std::nullopt)) {
            tellWhatWaits();
            Q_EMIT settled();
        }
    });
    connect(&parts.service, &EngineService::failed, this, [this](EngineService::Task task, const QString& sentence) {
        if (task == EngineService::Task::LoadModel && m_before) {
            Settings().setModel(*std::exchange(m_before, std::nullopt));
            Q_EMIT refused(sentence);
        }
        tellFailure(sentence);
    });
}

QString ModelControl::path() const {
    return isFixed() ? m_fixed : Settings().model();
}

bool ModelControl::isLoading() const {
    return m_parts.service.isRunning(EngineService::Task::LoadModel);
}

void ModelControl::choose(const QString& path) {
    if (isFixed() || isLoading()) {
        return;
    }
    m_before = Settings().model();
    Settings().setModel(path);
    m_parts.service.loadEngine();
}

void ModelControl::tellFailure(const QString& sentence) {
    std::vector<MessageBar::Choice> choices;
    if (!m_parts.service.info() && !isLoading()) {
        choices.push_back({tr("Try again"), [this] { m_parts.service.loadEngine(); }});
        if (!path().isEmpty() && !isFixed()) {
            choices.push_back({tr("Bundled model"), [this] { choose({}); }});
        }
    }
    m_parts.messages.showMessage(MessageBar::Kind::Warning, sentence, choices);
}

/// What this model has no slider for stays in the recipes, but nobody should look for it in vain.
void ModelControl::tellWhatWaits() {
    const EngineInfo& model = *m_parts.service.info();
    int photos = 0;
    for (int i = 0; i < m_parts.photos.count(); ++i) {
        const auto& faces = m_parts.photos.document(i)->faces;
        photos += int(std::any_of(faces.begin(), faces.end(), [&model](const FaceState& face) {
            return usableWith(model, face.recipe) != face.recipe;
        }));
    }
    if (photos > 0) {
        m_parts.messages.showMessage(
            MessageBar::Kind::Information,
            tr("This model does not know all that was done to %n photos. What it does not know waits, and comes back "
               "with the model that does.",
               nullptr, photos));
    }
}

}  // namespace facet::ui
