#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What photos cost, and how they come out: faces found, edits in portraits, big photos, and a batch that is killed.

    tests/measure/photos.py [--build build/release] [--portraits ../shared/data/photos] [--sheets FOLDER]

Needs ffmpeg (Debian: ffmpeg). Without the portraits, their parts are skipped. Takes five minutes.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources/examples/example.jpg"
# name, the face's picture is scaled to this many pixels a side, and put into the middle of so many
SIZES = [
    ("2 megapixels", 1414, (1414, 1414)),
    ("24 megapixels", 4000, (6000, 4000)),
    ("200 megapixels, a panorama", 4000, (40000, 5000)),
    ("260 megapixels", 4000, (40000, 6500)),
]


def enlarged(side, size, path):
    width, height = size
    placed = f"scale={side}:{side},pad={width}:{height}:-1:-1:color=0x99aabb"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", EXAMPLE, "-vf", placed, "-q:v", "3", path], check=True)


def edit(facet, photo, output, *options):
    """Seconds, MiB at most, and what a refusal said."""
    command = list(map(str, [facet, "edit", photo, "-o", output, "--overwrite", "--quiet", *options]))
    with tempfile.TemporaryFile("w+") as said:
        start = time.monotonic()
        process = subprocess.Popen(command, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        said.seek(0)
        return seconds, usage.ru_maxrss / 1024, f"refused: {said.read().strip()}" if status else ""


def edits(facet, folder):
    print(f"\n{'facet edit --set smile=1':28} {'s':>6} {'MiB':>6}   (medians of three)")
    for name, side, size in SIZES:
        photo = folder / "photo.jpg"
        enlarged(side, size, photo)
        runs = [edit(facet, photo, folder / "edited.jpg", "--set", "smile=1") for _ in range(3)]
        seconds = statistics.median(run[0] for run in runs)
        print(f"{name:28} {seconds:6.2f} {max(run[1] for run in runs):6.0f}   {runs[0][2].replace(str(folder) + '/', '')}")


def digests(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.jpg")}


def batch(facet, portraits, folder):
    """200 photos; the run is killed after 30 s and resumed."""
    photos = sorted(portraits.glob("*.jpg"))
    inputs, output, report = folder / "in", folder / "out", folder / "report.json"
    inputs.mkdir()
    for i in range(200):
        shutil.copy(photos[i % len(photos)], inputs / f"{i:03}.jpg")
    command = [facet, "batch", inputs, "-o", output, "--set", "smile=1", "--quiet", "--report", report]
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)))
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    before = digests(output)
    subprocess.run(list(map(str, [*command, "--resume"])), stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    after = digests(output)
    files = json.loads(report.read_text())
    counts = collections.Counter(record["status"] for record in files)
    changed = sum(after.get(name) != bytes_ for name, bytes_ in before.items())
    print(f"\nfacet batch: 200 photos, killed with {len(before)} done; then {dict(counts)}; {changed} of those done before "
          f"changed; {seconds:.0f} s in all")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    parser.add_argument("--portraits", type=pathlib.Path, default=ROOT.parent / "shared/data/photos")
    parser.add_argument("--sheets", type=pathlib.Path, help="for pictures of what was found and edited")
    arguments = parser.parse_args()
    programs = arguments.build / "bin"
    for program in ("facet_measure_faces", "facet_measure_composite"):
        sheets = []
        if arguments.sheets:
            sheets = [arguments.sheets / program]
            sheets[0].mkdir(parents=True, exist_ok=True)
        subprocess.run([programs / program, *sheets])
        print()
    with tempfile.TemporaryDirectory() as folder:
        edits(programs / "facet", pathlib.Path(folder))
        if arguments.portraits.exists():
            batch(programs / "facet", arguments.portraits, pathlib.Path(folder))
        else:
            print("skipped: the batch, for the portraits are not in", arguments.portraits)


if __name__ == "__main__":
    main()
