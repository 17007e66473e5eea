"""Draws how time grows, as SVG: the same bytes for the same numbers, readable on light and on dark pages.

It runs in the environment of the benchmarks: the points come as JSON on standard input, the file is the argument.
"""

import io
import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt  # the backend is chosen first

GREY, BLUE, ORANGE = "#808080", "#2f81d7", "#d9730d"  # between white and black, at least 3.5:1 from either
LINES = (("first", "first run", BLUE, "o"), ("unchanged", "unchanged run", ORANGE, "s"))


def main() -> None:
    """Draw both lines on logarithmic axes."""
    points = json.load(sys.stdin)
    # Shapes instead of letters: no font of the reader's moves anything; the salt makes the names of parts stay.
    plt.rcParams.update({"svg.hashsalt": "socloc", "svg.fonttype": "path", "font.size": 11})
    figure, axes = plt.subplots(figsize=(8, 4.5), facecolor="none")
    axes.set_facecolor("none")
    for key, name, colour, marker in LINES:
        numbers, seconds = [point["number"] for point in points], [point[key] for point in points]
        axes.loglog(numbers, seconds, color=colour, marker=marker, linewidth=2)
        axes.annotate(name, (numbers[-1], seconds[-1]), (-6, 10), textcoords="offset points", color=colour, ha="right")
    axes.set_xticks([point["number"] for point in points], [f"{point['number']:,}" for point in points])
    axes.set_xticks([], minor=True)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("campaigns of 20 variants and 3 QR codes", color=GREY)
    axes.set_ylabel("seconds, two processes", color=GREY)
    axes.tick_params(which="both", colors=GREY)
    axes.grid(color=GREY, alpha=0.3, linewidth=0.6)
    for spine in axes.spines.values():
        spine.set_color(GREY)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    lines = (line.rstrip() for line in drawn.getvalue().splitlines())
    Path(sys.argv[1]).write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
