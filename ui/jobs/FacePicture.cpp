// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/FacePicture.h"

namespace facet::ui {

Image facePicture(const FaceEngine& engine, const OpenedPhoto& photo, const EncodedFace& face, const EditRecipe& recipe,
                  double side) {
    const Alignment& place = face.alignment();
    const int level = photo.pyramid.levelFor(side / place.side());
    const double scale = ImagePyramid::scale(level);
    const Image& picture = photo.pyramid.level(level);
    const PixelRect region = intersection(place.scaled(scale).boundsInPhoto(), picture.bounds());
    return engine.composite(picture, scale, region, {engine.edit(face, recipe)});
}

Image triedOutAt(const FaceEngine& engine, const TryOutRequest& request, double amount) {
    constexpr double Side = 160;  ///< of the face's crop, in pixels of the picture, at least
    EditRecipe recipe = request.face.recipe;
    recipe.amounts[request.name] = amount;
    return facePicture(engine, *request.photo, *request.face.face, recipe, Side);
}

}  // namespace facet::ui
