// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/film/Timeline.h"

#include <QIcon>
#include <QPainterPath>
#include <QString>

namespace facet::ui {

/// Time to the right, the way upwards. Even ways are steps of one height.
QPainterPath easingCurve(film::Easing easing, const QRectF& area);

QIcon easingIcon(film::Easing easing);
QString easingName(film::Easing easing);

}  // namespace facet::ui
