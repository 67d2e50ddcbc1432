// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TrustMarks.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace facet::ui {

namespace {

double amountOf(const EditRecipe& recipe, const std::string& name) {
    const auto found = recipe.amounts.find(name);
    return found == recipe.amounts.end() ? 0 : found->second;
}

/// The only slider in which two recipes differ; empty where there is none or more than one.
std::string onlyDifference(const EditRecipe& one, const EditRecipe& other) {
    std::vector<std::string> names;
    Amounts both = one.amounts;
    both.insert(other.amounts.begin(), other.amounts.end());
    for (const auto& [name, amount] : both) {
        if (amountOf(one, name) != amountOf(other, name)) {
            names.push_back(name);
        }
    }
    return names.size() == 1 ? names.front() : std::string();
}

}  // namespace

TrustMarks::TrustMarks(EditSession& session, EngineService& service, QObject* parent)
    : QObject(parent), m_session(session) {
    connect(&session, &EditSession::recipeChanged, this, &TrustMarks::noteMove);
    connect(&session, &EditSession::currentFaceChanged, this, &TrustMarks::forget);
    connect(&session, &EditSession::facesChanged, this, &TrustMarks::forget);
    connect(&service, &EngineService::previewReady, this, &TrustMarks::notePreview);
}

void TrustMarks::noteMove() {
    const EditRecipe now = m_session.currentRecipe();
    const std::string moved = onlyDifference(m_last, now);
    if (moved.empty() || moved != m_moved) {
        forget();
    }
    m_moved = moved;
    m_last = now;
    if (now.isIdentity()) {
        Q_EMIT limitedChanged(false);
    }
}

void TrustMarks::notePreview(const PreviewPtr& preview) {
    const int face = m_session.currentFace();
    const auto found = std::find_if(preview->limited.begin(), preview->limited.end(),
                                    [face](const EditedFace& edited) { return edited.index == face; });
    const bool limited = found != preview->limited.end();
    Q_EMIT limitedChanged(limited);
    if (!limited || m_moved.empty()) {
        return;
    }
    const double amount = amountOf(found->recipe, m_moved);
    Range range = m_ranges[m_moved];
    if (amount > 0) {
        range.high = std::min(range.high, amount);
    } else if (amount < 0) {
        range.low = std::max(range.low, amount);
    }
    setRange(m_moved, range);
}

void TrustMarks::forget() {
    for (const auto& [name, range] : std::exchange(m_ranges, {})) {
        Q_EMIT rangeChanged(name, Range().low, Range().high);
    }
    m_moved.clear();
    m_last = m_session.currentRecipe();
    Q_EMIT limitedChanged(false);
}

void TrustMarks::setRange(const std::string& name, const Range& range) {
    if (m_ranges[name] != range || range == Range()) {
        m_ranges[name] = range;
        Q_EMIT rangeChanged(name, range.low, range.high);
    }
}

}  // namespace facet::ui
