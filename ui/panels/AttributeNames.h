// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/FaceEngine.h"

#include <QString>

#include <string>

namespace facet::ui {

/// The engine's names in the person's language. Names that no translation knows (learnt ones) are shown as they
/// are, with spaces for hyphens.
QString attributeLabel(const std::string& name);
QString groupLabel(const std::string& group);
/// What measurements say about an attribute, as a tooltip.
QString attributeQuality(const AttributeInfo& attribute);
/// A face's warning ("small") as a sentence.
QString warningSentence(const std::string& warning);

}  // namespace facet::ui
