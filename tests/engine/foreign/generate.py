#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the models of other people's kinds in this folder, and what they compute: generate.py  (needs PyTorch, NumPy)

Written after the papers and the public descriptions of both programs' layers, without anything of Facet's: the tests hold
imported models to this. Weights are random; files are in each program's own format.
"""
import json
import math
import struct

import numpy
import torch
from torch.nn.functional import conv2d, pad, pixel_shuffle, pixel_unshuffle

random = torch.Generator().manual_seed(11)
LOG_2PI = math.log(2 * math.pi)


def noise(*shape, by=0.1):
    return torch.randn(*shape, generator=random) * by


def write(path, tensors):
    """A safetensors file."""
    header, at, data = {}, 0, b""
    for name, tensor in sorted(tensors.items()):
        values = tensor.to(torch.float32).contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + len(values)]}
        at, data = at + len(values), data + values
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def gaussian(z, mean, log_sd):
    eps = (z - mean) * torch.exp(-log_sd)
    return eps, -(eps ** 2 / 2 + log_sd + LOG_2PI / 2).sum((1, 2, 3))


class Flow:
    """Either program's Glow, as its weights by its names say; all in double precision."""

    def encode(self, x):
        eps, log_p = [], 0
        for level in range(self.levels):
            x = pixel_unshuffle(x, 2)
            for k in range(self.steps):
                x, log_det = self.step(x, level, k)
                log_p = log_p + log_det
            x, z = x.chunk(2, 1) if level + 1 < self.levels else (None, x)
            e, density = gaussian(z, *self.prior(level, x, z))
            eps.append(e)
            log_p = log_p + density
        return eps, log_p

    def decode(self, eps):
        x = None
        for level in reversed(range(self.levels)):
            mean, log_sd = self.prior(level, x, eps[level])
            z = eps[level] * torch.exp(log_sd) + mean
            x = z if x is None else torch.cat([x, z], 1)
            for k in reversed(range(self.steps)):
                x = self.unstep(x, level, k)
            x = pixel_shuffle(x, 2)
        return x

    def couple(self, x, level, k, back):
        a, b = x.chunk(2, 1)
        shift, scale = self.network(a, level, k)
        b = b / scale - shift if back else (b + shift) * scale
        return torch.cat([a, b], 1), torch.log(scale).expand_as(b).sum((1, 2, 3))

    def step(self, x, level, k):
        loc, scale = self.actnorm(level, k)
        w = self.matrix(level, k)
        pixels = x.shape[2] * x.shape[3]
        x = torch.einsum("oi,bihw->bohw", w, (x + loc) * scale)
        x, log_det = self.couple(x, level, k, False)
        return x, log_det + pixels * (scale.abs().log().sum() + torch.linalg.slogdet(w)[1])

    def unstep(self, x, level, k):
        loc, scale = self.actnorm(level, k)
        x, _ = self.couple(x, level, k, True)
        return torch.einsum("oi,bihw->bohw", torch.linalg.inv(self.matrix(level, k)), x) / scale - loc


class Rosinality(Flow):
    def __init__(self, channels, levels, steps, width, affine, lu):
        self.levels, self.steps, self.affine = levels, steps, affine
        self.w = {}
        for level in range(levels):
            c = channels * 4 << level
            for k in range(steps):
                name = f"blocks.{level}.flows.{k}."
                self.w[name + "actnorm.loc"] = noise(1, c, 1, 1)
                self.w[name + "actnorm.scale"] = (1 + noise(1, c, 1, 1)) * torch.where(noise(1, c, 1, 1) > -0.05, 1, -1)
                self.w[name + "actnorm.initialized"] = torch.tensor(1, dtype=torch.uint8)
                q = torch.linalg.qr(noise(c, c, by=1))[0]
                if lu or level + 1 == levels:
                    p, l, u = torch.linalg.lu(q)
                    s = u.diagonal()
                    # As SciPy's arrays lie in memory: column by column.
                    column_wise = lambda m: m.t().contiguous().t()
                    self.w.update({name + "invconv.w_p": column_wise(p), name + "invconv.u_mask": torch.ones(c, c).triu(1),
                                   name + "invconv.l_mask": torch.ones(c, c).triu(1).t(),
                                   name + "invconv.s_sign": s.sign(), name + "invconv.l_eye": torch.eye(c),
                                   name + "invconv.w_l": column_wise(l + noise(c, c)),
                                   name + "invconv.w_s": s.abs().log() + noise(c),
                                   name + "invconv.w_u": column_wise(u.triu(1) + noise(c, c))})
                else:
                    self.w[name + "invconv.weight"] = q[:, :, None, None]
                net = name + "coupling.net."
                self.w.update({net + "0.weight": noise(width, c // 2, 3, 3), net + "0.bias": noise(width),
                               net + "2.weight": noise(width, width, 1, 1, by=0.3), net + "2.bias": noise(width)})
                self.zero(net + "4.", width, c if affine else c // 2)
            self.zero(f"blocks.{level}.prior.", *((c // 2, c) if level + 1 < levels else (c, 2 * c)))

    def zero(self, name, inputs, outputs):
        self.w.update({name + "conv.weight": noise(outputs, inputs, 3, 3), name + "conv.bias": noise(outputs),
                       name + "scale": noise(1, outputs, 1, 1)})

    def at(self, name):
        return self.w[name].double()

    def zero_convolution(self, x, name):
        y = conv2d(pad(x, [1, 1, 1, 1], value=1), self.at(name + "conv.weight"), self.at(name + "conv.bias"))
        return y * torch.exp(3 * self.at(name + "scale"))

    def actnorm(self, level, k):
        return self.at(f"blocks.{level}.flows.{k}.actnorm.loc"), self.at(f"blocks.{level}.flows.{k}.actnorm.scale")

    def matrix(self, level, k):
        name = f"blocks.{level}.flows.{k}.invconv."
        if name + "weight" in self.w:
            return self.at(name + "weight")[:, :, 0, 0]
        upper = self.at(name + "w_u") * self.at(name + "u_mask")
        upper = upper + torch.diag(self.at(name + "s_sign") * torch.exp(self.at(name + "w_s")))
        lower = self.at(name + "w_l") * self.at(name + "l_mask") + self.at(name + "l_eye")
        return self.at(name + "w_p") @ lower @ upper

    def network(self, a, level, k):
        net = f"blocks.{level}.flows.{k}.coupling.net."
        h = conv2d(a, self.at(net + "0.weight"), self.at(net + "0.bias"), padding=1).relu()
        h = self.zero_convolution(conv2d(h, self.at(net + "2.weight"), self.at(net + "2.bias")).relu(), net + "4.")
        if not self.affine:
            return h, torch.ones(1, 1, 1, 1, dtype=h.dtype)
        log_s, shift = h.chunk(2, 1)
        return shift, torch.sigmoid(log_s + 2)

    def prior(self, level, stays, leaves):
        given = torch.zeros_like(leaves) if stays is None else stays
        return self.zero_convolution(given, f"blocks.{level}.prior.").chunk(2, 1)


class OpenAi(Flow):
    """`permutation`: invconv, invconv LU, shuffle or reverse. Of `labels`, where there are any, the first is meant."""

    def __init__(self, channels, levels, steps, width, affine, permutation="invconv", learntop=True, labels=0):
        self.levels, self.steps, self.affine = levels, steps, affine
        self.w = {}
        for level in range(levels):
            c = channels * 4 << level
            for k in range(steps):
                name = f"model/{level}/{k}/"
                self.add_actnorm(name + "actnorm", c)
                self.add_permutation(name, c, permutation)
                self.w[name + "f1/l_1/W"] = noise(3, 3, c // 2 + 1, width)
                self.add_actnorm(name + "f1/l_1/actnorm", width)
                self.w[name + "f1/l_2/W"] = noise(1, 1, width, width, by=0.3)
                self.add_actnorm(name + "f1/l_2/actnorm", width)
                self.add_zero(name + "f1/l_last/", width, c if affine else c // 2)
            if level + 1 < levels:
                self.add_zero(f"model/pool{level}/conv/", c // 2, c)
        if learntop:
            self.add_zero("model/prior/p/", 2 * c, 2 * c)
        if labels:
            self.w.update({"model/prior/y_emb/W": noise(labels, 2 * c), "model/prior/y_emb/b": noise(1, 2 * c),
                           "model/prior/y_emb/logs": noise(1, 2 * c)})

    def add_permutation(self, name, c, kind):
        if kind == "shuffle":
            order = torch.randperm(c, generator=random)
            self.w[name + "shuffle/indices"] = order.to(torch.int32)
            self.w[name + "shuffle/indices_inverse"] = order.argsort().to(torch.int32)
        elif kind != "reverse":
            q = torch.linalg.qr(noise(c, c, by=1))[0]
            if kind == "invconv":
                self.w[name + "invconv/W"] = q
                return
            p, l, u = torch.linalg.lu(q)
            s = u.diagonal()
            # Trained values on both sides of the diagonals: only one of them counts.
            self.w.update({name + "invconv/P": p, name + "invconv/L": l + noise(c, c),
                           name + "invconv/sign_S": s.sign(), name + "invconv/log_S": s.abs().log() + noise(c),
                           name + "invconv/U": u.triu(1) + noise(c, c)})

    def add_actnorm(self, name, c):
        self.w[name + "_center/b"] = noise(1, 1, 1, c)
        self.w[name + "_scale/logs"] = noise(1, 1, 1, c)

    def add_zero(self, name, inputs, outputs):
        self.w.update({name + "W": noise(3, 3, inputs + 1, outputs), name + "b": noise(1, 1, 1, outputs),
                       name + "logs": noise(1, outputs)})

    def at(self, name):
        return self.w["model/" + name].double()

    def convolve(self, x, name):
        """x with one more channel, which is 1 outside of it."""
        kernel = self.at(name).permute(3, 2, 0, 1)
        x = torch.cat([pad(x, [1] * 4), pad(torch.zeros_like(x[:, :1]), [1] * 4, value=1)], 1)
        return conv2d(x, kernel)

    def normalise(self, x, name):
        loc, scale = self.centre_and_scale(name)
        return (x + loc) * scale

    def centre_and_scale(self, name):
        return (self.at(name + "_center/b").view(1, -1, 1, 1),
                torch.exp(3 * self.at(name + "_scale/logs")).view(1, -1, 1, 1))

    def zero_convolution(self, x, name):
        y = self.convolve(x, name + "W") + self.at(name + "b").view(1, -1, 1, 1)
        return y * torch.exp(3 * self.at(name + "logs")).view(1, -1, 1, 1)

    def actnorm(self, level, k):
        return self.centre_and_scale(f"{level}/{k}/actnorm")

    def matrix(self, level, k):
        """W of out = W in; the files have its transpose."""
        name = f"{level}/{k}/"
        c = self.at(name + "actnorm_center/b").numel()
        if "model/" + name + "shuffle/indices" in self.w:
            return torch.eye(c).double()[self.w["model/" + name + "shuffle/indices"].long()]
        name += "invconv/"
        if "model/" + name + "W" in self.w:
            return self.at(name + "W").t()
        if "model/" + name + "L" not in self.w:
            return torch.eye(c).double().flip(0)
        lower = self.at(name + "L").tril(-1) + torch.eye(c)
        upper = self.at(name + "U").triu(1) + torch.diag(self.at(name + "sign_S") * torch.exp(self.at(name + "log_S")))
        return (self.at(name + "P") @ lower @ upper).t()

    def network(self, a, level, k):
        net = f"{level}/{k}/f1/"
        h = self.normalise(self.convolve(a, net + "l_1/W"), net + "l_1/actnorm").relu()
        h = conv2d(h, self.at(net + "l_2/W").permute(3, 2, 0, 1))
        h = self.zero_convolution(self.normalise(h, net + "l_2/actnorm").relu(), net + "l_last/")
        if not self.affine:
            return h, torch.ones(1, 1, 1, 1, dtype=h.dtype)
        return h[:, 0::2], torch.sigmoid(h[:, 1::2] + 2)

    def prior(self, level, stays, leaves):
        if stays is None:
            h = torch.zeros_like(leaves).repeat(1, 2, 1, 1)
            if "model/prior/p/W" in self.w:
                h = self.zero_convolution(h, "prior/p/")
            if "model/prior/y_emb/W" in self.w:
                label = torch.eye(len(self.w["model/prior/y_emb/W"])).double()[:1]
                said = (label @ self.at("prior/y_emb/W") + self.at("prior/y_emb/b"))
                h = h + (said * torch.exp(3 * self.at("prior/y_emb/logs"))).view(1, -1, 1, 1)
            return h.chunk(2, 1)
        h = self.zero_convolution(stays, f"pool{level}/conv/")
        return h[:, 0::2], h[:, 1::2]


def message(field, content):
    """A field of a protocol buffer: bytes, or a whole number."""
    def variable(number):
        return bytes([number & 127 | 128]) + variable(number >> 7) if number > 127 else bytes([number])
    if isinstance(content, int):
        return variable(field << 3) + variable(content)
    return variable(field << 3 | 2) + variable(len(content)) + content


def frozen_graph(weights):
    """A GraphDef of the constants, and of a node that is none."""
    graph = message(1, message(1, b"input/image") + message(2, b"Placeholder"))
    for name, tensor in weights.items():
        shape = b"".join(message(2, message(1, extent)) for extent in tensor.shape)
        values = tensor.numpy()
        same = values.size > 1 and (values == values.flat[0]).all()
        content = (message(5, struct.pack("<f", values.flat[0])) if same else message(4, values.tobytes()))
        kind = 3 if tensor.dtype == torch.int32 else 1
        attribute = message(1, b"value") + message(2, message(8, message(1, kind) + message(2, shape) + content))
        graph += message(1, message(1, name.encode()) + message(2, b"Const") +
                         message(5, message(1, b"dtype") + message(2, message(6, kind))) + message(5, attribute))
    return graph


def save_arrays(name, flow, order="C"):
    arrays = {name + ":0": numpy.asarray(tensor.numpy(), order=order) for name, tensor in flow.w.items()}
    numpy.savez(name + ".npz", **arrays)


def vectors(name, flow, channels, side):
    x = (torch.rand(2, channels, side, side, generator=random) - 0.5).double()
    eps, log_p = flow.encode(x)
    drawn = [torch.randn(e.shape, generator=random).double() * 0.7 for e in eps]
    tensors = {"x": x, "log_prob": log_p, "picture": flow.decode(drawn)}
    assert (flow.decode(eps) - x).abs().max() < 1e-9
    for level, (e, d) in enumerate(zip(eps, drawn)):
        tensors.update({f"eps.{level}": e, f"drawn.{level}": d})
    write(name + ".safetensors", tensors)


if __name__ == "__main__":
    from collections import OrderedDict
    flow = Rosinality(channels=1, levels=2, steps=2, width=5, affine=True, lu=True)
    torch.save(OrderedDict(flow.w), "rosinality_affine.pt")
    vectors("rosinality_affine", flow, 1, 8)
    flow = Rosinality(channels=1, levels=2, steps=1, width=6, affine=False, lu=False)
    torch.save({"module." + name: tensor for name, tensor in flow.w.items()}, "rosinality_additive.pt",
               _use_new_zipfile_serialization=False)
    vectors("rosinality_additive", flow, 1, 8)
    flow = Rosinality(channels=3, levels=1, steps=1, width=4, affine=True, lu=False)
    torch.save(OrderedDict(flow.w), "rosinality_rgb.pt")
    vectors("rosinality_rgb", flow, 3, 4)
    flow = OpenAi(channels=1, levels=2, steps=2, width=5, affine=True)
    save_arrays("openai_affine", flow)
    vectors("openai_affine", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=6, affine=False)
    flow.w["model/0/0/f1/l_last/logs"] = torch.zeros(1, 2)
    with open("openai_additive.pb", "wb") as file:
        file.write(frozen_graph(flow.w))
    vectors("openai_additive", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=4, affine=True, permutation="invconv LU")
    save_arrays("openai_lu", flow)
    vectors("openai_lu", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=3, affine=True)
    save_arrays("openai_columns", flow, order="F")  # as transposed arrays are saved: column by column
    vectors("openai_columns", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=4, affine=False, permutation="shuffle")
    with open("openai_shuffle.pb", "wb") as file:
        file.write(frozen_graph(flow.w))
    vectors("openai_shuffle", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=4, affine=True, permutation="reverse", learntop=False)
    save_arrays("openai_reverse", flow)
    vectors("openai_reverse", flow, 1, 8)
    flow = OpenAi(channels=1, levels=2, steps=1, width=3, affine=False, labels=5)
    save_arrays("openai_labels", flow)
    vectors("openai_labels", flow, 1, 8)
