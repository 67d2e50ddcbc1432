// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Error.h"
#include "engine/Image.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace facet::test {

/// Any samples, the same for the same seed.
inline Image noise(int width, int height, int channels, Image::Depth depth = Image::Depth::U8, unsigned seed = 1) {
    Image image(width, height, channels, depth);
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < image.byteCount(); ++i) {
        image.data()[i] = static_cast<std::byte>(random() & 0xFF);
    }
    return image;
}

/// Smooth, so that lossy formats keep it nearly; different along x, along y and in every channel.
inline Image gradient(int width, int height, int channels) {
    Image image(width, height, channels);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < channels; ++c) {
                const int value = 40 + 150 * x / width + (c % 2 == 0 ? 1 : -1) * 30 * y / height + 10 * c;
                image.row<std::uint8_t>(y)[x * channels + c] = static_cast<std::uint8_t>(value);
            }
        }
    }
    return image;
}

inline std::vector<std::string> namesIn(const TemporaryFolder& folder) {
    std::vector<std::string> result;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        result.push_back(entry.path().filename().string());
    }
    return result;
}

inline void writeBytes(const std::filesystem::path& path, const std::vector<std::byte>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

inline std::vector<std::byte> bytesOf(const std::string& text) {
    const auto* begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

/// What the Error says that `action` throws, or a complaint that there is none.
template <class Action>
std::string errorOf(ErrorKind kind, Action action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind) << error.what();
        return error.what();
    }
    return "(no error)";
}

}  // namespace facet::test
