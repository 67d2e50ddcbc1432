// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/CompareLayout.h"

#include <algorithm>
#include <cmath>

namespace facet::ui {

namespace {

constexpr double SplitReach = 10;  ///< logical pixels beside the line that still take hold of it

}  // namespace

QSizeF CompareLayout::paneSize() const {
    if (m_mode != CompareMode::SideBySide) {
        return m_size;
    }
    return {std::max(1.0, std::floor((m_size.width() - Gutter) / 2)), m_size.height()};
}

QPointF CompareLayout::afterPane() const {
    return {m_size.width() - paneSize().width(), 0};
}

QPointF CompareLayout::toPane(QPointF inWidget) const {
    return inWidget.x() >= afterPane().x() ? inWidget - afterPane() : inWidget;
}

bool CompareLayout::isOnSplit(QPointF inWidget) const {
    return m_mode == CompareMode::Split && std::abs(inWidget.x() - splitX()) <= SplitReach;
}

void CompareLayout::moveSplitTo(double x) {
    m_split = m_size.width() > 0 ? std::clamp(x / m_size.width(), 0.0, 1.0) : 0.5;
}

}  // namespace facet::ui
