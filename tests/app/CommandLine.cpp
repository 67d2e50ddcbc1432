// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/CommandLine.h"

#include "engine/media/PhotoFile.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

namespace facet::test {

std::vector<std::string> CommandLine::facet(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), FACET_PROGRAM);
    return arguments;
}

Finished CommandLine::run(const std::vector<std::string>& arguments) {
    Process process(facet(arguments));
    process.closeInput();
    return process.finish();
}

std::string CommandLine::runWell(const std::vector<std::string>& arguments) {
    const Finished finished = run(arguments);
    EXPECT_EQ(finished.exitCode, 0) << testing::PrintToString(arguments);
    EXPECT_EQ(finished.err, "") << testing::PrintToString(arguments);
    return finished.out;
}

nlohmann::json CommandLine::runForJson(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    nlohmann::json json = nlohmann::json::parse(runWell(arguments), nullptr, false);
    EXPECT_TRUE(json.is_object()) << testing::PrintToString(arguments);
    return json;
}

void CommandLine::expectFailure(const std::vector<std::string>& arguments, int exitCode, const std::string& words) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    const Finished finished = run(arguments);
    EXPECT_EQ(finished.exitCode, exitCode);
    EXPECT_EQ(finished.out, "");
    EXPECT_EQ(finished.err.rfind("facet: ", 0), 0U) << finished.err;
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 1) << finished.err;
    EXPECT_NE(finished.err.find(words), std::string::npos) << finished.err << "does not say: " << words;
}

std::string CommandLine::writeFile(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

std::string CommandLine::writePicture(const std::string& name, const Image& image) const {
    media::writePhoto({image, nullptr}, path(name));
    return path(name);
}

std::vector<std::string> CommandLine::names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string CommandLine::contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Image CommandLine::pixelsOf(const std::filesystem::path& file) {
    return media::readPhoto(file).image;
}

Image CommandLine::middleOfExample() {
    const Image whole = pixelsOf(example());
    return whole.cropped({whole.width() / 4, whole.height() / 4, whole.width() / 2, whole.height() / 2});
}

Image noise(int width, int height, int channels, Image::Depth depth) {
    Image image(width, height, channels, depth);
    std::mt19937 random(1);
    std::generate_n(image.data(), image.byteCount(), [&random] { return static_cast<std::byte>(random() & 0xFF); });
    return image;
}

}  // namespace facet::test
