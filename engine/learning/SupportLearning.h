// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/AttributeSupports.h"
#include "engine/learning/FaceSet.h"

namespace facet::learning {

/// Where attributes live: pixels regressed on all labels at once, and the t² of every coefficient as a map.
///
/// `faces` are AttributeSupports::Side pixels wide; those that are held out or have a label unknown are left out.
/// Throws Error(Input) where less than 100 are left.
latent::AttributeSupports learnSupports(const train::LabelTable& table, const FaceSet& faces);

}  // namespace facet::learning
