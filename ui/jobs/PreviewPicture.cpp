// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/PreviewPicture.h"

namespace facet::ui {

Preview makePreview(const FaceEngine& engine, const PreviewRequest& request, EditCache& cache) {
    Preview preview{request.photo, request.level, request.region, {}, {}, {}, 0};
    const std::vector<FaceEdit>& edits = cache.edits(engine, request.faces);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        if (edits[i].limited) {
            preview.limited.push_back(request.faces[i]);
        }
    }
    const Image& level = request.photo->pyramid.level(request.level);
    const double scale = ImagePyramid::scale(request.level);
    preview.picture = engine.composite(level, scale, request.region, edits);
    if (request.colours) {
        preview.picture = request.colours->toScreen(preview.picture);
    }
    if (request.masked >= 0) {
        preview.mask = engine.maskOf(level, scale, request.region, edits.at(std::size_t(request.masked)));
    }
    return preview;
}

}  // namespace facet::ui
