#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains Facet and the plain Glow of pytorch.py from one start and compares what they come to on held-out faces.

learning.py --images celeba64.zip [--seen 3200] [--seeds 1] [--facet build/release/bin/facet]     (needs torch, Pillow, a C++ compiler)

Both see the same pictures in the same order, mirrored alike and under the same noise: what engine/train/BatchQueue.cpp draws
from the seed is drawn here again. Bits/dim are those of the averaged weights, in float32, under the noise of facet's validation.
"""
import argparse
import hashlib
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy
import torch
from PIL import Image

from pytorch import BUNDLED, Glow, Learner, compile_elementwise

sys.path.append(str(Path(__file__).parents[2] / "docs"))
from read_model import read  # noqa: E402

BATCH, RATE, WARMUP, AVERAGE, HELD_OUT = 32, 0.001, 640, 0.999, 256
ORDER, NOISE, VALIDATION = 1, 2, 3


def scrambled(x):
    x = (x + 0x9E3779B97F4A7C15) % 2**64
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    x = (x ^ x >> 27) * 0x94D049BB133111EB % 2**64
    return x ^ x >> 31


def chance(seed, stream, n):
    return torch.Generator().manual_seed(scrambled(scrambled(scrambled(seed) ^ stream) ^ n))


class Faces:
    """The pictures of a zip, u8 [N, 3, 64, 64]: those to train on, and some that are held out."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            split = ([], [])
            for name in sorted(archive.namelist()):
                split[hashlib.sha256(name.encode()).hexdigest()[0] < "2"].append(name)
            training, held_out = split
            chosen = [held_out[i * len(held_out) // HELD_OUT] for i in range(HELD_OUT)]
            self.training, self.held_out = self.pictures(archive, training), self.pictures(archive, chosen)

    @staticmethod
    def pictures(archive, names):
        opened = (Image.open(archive.open(name)).convert("RGB").resize((64, 64), Image.Resampling.BOX) for name in names)
        return torch.from_numpy(numpy.stack([numpy.asarray(picture) for picture in opened])).permute(0, 3, 1, 2)

    @staticmethod
    def dequantised(pictures, generator):
        return (pictures // 8 + torch.rand(pictures.shape, generator=generator)) / 32 - 0.5

    def batches(self, seed, seen):
        count = len(self.training)
        order = torch.cat([torch.randperm(count, generator=chance(seed, ORDER, epoch)) for epoch in range((seen + BATCH) // count + 1)])
        for first in range(0, seen, BATCH):
            generator = chance(seed, NOISE, first)
            mirrored = torch.rand(BATCH, generator=generator).view(-1, 1, 1, 1) < 0.5
            pictures = self.training[order[first:first + BATCH]]
            yield first, self.dequantised(torch.where(mirrored, pictures.flip(3), pictures), generator)

    @torch.no_grad()
    def bits(self, parameters):
        glow = Glow(*BUNDLED, narrow=False)
        for to, values in zip(glow.parameters(), parameters):
            to.copy_(values)
        with torch.compiler.set_stance("force_eager"):
            return statistics.mean(glow.bits(self.dequantised(pictures, chance(1, VALIDATION, i * BATCH))).item()
                                   for i, pictures in enumerate(self.held_out.split(BATCH)))


def narrow_glow(tensors):
    """A Glow of the weights that `facet export` wrote; its gains are multiplied in there and start at 1."""
    glow, places = Glow(*BUNDLED, narrow=True), {}
    places["top_prior"] = glow.top
    for level, steps in enumerate(glow.levels):
        if level < len(glow.priors):
            places |= {f"level{level}.prior.{part}": value for part, value in glow.priors[level].named_parameters()}
        for k, step in enumerate(steps):
            name = f"level{level}.step{k}."
            places |= {name + "actnorm.bias": step.bias, name + "actnorm.log_scale": step.log_scale, name + "permutation.weight": step.mix}
            for i, convolution in enumerate(step.network[::2], 1):
                places |= {f"{name}coupling.conv{i}.{part}": value for part, value in convolution.named_parameters()}
    with torch.no_grad():
        for name, parameter in places.items():
            parameter.copy_(tensors[name].view_as(parameter))
    return glow


def learnt(glow, faces, seed, seen):
    """The averaged weights after a run, by the rates of engine/train/Trainer.cpp, and the seconds that a step took."""
    learner, spent = Learner(glow), []
    for done, (first, x) in enumerate(faces.batches(seed, seen), 1):
        rate = RATE * min(1, (first + BATCH) / WARMUP) * 0.5 * (1 + math.cos(math.pi * first / seen))
        start = time.perf_counter()
        learner.step(x, rate, min(AVERAGE, (1 + done) / (10 + done)))
        spent.append(time.perf_counter() - start)
    return learner.average, statistics.median(spent)


def facet(options, folder, seed, *more, **settings):
    """A run of `facet train`: its weights, its log."""
    config = folder.with_suffix(".json")
    config.write_text(json.dumps({"batch": BATCH, "warmup": WARMUP, "average": AVERAGE, "precision": "bfloat16", "seed": seed,
                                  "validation_images": HELD_OUT, "samples": 0, **settings}))
    run = [options.facet, "train", "--quiet", "--images", options.images, "--config", config, "-o", folder, *more]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    plain = folder.with_suffix(".safetensors")
    subprocess.run([options.facet, "export", folder / "model.safetensors", "-o", plain], check=True, stdout=subprocess.DEVNULL)
    return read(plain)[0], [json.loads(line) for line in (folder / "log.jsonl").open()]


def compare(options, faces, seed, folder):
    tensors, log = facet(options, folder / "start", seed, learning_rate=0, images=BATCH)
    glow = narrow_glow(tensors)
    begins, peer_begins = log[-1]["validation_bits_per_dim"], faces.bits(glow.parameters())
    print(f"seed {seed}: from {begins:.4f} (PyTorch {peer_begins:.4f}) bits/dim")
    if abs(begins - peer_begins) > 0.001:
        sys.exit("the two programs do not begin alike")
    _, log = facet(options, folder / "run", seed, "--init", folder / "start", learning_rate=RATE, images=options.seen)
    each = BATCH / statistics.median(line["images_per_s"] for line in log if "images_per_s" in line)
    average, peer_each = learnt(glow, faces, seed, options.seen)
    print(f"Facet:   {log[-1]['validation_bits_per_dim']:.4f} bits/dim after {options.seen} images, {1e3 * each:.0f} ms a step")
    print(f"PyTorch: {faces.bits(average):.4f} bits/dim after {options.seen} images, {1e3 * peer_each:.0f} ms a step")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--images", required=True)
    arguments.add_argument("--seen", type=int, default=3200)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1])
    arguments.add_argument("--facet", default="build/release/bin/facet")
    options = arguments.parse_args()
    compile_elementwise()
    faces = Faces(options.images)
    for seed in options.seeds:
        with tempfile.TemporaryDirectory() as folder:
            compare(options, faces, seed, Path(folder))


if __name__ == "__main__":
    main()
