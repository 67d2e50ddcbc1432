// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/PhotoEdit.h"

#include "engine/Error.h"

#include <cstring>

namespace facet {

namespace {

Rect toRect(const PixelRect& r) {
    return {double(r.x), double(r.y), double(r.width), double(r.height)};
}

/// A face that nobody looked for.
PlacedFace faceAt(const Alignment& alignment) {
    Face face;
    face.box = toRect(alignment.boundsInPhoto());
    face.leftEye = alignment.toPhoto(Alignment::LeftEyeInCrop);
    face.rightEye = alignment.toPhoto(Alignment::RightEyeInCrop);
    face.score = 1;
    return {face, alignment};
}

PlacedFace faceFromEyes(const std::pair<Point, Point>& eyes, const Image& photo, const std::string& name) {
    for (const Point& eye : {eyes.first, eyes.second}) {
        if (eye.x < 0 || eye.y < 0 || eye.x > photo.width() || eye.y > photo.height()) {
            throw Error(ErrorKind::Usage, name + ": --eyes lie outside the photo, which is " +
                                              std::to_string(photo.width()) + "×" + std::to_string(photo.height()) +
                                              " pixels");
        }
    }
    return faceAt(Alignment::fromEyes(eyes.first, eyes.second));
}

}  // namespace

std::vector<PlacedFace> placeFaces(const FaceChoice& choice, const Image& photo, const std::string& name,
                                   const FaceEngine& engine) {
    if (choice.aligned) {
        return {faceAt(Alignment::wholePicture(photo.width(), photo.height()))};
    }
    if (choice.eyes) {
        return {faceFromEyes(*choice.eyes, photo, name)};
    }
    const std::vector<Face> found = engine.findFaces(photo);
    if (found.empty()) {
        throw Error(ErrorKind::NoFace, name + ": no face found; mark the eyes with --eyes x,y,x,y");
    }
    std::vector<PlacedFace> placed;
    for (const Face& face : found) {
        if (!choice.index || face.index == *choice.index) {
            placed.push_back({face, Alignment::fromEyes(face.leftEye, face.rightEye)});
        }
    }
    if (placed.empty()) {
        throw Error(ErrorKind::NoFace, name + ": there is no face " + std::to_string(*choice.index) +
                                           "; the photo's faces are 0 to " + std::to_string(found.size() - 1));
    }
    return placed;
}

void blendInto(Image& photo, const std::vector<FaceEdit>& edits, const FaceEngine& engine) {
    PixelRect reached;
    for (const FaceEdit& edit : edits) {
        for (const FaceEdit* part = &edit; part != nullptr && part->side > 0; part = part->beyond.get()) {
            reached = united(reached, intersection(part->alignment.boundsInPhoto(), photo.bounds()));
        }
    }
    if (reached.isEmpty()) {
        return;
    }
    const Image part = engine.composite(photo, 1, reached, edits);
    const std::size_t pixelBytes = photo.rowBytes() / photo.width();
    for (int y = 0; y < reached.height; ++y) {
        std::memcpy(photo.row<std::byte>(reached.y + y) + reached.x * pixelBytes, part.row<std::byte>(y),
                    part.rowBytes());
    }
}

}  // namespace facet
