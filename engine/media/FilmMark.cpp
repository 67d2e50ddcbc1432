// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/FilmMark.h"

#include "engine/Error.h"
#include "engine/media/Container.h"
#include "engine/media/PhotoFile.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string_view>

namespace facet::media {
namespace {

/// Writes `bytes` over the last ones of the file.
void replaceEnd(const std::filesystem::path& file, std::size_t replaced, const std::string& bytes) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(-static_cast<std::streamoff>(replaced), std::ios::end);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) {
        throw Error(ErrorKind::Output, "the film cannot be written: its end cannot be added");
    }
}

std::size_t lengthOf(std::string_view chunk) {
    std::uint32_t length = 0;
    for (int i = 0; i < 4; ++i) {
        length = length << 8 | static_cast<unsigned char>(chunk[i]);
    }
    return length + PngChunkFrame;
}

/// The text chunks, XMP's among them, of a PNG that carries the recipe.
std::string textChunks(const std::string& recipeJson) {
    const auto bytes = encodePhoto({Image(1, 1, 3), nullptr}, ".png", {.recipeJson = recipeJson});
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string chunks;
    for (rest.remove_prefix(PngSignature); !rest.empty(); rest.remove_prefix(lengthOf(rest))) {
        if (rest.substr(4, 4) == "iTXt") {
            chunks += rest.substr(0, lengthOf(rest));
        }
    }
    return chunks;
}

}  // namespace

const char* const MadeByAModel =
    "Made by Facet with a generative model of faces: "
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

void markGif(const std::filesystem::path& file, const std::string& recipeJson) {
    constexpr std::size_t MostInBlock = 255;
    const std::string text = std::string(MadeByAModel) + "\n" + recipeJson;
    std::string extension = "\x21\xFE";
    for (std::size_t at = 0; at < text.size(); at += MostInBlock) {
        const std::string block = text.substr(at, MostInBlock);
        extension += static_cast<char>(block.size());
        extension += block;
    }
    extension += '\0';
    extension += '\x3B';
    replaceEnd(file, 1, extension);
}

void markPng(const std::filesystem::path& file, const std::string& recipeJson) {
    using namespace std::string_literals;
    const std::string end = "\0\0\0\0IEND\xAE\x42\x60\x82"s;
    replaceEnd(file, end.size(), textChunks(recipeJson) + end);
}

}  // namespace facet::media
