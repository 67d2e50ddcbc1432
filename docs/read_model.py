#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Encodes a face crop with what `facet export` wrote: read_model.py MODEL PICTURE      (needs PyTorch; Pillow)"""
import json
import struct
import sys

import torch
from torch.nn.functional import conv2d, pad, pixel_unshuffle, relu


def read(path):
    """A safetensors file's tensors by name, all F32, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    return {name: torch.frombuffer(data[slice(*entry["data_offsets"])], dtype=torch.float32).reshape(entry["shape"])
            for name, entry in header.items()}, metadata


def edges(x, edge):
    """What those taps of a 3×3 convolution add, edge [out, 3, 3], that lie outside of a plane as large as x's."""
    outside = pad(torch.zeros(1, 1, *x.shape[-2:]), [1] * 4, value=1)
    return conv2d(outside, edge.unsqueeze(1))


def convolve(x, t, name):
    y = conv2d(x, t[name + ".weight"], t[name + ".bias"], padding=t[name + ".weight"].shape[-1] // 2)
    return y + edges(x, t[name + ".edge"]) if name + ".edge" in t else y


def attend(h, t, name):
    """Softmax over positions, by heads, added to the hidden channels; where the model attends."""
    if name + ".qkv" not in t:
        return h
    positions = t[name + ".positions"]
    rows = h.flatten(2).transpose(1, 2) @ t[name + ".qkv"].T
    q, k, v = rows.view(*rows.shape[:2], 3, positions.shape[0], -1).permute(2, 0, 3, 1, 4)
    heard = (q @ k.transpose(2, 3) / q.shape[-1] ** 0.5 + positions).softmax(-1) @ v
    return h + (heard.transpose(1, 2).flatten(2) @ t[name + ".output"].T).transpose(1, 2).reshape(h.shape)


def step(h, t, name, affine, least):
    """Actnorm, 1×1 convolution, coupling."""
    h = (h + t[name + ".actnorm.bias"].view(-1, 1, 1)) * t[name + ".actnorm.log_scale"].exp().view(-1, 1, 1)
    a, b = torch.einsum("oi,bihw->bohw", t[name + ".permutation.weight"], h).chunk(2, 1)
    hidden = relu(convolve(relu(convolve(a, t, name + ".coupling.conv1")), t, name + ".coupling.conv2"))
    n = convolve(attend(hidden, t, name + ".coupling.attention"), t, name + ".coupling.conv3")
    shift, r = n.chunk(2, 1) if affine else (n, None)
    return torch.cat([a, (b + shift) * (least + (1 - least) * torch.sigmoid(r + 2)) if affine else b + shift], 1)


def encode(t, architecture, x):
    """The whitened latents of pictures [B, 3, side, side] in flow units, (level + ½)/256 − ½: a list, the finest first."""
    eps = []
    least = 0 if architecture.get("scale") == "sigmoid(r+2)" else 0.5
    for level, steps in enumerate(architecture["steps"]):
        x = pixel_unshuffle(x, 2)
        for k in range(steps):
            x = step(x, t, f"level{level}.step{k}", architecture["coupling"] == "affine", least)
        x, leaves = x.chunk(2, 1) if level + 1 < architecture["levels"] else (None, x)
        prior = convolve(x, t, f"level{level}.prior") if x is not None else t["top_prior"].view(1, -1, 1, 1)
        if x is None and "top_edge" in t:
            prior = prior + edges(leaves, t["top_edge"].flatten(0, 1))
        mean, log_sd = prior.chunk(2, 1)
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
