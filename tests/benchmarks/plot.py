#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws what `facet bench --json` measured: plot.py OUT.svg REPORT.json...   (needs matplotlib)"""
import json
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "facet", "font.size": 9, "font.family": "sans-serif"})
import matplotlib.pyplot as plt  # noqa: E402


def main(output, reports):
    results = [r for report in reports for r in json.load(open(report))["results"] if "floor_ms" in r]
    bars = [("modules of engine/flow", "eager_ms", "#b8b8b8"), ("convolutions alone", "floor_ms", "#7f9fbf"),
            ("runtime", "median_ms", "#d07b3f")]
    shapes = list(dict.fromkeys(r["shape"] for r in results))
    figure, panels = plt.subplots(len(shapes), 1, figsize=(7, 1.1 + 1.3 * len(shapes)), squeeze=False)
    for panel, shape in zip(panels[:, 0], shapes):
        rows = [r for r in results if r["shape"] == shape]
        for i, (label, key, colour) in enumerate(bars):
            at = [row + (i - 1) * 0.26 for row in range(len(rows))]
            drawn = panel.barh(at, [r[key] for r in rows], height=0.24, color=colour, label=label)
            panel.bar_label(drawn, fmt="%.1f", padding=2, fontsize=7)
        panel.set_yticks(range(len(rows)), [f"{r['what']}, {r['precision']}" for r in rows])
        panel.invert_yaxis()
        panel.margins(x=0.1)
        panel.set_title(shape, loc="left", fontsize=9)
        panel.spines[["top", "right"]].set_visible(False)
    panels[-1, 0].set_xlabel("milliseconds, one image")
    handles, labels = panels[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, frameon=False, loc="upper right", ncols=3, fontsize=7)
    figure.tight_layout()
    figure.savefig(output, metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
