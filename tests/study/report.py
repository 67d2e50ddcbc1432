# SPDX-License-Identifier: GPL-3.0-or-later
"""The study's table and curves from what its runs measured."""
import collections
import json
import statistics

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "facet", "font.size": 9, "font.family": "sans-serif"})
import matplotlib.pyplot as plt  # noqa: E402

# In the order of the runs: what each is called, and its colour in the picture.
FAMILIES = {
    "nice": ("NICE: reversed channels", "#8c8c8c"),
    "reverse-affine": ("reversed channels", "#8c8c8c"),
    "shuffle-additive": ("fixed shuffle", "#7f9fbf"),
    "realnvp": ("RealNVP: fixed shuffle", "#7f9fbf"),
    "realnvp-checkerboard": ("RealNVP: checkerboard, then channels", "#5b8c5a"),
    "glow-additive": ("Glow: 1×1", "#d07b3f"),
    "glow": ("Glow: 1×1", "#d07b3f"),
    "glow-lu-additive": ("Glow: 1×1, LU", "#8a4f9e"),
    "glow-lu": ("Glow: 1×1, LU", "#8a4f9e"),
}


def grouped(records):
    """{family: its runs}, in the order of FAMILIES."""
    groups = collections.defaultdict(list)
    for record in records:
        groups[record["family"]].append(record)
    return {family: groups[family] for family in FAMILIES if groups[family]}


def spread(values):
    return statistics.stdev(values) if len(values) > 1 else float("nan")


def row(family, runs):
    last = [run["bits_per_dim"][-1][1] for run in runs]
    seconds = statistics.mean(run["processor_s"] for run in runs)
    worst = max(run.get("roundtrip", {"max": 0})["max"] for run in runs)
    config = f"{family}-{runs[0]['side']}.json"
    each = " ".join(f"{value:.3f}" for value in last)
    return (f"| {FAMILIES[family][0]} | {runs[0]['coupling']} | {statistics.mean(last):.3f} ± {spread(last):.3f} | {each} "
            f"| {worst:.1e} | {seconds:.0f} s | [{config}](../../resources/configs/{config}) |")


def table(records):
    seen = {run["bits_per_dim"][-1][0] for run in records}
    held = records[0]["held_out"]
    lines = [f"After {'/'.join(f'{images:,}' for images in sorted(seen))} images; bits/dim of {held} held-out faces at 5 bits, "
             "mean ± standard deviation over the seeds, then each seed.",
             "",
             "| channels mixed by | coupling | bits/dim | seeds | worst round trip | processor time of a run | config |",
             "|---|---|---|---|---|---|---|"]
    return "\n".join(lines + [row(*group) for group in grouped(records).items()]) + "\n"


def curves(records, path):
    """Figure 3 of the Glow paper: additive couplings left, affine ones right."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.4), sharey=True)
    for panel, coupling in zip(panels, ("additive", "affine")):
        for family, runs in grouped(r for r in records if r["coupling"] == coupling).items():
            label, colour = FAMILIES[family]
            points = list(zip(*(run["bits_per_dim"][1:] for run in runs)))  # without the untrained flow
            images = [at[0][0] for at in points]
            values = [[bits for _, bits in at] for at in points]
            panel.plot(images, [statistics.mean(v) for v in values], color=colour, label=label, linewidth=1.4)
            panel.fill_between(images, [min(v) for v in values], [max(v) for v in values], color=colour, alpha=0.2, linewidth=0)
        panel.set_title(f"{coupling} couplings", loc="left", fontsize=9)
        panel.set_xlabel("images seen")
        panel.spines[["top", "right"]].set_visible(False)
        panel.legend(frameon=False, fontsize=7)
    panels[0].set_ylabel("bits/dim, held-out faces")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def write(results):
    records = json.loads(results.read_text())
    results.with_suffix(".md").write_text(table(records))
    curves(records, results.with_suffix(".svg"))
    print(table(records))
