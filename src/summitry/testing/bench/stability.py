"""``bench stability``: sweeps of conflicts of many sizes, beside a minimum of two arrays in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from math import log10
from pathlib import Path

from summitry.testing.bench.figures import Figure

SIZES = (12, 14, 16, 18, 20, 22, 24, 26)
WALL = {12: 0.025, 20: 0.6, 24: 12.0, 26: 60.0}
"""Seconds a sweep may take on two quiet cores, payoffs included. The only other Python tool takes 25 s at
2^12: a thousandth of that is asked for."""
PEAK = {24: 1200.0, 26: 4500.0}
"""Megabytes it may take."""
RATIO = {24: 700.0}
"""How many times the yardstick's processor time it may take."""


def stability(runs: int, most: int, plot: Path | None) -> list[Figure]:
    """Measure sizes up to 2^``most``; each sweep in a process of its own.

    The first call compiles: that is reported apart. Small sizes are run ``runs`` times, those from 2^24
    on once for each kind of preference.
    """
    figures: list[Figure] = []
    points: list[tuple[int, float]] = []
    compiling: list[float] = []
    for size in (s for s in SIZES if s <= most):
        for kind in ("statements", "random"):
            found = [_child(kind, size) for _ in range(runs if size <= 20 else 1)]
            compiling += [f["compiling"] for f in found]
            figures += _of_size(size, kind, found)
            if kind == "statements":
                points.append((size, min(f["cpu"] for f in found) / 2**size * 1e9))
    together = [_child("together", 14)]
    sparse = [_child("sparse", 40)]
    many = [_child("many", 8)]
    inverse = [_child("inverse", 12)]
    robust = [_child("robust", 8)]
    figures += [
        Figure(name="simultaneous sanctioning, 2^14", unit="s", runs=tuple(f["wall"] for f in together)),
        Figure(
            name=f"{int(sparse[0]['states']):,} states of 2^40", unit="s",
            runs=tuple(f["wall"] for f in sparse), limit=10,
        ),
        Figure(name="2^16 models of 8 options", unit="s", runs=tuple(f["wall"] for f in many), limit=30),
        Figure(
            name=f"inverse: {int(inverse[0]['states']):,} orders of seven statements, 12 options", unit="s",
            runs=tuple(f["wall"] for f in inverse), limit=30,
        ),
        Figure(
            name=f"robustness: {int(robust[0]['states']):,} ways to settle 16 statements, 8 options",
            unit="s", runs=tuple(f["wall"] for f in robust), limit=30,
        ),
        Figure(name="compiling, or reading what was compiled", unit="s", runs=tuple(compiling)),
    ]  # fmt: skip
    for line in drawn(points):
        print(line, file=sys.stderr)
    if plot is not None:
        plot.write_text(as_svg(points), encoding="utf-8")
    return figures


def _child(kind: str, size: int) -> dict[str, float]:
    words = [sys.executable, "-m", "summitry.testing.bench.sweeping", kind, str(size), str(_cores())]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _of_size(size: int, kind: str, found: list[dict[str, float]]) -> list[Figure]:
    name = f"2^{size}, {'preferences from statements' if kind == 'statements' else 'random preferences'}"
    return [
        Figure(name=name, unit="s", runs=tuple(f["wall"] for f in found), limit=WALL.get(size)),
        Figure(name="  processor time of it", unit="s", runs=tuple(f["cpu"] for f in found)),
        Figure(
            name="  peak memory of it", unit="MB", runs=tuple(f["peak"] / 1e6 for f in found),
            limit=PEAK.get(size),
        ),
        Figure(name="  estimated before", unit="MB", runs=tuple(f["estimate"] / 1e6 for f in found)),
        Figure(
            name="  beside the minimum of two arrays", unit="times",
            runs=tuple(f["cpu"] / f["yard"] for f in found), limit=RATIO.get(size),
        ),
    ]  # fmt: skip


def drawn(points: list[tuple[int, float]]) -> list[str]:
    """Return processor time a state against the number of states, as lines of text."""
    if not points:
        return []
    most = max(cost for _, cost in points)
    lines = ["processor time a state, in ns"]
    for size, cost in points:
        lines.append(f"  2^{size:<3} {'█' * max(1, round(cost / most * 50))} {cost:.0f}")
    return lines


def as_svg(points: list[tuple[int, float]]) -> str:
    """Return the same as a picture: both axes by powers, black on white."""
    wide, high, left, below = 640, 360, 70, 50
    top = max(3.0, *(log10(cost) for _, cost in points)) if points else 3.0
    first, last = (points[0][0], max(points[-1][0], points[0][0] + 1)) if points else (0, 1)

    def at(size: float, power: float) -> tuple[float, float]:
        x = left + (size - first) / (last - first) * (wide - left - 20)
        return x, high - below - power / top * (high - below - 30)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="Processor time a state against the number of states" '
        f'font-family="sans-serif" font-size="13">',
        f'<rect width="{wide}" height="{high}" fill="white"/>',
        '<text x="10" y="18">Processor time a state, in nanoseconds, against the number of states</text>',
    ]
    for power in range(int(top) + 1):
        _, y = at(first, power)
        parts.append(f'<path d="M{left} {y:.1f}H{wide - 20}" stroke="#ccc"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power}</text>')
    for size, cost in points:
        x, y = at(size, log10(cost))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(f'<text x="{x:.1f}" y="{high - 20}" text-anchor="middle">2^{size}</text>')
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(s, log10(c)) for s, c in points))
    parts += [f'<polyline points="{line}" fill="none" stroke="black"/>', "</svg>"]
    return "\n".join(parts) + "\n"
