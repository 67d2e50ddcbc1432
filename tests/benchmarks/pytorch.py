#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times Facet by turns with a plain Glow in PyTorch on the same processor.

pytorch.py decode | train [--facet build/release/bin/facet] [--turns 5]      (needs torch; train needs a C++ compiler, too)

decode: one image of the shape rosinality64, eager, float32, as public ports do it: the 1×1 convolution is inverted at every pass.
train:  a step of 32 images of the bundled model's shape; coupling networks in bfloat16, channels last, the element-wise
        parts compiled; loss, gradients, clipping, Adam, average.
"""
import argparse
import json
import math
import statistics
import subprocess
import time

import torch
from torch import nn
from torch.nn import functional as F


BUNDLED = [12, 16, 16, 12], [128, 192, 256, 320]


def gained(x, log_gain):
    return x.float() * (3 * log_gain).exp()


def couple(a, b, said, log_gain):
    t, r = gained(said, log_gain).chunk(2, 1)
    scale = 0.5 + 0.5 * torch.sigmoid(r + 2)
    return torch.cat([a, (b + t) * scale], 1), scale.log().sum((1, 2, 3))


def normalise(x, bias, log_scale):
    return (x + bias) * log_scale.exp()


class Step(nn.Module):
    def __init__(self, channels, width, narrow):
        super().__init__()
        self.narrow = narrow
        self.bias = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.log_scale = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.mix = nn.Parameter(torch.linalg.qr(torch.randn(channels, channels))[0])
        self.network = nn.Sequential(nn.Conv2d(channels // 2, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 1), nn.ReLU(),
                                     nn.Conv2d(width, channels, 3, padding=1))
        nn.init.normal_(self.network[4].weight, 0, 1e-3)
        self.log_gain = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def said(self, a):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.narrow):
            return self.network(a)

    def forward(self, x):
        pixels = x.shape[2] * x.shape[3]
        x = F.conv2d(normalise(x, self.bias, self.log_scale), self.mix[:, :, None, None])
        a, b = x.chunk(2, 1)
        x, log_det = couple(a, b, self.said(a), self.log_gain)
        return x, log_det + pixels * (self.log_scale.sum() + torch.linalg.slogdet(self.mix)[1])

    def inverse(self, x):
        a, b = x.chunk(2, 1)
        t, r = gained(self.said(a), self.log_gain).chunk(2, 1)
        x = torch.cat([a, b / (0.5 + 0.5 * torch.sigmoid(r + 2)) - t], 1)
        return F.conv2d(x, self.mix.inverse()[:, :, None, None]) * (-self.log_scale).exp() - self.bias


class Glow(nn.Module):
    def __init__(self, steps, widths, narrow):
        super().__init__()
        channels, self.levels, self.priors, self.log_gains = 3, nn.ModuleList(), nn.ModuleList(), nn.ParameterList()
        for level, (count, width) in enumerate(zip(steps, widths)):
            channels *= 4
            self.levels.append(nn.ModuleList(Step(channels, width, narrow) for _ in range(count)))
            if level + 1 < len(steps):
                self.priors.append(nn.Conv2d(channels // 2, channels, 3, padding=1))
                self.log_gains.append(nn.Parameter(torch.zeros(1, channels, 1, 1)))
                channels //= 2
        self.top = nn.Parameter(torch.zeros(2, 1, channels, 1, 1))

    def prior(self, level, x):
        return gained(self.priors[level](x), self.log_gains[level]).chunk(2, 1)

    def bits(self, x):
        density, size = 0, x[0].numel()
        for level, steps in enumerate(self.levels):
            x = F.pixel_unshuffle(x, 2).contiguous(memory_format=torch.channels_last)
            for step in steps:
                x, log_det = step(x)
                density = density + log_det
            z, (mean, log_sd) = x, self.top
            if level < len(self.priors):
                x, z = x.chunk(2, 1)
                mean, log_sd = self.prior(level, x)
            density = density - (0.5 * ((z - mean) * (-log_sd).exp()) ** 2 + log_sd + 0.5 * math.log(math.tau)).sum((1, 2, 3))
        return 5 - density.mean() / (size * math.log(2))

    def decode(self, eps):
        mean, log_sd = self.top
        x = eps[-1] * log_sd.exp() + mean
        for level in reversed(range(len(self.levels))):
            if level < len(self.priors):
                mean, log_sd = self.prior(level, x)
                x = torch.cat([x, eps[level] * log_sd.exp() + mean], 1)
            for step in reversed(self.levels[level]):
                x = step.inverse(x)
            x = F.pixel_shuffle(x, 2)
        return x


def decoding():
    glow = Glow([32] * 4, [512] * 4, narrow=False).eval()
    eps = [0.7 * torch.randn(1, *shape) for shape in [(6, 32, 32), (12, 16, 16), (24, 8, 8), (96, 4, 4)]]

    @torch.no_grad()
    def once():
        glow.decode(eps)

    return glow, once


def compile_elementwise():
    global couple, normalise
    couple, normalise = torch.compile(couple, dynamic=False), torch.compile(normalise, dynamic=False)


class Learner:
    def __init__(self, glow):
        self.glow, self.parameters = glow, list(glow.parameters())
        self.average = [p.detach().clone() for p in self.parameters]
        self.adam = torch.optim.Adam(self.parameters, betas=(0.9, 0.99), foreach=True)

    def step(self, x, rate, kept):
        self.adam.param_groups[0]["lr"] = rate
        self.adam.zero_grad(set_to_none=True)
        self.glow.bits(x).backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.adam.step()
        torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - kept)


def training():
    compile_elementwise()
    glow = Glow(*BUNDLED, narrow=True)
    learner = Learner(glow)
    images = torch.rand(32, 3, 64, 64) - 0.5
    return glow, lambda: learner.step(images + torch.rand_like(images) / 32, rate=1e-4, kept=0.999)


def milliseconds(once, times):
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        once()
        spent.append(1e3 * (time.perf_counter() - start))
    return statistics.median(spent)


def facet(program, what, *options):
    command = [program, "bench", "--what", what, "--seconds", "1.5", "--json", *options]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["results"][0]["median_ms"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["decode", "train"])
    arguments.add_argument("--facet", default="build/release/bin/facet")
    arguments.add_argument("--turns", type=int, default=5)
    options = arguments.parse_args()
    torch.manual_seed(1)
    glow, once = decoding() if options.what == "decode" else training()
    ways = {"PyTorch": lambda: milliseconds(once, 5)}
    if options.what == "decode":
        for precision in ("bfloat16", "float32"):
            ways[f"Facet, {precision}"] = lambda p=precision: facet(options.facet, "decode", "--shape", "rosinality64", "--precision", p)
    else:
        ways["Facet"] = lambda: facet(options.facet, "train")
    print(f"{sum(p.numel() for p in glow.parameters()) / 1e6:.1f} million parameters, {torch.get_num_threads()} threads")
    milliseconds(once, 2)
    turns = {way: [] for way in ways}
    for _ in range(options.turns):
        for way, measure in ways.items():
            turns[way].append(measure())
    peer = statistics.median(turns["PyTorch"])
    for way, times in turns.items():
        each = statistics.median(times)
        print(f"{way:18} {each:8.1f} ms   {peer / each:5.2f} × as fast as PyTorch   {min(times):.1f} to {max(times):.1f}")


if __name__ == "__main__":
    main()
