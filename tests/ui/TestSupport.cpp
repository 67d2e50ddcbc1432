// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/TestSupport.h"

#include "engine/Error.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>

namespace facet::test {

Image pattern(int width, int height) {
    Image image(width, height, 3);
    for (int y = 0; y < height; ++y) {
        auto* sample = image.row<std::uint8_t>(y);
        for (int x = 0; x < width; ++x) {
            *sample++ = static_cast<std::uint8_t>(60 + x % 90);
            *sample++ = static_cast<std::uint8_t>(60 + y % 90);
            *sample++ = static_cast<std::uint8_t>(60 + (x + y) % 90);
        }
    }
    return image;
}

std::filesystem::path writePattern(const std::filesystem::path& path, int width, int height) {
    media::writePhoto({pattern(width, height), nullptr}, path);
    return path;
}

ui::PhotoSource fileSource(const std::filesystem::path& path) {
    return {QString::fromStdString(path.filename().string()), path, nullptr};
}

std::shared_ptr<FakeControl> oneFace() {
    auto control = std::make_shared<FakeControl>();
    control->faces = {faceAt({200, 150}, 100)};
    return control;
}

ui::EngineFactory fakeFactory(const std::shared_ptr<FakeControl>& control) {
    return [control] { return std::make_unique<FakeFaceEngine>(control); };
}

double contrast(QColor one, QColor other) {
    const auto luminance = [](QColor colour) {
        const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

void removeTranslations() {
    for (QTranslator* translator : qApp->findChildren<QTranslator*>()) {
        QCoreApplication::removeTranslator(translator);
        delete translator;
    }
    QLocale::setDefault(QLocale::c());
}

ui::Lessons fakeLessons(const std::shared_ptr<FakeControl>& control) {
    const auto write = [](const std::filesystem::path& file, const std::string& name) { std::ofstream(file) << name; };
    const auto learn = [control, write](const LearnFromPhotos& source, const std::filesystem::path& output,
                                        const Progress& progress, const std::stop_token& stop) {
        progress("Faces with it", 0.5);
        while (control->learnsForever && !stop.stop_requested()) {
            std::this_thread::yield();
        }
        if (stop.stop_requested()) {
            throw Error(ErrorKind::Interrupted, "interrupted");
        }
        if (control->failsToLearn) {
            throw Error(ErrorKind::Input, "too few faces");
        }
        write(output, source.name);
        return LearntAttribute{source.name, 12, 15, 0.9, 0.8, 0.1, "age", 20};
    };
    return {learn, write};
}

}  // namespace facet::test
