# SPDX-License-Identifier: GPL-3.0-or-later
"""Training runs of the studies: begun, gone on with, and timed."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def execute(command):
    """Runs facet; gives what it printed and the seconds of processor time that it took, which others' work does not change."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the study stops: {' '.join(map(str, command))}")
    return said, usage.ru_utime + usage.ru_stime


def configOf(name):
    return json.loads((ROOT / f"resources/configs/{name}.json").read_text())


def validations(folder):
    """[images seen, bits/dim on held-out faces] of a run so far."""
    log = folder / "log.jsonl"
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    return [[line["images"], line["validation_bits_per_dim"]] for line in lines if "validation_bits_per_dim" in line]


def train(facet, config, folder, images):
    """One run to its end, begun, gone on with, or finished before. Gives the seconds of processor time that it took."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    spent = folder / "seconds.json"
    seen = validations(folder)
    if spent.exists() and seen and seen[-1][0] >= config["images"]:
        return json.loads(spent.read_text())
    resumable = any(folder.glob("checkpoints/*.safetensors"))
    if not resumable:
        shutil.rmtree(folder, ignore_errors=True)  # cut before its first checkpoint
    settings = folder.with_suffix(".json")
    settings.write_text(json.dumps(config))
    _, seconds = execute([facet, "train", "--config", settings, "--images", *images, "-o", folder, "--json"]
                         + ["--resume"] * resumable)
    seconds += json.loads(spent.read_text()) if resumable and spent.exists() else 0
    spent.write_text(json.dumps(seconds))
    return seconds


def evaluate(facet, model, images, kept):
    """What `facet evaluate --held-out` says of a model, kept in a file."""
    if not kept.exists():
        said, _ = execute([facet, "evaluate", "--model", model, "--images", *images, "--held-out", "--json"])
        kept.write_text(said)
    return json.loads(kept.read_text())


def write(records, path):
    """One record a line."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("[\n" + ",\n".join(map(json.dumps, records)) + "\n]\n")
