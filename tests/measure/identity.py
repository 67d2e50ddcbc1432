#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether people stay themselves: photos before and after edits, by a face recogniser that Facet knows nothing of.

    tests/measure/identity.py FOLDER_OF_PHOTOS [--facet build/release/bin/facet] [--set smile=1 --set glasses=1 ...]

For each edit: the mean and the worst distance between the descriptors of a photo and its edit, the share of edits that
are the same person by the recogniser's own threshold (0.6), and the share whose nearest photo, of all in the folder, is
their own. Beside them, what two different people of the folder are apart. One face a photo.

Needs PyPI's dlib-bin, face_recognition_models, numpy and pillow (recogniser: dlib's ResNet, in the public domain).
"""
import argparse
import importlib.util
import pathlib
import subprocess
import tempfile

import dlib
import numpy
from PIL import Image

THRESHOLD = 0.6
EDITS = ["smile=1", "glasses=1", "blond-hair=1", "black-hair=1", "bangs=1", "beard=1", "age=1", "makeup=1"]


class Recogniser:
    def __init__(self):
        package = importlib.util.find_spec("face_recognition_models").submodule_search_locations[0]
        models = pathlib.Path(package) / "models"
        self.find = dlib.get_frontal_face_detector()
        self.landmarks = dlib.shape_predictor(str(models / "shape_predictor_5_face_landmarks.dat"))
        self.network = dlib.face_recognition_model_v1(str(models / "dlib_face_recognition_resnet_model_v1.dat"))

    def describe(self, path):
        """128 numbers of the largest face, or None."""
        picture = numpy.asarray(Image.open(path).convert("RGB"))
        faces = self.find(picture)
        if not faces:
            return None
        largest = max(faces, key=lambda box: box.area())
        return numpy.array(self.network.compute_face_descriptor(picture, self.landmarks(picture, largest)))


def edited(facet, folder, edit, output):
    """Edits every photo; gives the results that were written, by the photo's stem."""
    command = [facet, "batch", folder, "-o", output, "--set", edit, "--quiet"]
    subprocess.run(list(map(str, command)), check=False)  # photos without a face are no reason to stop
    return {path.stem: path for path in sorted(output.iterdir()) if path.suffix in {".png", ".jpg", ".jpeg", ".webp"}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=pathlib.Path)
    parser.add_argument("--facet", default="build/release/bin/facet")
    parser.add_argument("--set", action="append")
    options = parser.parse_args()
    recogniser = Recogniser()
    photos = {path.stem: recogniser.describe(path) for path in sorted(options.photos.iterdir()) if path.is_file()}
    photos = {name: descriptor for name, descriptor in photos.items() if descriptor is not None}
    names, all_photos = list(photos), numpy.stack(list(photos.values()))
    between = numpy.linalg.norm(all_photos[:, None] - all_photos, axis=2)[numpy.triu_indices(len(names), 1)]
    print(f"{len(names)} photos; different people are {numpy.median(between):.2f} apart (median), "
          f"{100 * numpy.mean(between < THRESHOLD):.1f} % of pairs under {THRESHOLD}")
    print(f"{'edit':16} {'faces':>5} {'mean':>6} {'worst':>6} {'same':>6} {'nearest':>8}")
    for edit in options.set or EDITS:
        with tempfile.TemporaryDirectory() as folder:
            results = edited(options.facet, options.photos, edit, pathlib.Path(folder))
            after = {name: recogniser.describe(path) for name, path in results.items() if name in photos}
        after = {name: descriptor for name, descriptor in after.items() if descriptor is not None}
        apart = numpy.stack([numpy.linalg.norm(all_photos - descriptor, axis=1) for descriptor in after.values()])
        own = numpy.array([names.index(name) for name in after])
        distance = apart[numpy.arange(len(own)), own]
        print(f"{edit:16} {len(own):5} {distance.mean():6.2f} {distance.max():6.2f} "
              f"{numpy.mean(distance < THRESHOLD):6.2f} {numpy.mean(apart.argmin(axis=1) == own):8.2f}", flush=True)


if __name__ == "__main__":
    main()
