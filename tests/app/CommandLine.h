// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Image.h"
#include "tests/app/Process.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace facet::test {

/// A test that runs the program; everything it writes is in a folder of its own.
class CommandLine : public testing::Test {
 protected:
    static std::vector<std::string> facet(std::vector<std::string> arguments);
    static Finished run(const std::vector<std::string>& arguments);

    /// Runs it, expects success without a word on standard error, and gives standard output.
    static std::string runWell(const std::vector<std::string>& arguments);
    /// The same with --json.
    static nlohmann::json runForJson(std::vector<std::string> arguments);
    /// Expects the exit code, one sentence on standard error that holds `words`, and nothing on standard output.
    static void expectFailure(const std::vector<std::string>& arguments, int exitCode, const std::string& words);

    std::string path(const std::string& name) const { return (m_folder / name).string(); }
    std::string writeFile(const std::string& name, const std::string& content) const;
    std::string writePicture(const std::string& name, const Image& image) const;
    /// The names in the folder, hidden ones included.
    std::vector<std::string> names() const;

    static std::string contentOf(const std::filesystem::path& file);
    static Image pixelsOf(const std::filesystem::path& file);
    static std::string example() { return FACET_EXAMPLE; }
    /// The middle of the example: a picture that the model can be moved on without leaving its range, as noise cannot.
    static Image middleOfExample();

 private:
    TemporaryFolder m_folder;
};

/// Noise that nothing can find a face in, the same every time.
Image noise(int width, int height, int channels, Image::Depth depth = Image::Depth::U8);

}  // namespace facet::test
