// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/FakeFaceEngine.h"
#include "ui/EngineService.h"
#include "ui/learn/Lessons.h"

#include <QColor>
#include <QString>
#include <QtGlobal>

#include <filesystem>
#include <memory>

namespace facet::test {

/// A picture with no two equal neighbours, 8-bit RGB.
Image pattern(int width, int height);

/// Writes it as PNG; the photo of most tests.
std::filesystem::path writePattern(const std::filesystem::path& path, int width = 400, int height = 300);

ui::PhotoSource fileSource(const std::filesystem::path& path);

/// A control whose photo has one face, in the middle of pattern()'s 400×300.
std::shared_ptr<FakeControl> oneFace();

ui::EngineFactory fakeFactory(const std::shared_ptr<FakeControl>& control);

/// WCAG's contrast of two colours, 1 … 21.
double contrast(QColor one, QColor other);

/// Takes back what ui::installTranslations() did.
void removeTranslations();

/// Learning writes an attribute's name into its file, which the fake engine reads.
ui::Lessons fakeLessons(const std::shared_ptr<FakeControl>& control);

}  // namespace facet::test
