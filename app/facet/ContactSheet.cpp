// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/ContactSheet.h"

#include "engine/media/PhotoFile.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace facet::cli {

namespace {

bool sameShape(const Image& a, const Image& b) {
    return a.bounds() == b.bounds() && a.channels() == b.channels() && a.depth() == b.depth();
}

void paste(const Image& picture, Image& sheet, int column, int row) {
    for (int y = 0; y < picture.height(); ++y) {
        std::memcpy(sheet.row<std::byte>(row * picture.height() + y) + column * picture.rowBytes(),
                    picture.row<std::byte>(y), picture.rowBytes());
    }
}

}  // namespace

Image contactSheet(const std::vector<Image>& pictures, int columns) {
    if (pictures.empty() || columns < 1) {
        throw std::invalid_argument("a contact sheet needs a picture and a column");
    }
    const Image& first = pictures.front();
    const int count = static_cast<int>(pictures.size());
    const int wide = std::min(columns, count);
    Image sheet(first.width() * wide, first.height() * ((count + wide - 1) / wide), first.channels(), first.depth());
    for (int i = 0; i < count; ++i) {
        if (!sameShape(pictures[i], first)) {
            throw std::invalid_argument("the pictures of a contact sheet must be alike in size and kind");
        }
        paste(pictures[i], sheet, i % wide, i / wide);
    }
    return sheet;
}

void writeContactSheet(const std::vector<Image>& pictures, int columns, const std::filesystem::path& path) {
    media::Photo sheet;
    sheet.image = contactSheet(pictures, columns);
    media::WriteOptions options;
    options.overwrite = true;
    media::writePhoto(sheet, path, options);
}

}  // namespace facet::cli
