// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/TestSupport.h"

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

}  // namespace facet::test
