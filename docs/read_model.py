#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Encodes a face crop with what `facet export` wrote: read_model.py MODEL PICTURE      (needs PyTorch; Pillow)"""
import json
import struct
import sys

import torch
from torch.nn.functional import conv2d, pixel_unshuffle, relu


def read(path):
    """A safetensors file's tensors by name, all F32, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    return {name: torch.frombuffer(data[slice(*entry["data_offsets"])], dtype=torch.float32).reshape(entry["shape"])
            for name, entry in header.items()}, metadata


def convolve(x, t, name):
    return conv2d(x, t[name + ".weight"], t[name + ".bias"], padding=t[name + ".weight"].shape[-1] // 2)


def step(h, t, name, affine):
    """Actnorm, 1×1 convolution, coupling."""
    h = (h + t[name + ".actnorm.bias"].view(-1, 1, 1)) * t[name + ".actnorm.log_scale"].exp().view(-1, 1, 1)
    a, b = torch.einsum("oi,bihw->bohw", t[name + ".permutation.weight"], h).chunk(2, 1)
    n = convolve(relu(convolve(relu(convolve(a, t, name + ".coupling.conv1")), t, name + ".coupling.conv2")),
                 t, name + ".coupling.conv3")
    shift, r = n.chunk(2, 1) if affine else (n, None)
    return torch.cat([a, (b + shift) * (0.5 + 0.5 * torch.sigmoid(r + 2)) if affine else b + shift], 1)


def encode(t, architecture, x):
    """The whitened latents of pictures [B, 3, side, side] in flow units, (level + ½)/256 − ½: a list, the finest first."""
    eps = []
    for level, steps in enumerate(architecture["steps"]):
        x = pixel_unshuffle(x, 2)
        for k in range(steps):
            x = step(x, t, f"level{level}.step{k}", architecture["coupling"] == "affine")
        x, leaves = x.chunk(2, 1) if level + 1 < architecture["levels"] else (None, x)
        mean, log_sd = convolve(x, t, f"level{level}.prior").chunk(2, 1) if x is not None else t["top_prior"].view(2, -1, 1, 1)
        eps.append((leaves - mean) * (-log_sd).exp())
    return eps


if __name__ == "__main__":
    from PIL import Image
    tensors, metadata = read(sys.argv[1])
    model = json.loads(metadata["architecture"])
    picture = Image.open(sys.argv[2]).convert("RGB").resize((model["image"], model["image"]))
    levels = torch.tensor(list(picture.getdata()), dtype=torch.float32).view(1, model["image"], model["image"], 3)
    for level, values in enumerate(encode(tensors, model, (levels.permute(0, 3, 1, 2) + 0.5) / 256 - 0.5)):
        print(f"eps.{level} {list(values.shape[1:])}: mean {values.mean():.4f}, standard deviation {values.std():.4f}")
