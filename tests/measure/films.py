#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What films are worth: codecs, ends, jumps, speed and memory, printed line by line.

    tests/measure/films.py PHOTO PHOTO PHOTO PHOTO [--facet build/release/bin/facet] [--long 5000]

Needs ffmpeg and numpy (Debian: ffmpeg python3-numpy). Four photos with a face each.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

import numpy

SIDE = 512


def film(facet, photos, output, *options):
    """Makes one; gives the seconds it took, its peak of memory in MiB and the command's report."""
    command = list(map(str, [facet, "interpolate", *photos, "-o", output, "--json", "--quiet", *options]))
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said)
        _, status, usage = os.wait4(process.pid, 0)
        said.seek(0)
        if status:
            raise SystemExit(f"failed: {' '.join(command)}")
        return time.monotonic() - start, usage.ru_maxrss / 1024, json.load(said)


def frames(path):
    """Of a film, or of a folder's numbered pictures: [N, H, W, 3], as they are shown."""
    pictures = path / "frame-%05d.png" if path.is_dir() else path
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", pictures, "-f", "rawvideo", "-pix_fmt", "rgb24", "-vsync", "0", "-"],
                         check=True, capture_output=True).stdout
    stream = probe(pictures)
    return numpy.frombuffer(raw, numpy.uint8).reshape(-1, stream["height"], stream["width"], 3)


def probe(path):
    told = subprocess.run(["ffprobe", "-v", "error", "-show_streams", "-of", "json", path], check=True,
                          capture_output=True).stdout
    return json.loads(told)["streams"][0]


def psnr(a, b):
    error = numpy.mean((a.astype(numpy.float64) - b) ** 2)
    return float("inf") if error == 0 else 10 * numpy.log10(255**2 / error)


def changes(pictures):
    """Mean change from each frame to the next, in 8-bit levels."""
    return numpy.array([numpy.abs(a.astype(numpy.int16) - b).mean() for a, b in zip(pictures, pictures[1:])])


def formats(facet, photos, folder):
    film(facet, photos[:2], folder / "frames", "--seconds", 1)
    exact = frames(folder / "frames")
    for kind in ("mp4", "webm", "gif", "png"):
        path = folder / f"film.{kind}"
        film(facet, photos[:2], path, "--seconds", 1)
        stream = probe(path)
        shown = frames(path)
        tags = "/".join(stream.get(key, "-") for key in ("profile", "pix_fmt", "color_primaries", "color_transfer", "color_space"))
        print(f"{kind:5} {stream['codec_name']} {tags}, {stream['width']}x{stream['height']}, {len(shown)} frames, "
              f"{stream.get('duration', '-')} s; first frame {psnr(shown[0], exact[0]):.1f} dB, last "
              f"{psnr(shown[-1], exact[-1]):.1f} dB")


def jumps(facet, photos, folder):
    for path in ("slerp", "linear", "spline"):
        for easing in ("linear", "even"):
            out = folder / f"jumps-{path}-{easing}"
            film(facet, photos, out, "--path", path, "--easing", easing, "--hold", 0, "--loop", "loop")
            pictures = frames(out)
            step = changes(numpy.concatenate([pictures, pictures[:1]]))
            print(f"4 photos, {path}, {easing}, closed: {len(pictures)} frames, largest change {step.max():.2f} levels, median "
                  f"{numpy.median(step):.2f}, ratio {step.max() / numpy.median(step):.2f}")
    out = folder / "there-and-back"
    film(facet, photos[:2], out, "--loop", "ping-pong", "--hold", 0, "--seconds", 1)
    pictures = frames(out)
    mirrored = all((a == b).all() for a, b in zip(pictures[1:], pictures[:0:-1]))
    print(f"ping-pong: {len(pictures)} frames, the way back is the way there: {mirrored}; smallest change "
          f"{changes(numpy.concatenate([pictures, pictures[:1]])).min():.2f} levels (0 would be a frame shown twice)")


def speed(facet, photos, folder, count):
    for number in (300, count):
        seconds = number / 30
        took, peak, report = film(facet, photos[:2], folder / f"{number}.mp4", "--seconds", seconds, "--hold", 0,
                                  "--size", SIDE, "--easing", "linear")
        split = ", ".join(f"{stage} {ms / 1000:.1f} s" for stage, ms in report["film_ms"].items())
        print(f"{report['frames']} frames of {SIDE}x{SIDE} to MP4: {report['frames'] / took:.0f} frames/s with start and faces "
              f"({took:.1f} s; {split}), peak of memory {peak:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", nargs=4, type=pathlib.Path)
    parser.add_argument("--facet", default="build/release/bin/facet")
    parser.add_argument("--long", type=int, default=5000, help="frames of the long film")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        formats(given.facet, given.photos, folder)
        jumps(given.facet, given.photos, folder)
        speed(given.facet, given.photos, folder, given.long)


if __name__ == "__main__":
    main()
