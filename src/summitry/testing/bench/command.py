"""What ``summitry bench`` does with the words it is given."""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from summitry.testing.bench.figures import Figure, as_table
from summitry.testing.bench.loading import loading
from summitry.testing.bench.programs import starting
from summitry.testing.bench.replaying import replaying

WHAT = ("start", "load", "replay", "book", "stability", "search", "archive", "watch", "desk")
OF_COLLECTIONS = ("search", "archive", "watch")
"""What is measured on the public collections, and only where ``--data`` says where they are."""


def main(words: Sequence[str]) -> int:
    """Measure, print, and return 0, or 1 when a figure is over its limit.

    Without words everything is measured.
    """
    asked = _parser().parse_args(list(words))
    found: dict[str, list[Figure]] = {}
    peer = (
        shutil.which("bean-check", path=str(Path(sys.executable).parent)) or shutil.which("bean-check") or ""
    )
    measures: dict[str, Callable[[Path], list[Figure]]] = {
        "start": lambda scratch: starting(Path(asked.example), asked.runs),
        "load": lambda scratch: loading(scratch, asked.runs, peer),
        "replay": lambda scratch: replaying(scratch, asked.runs),
        "book": lambda scratch: _booking(scratch, Path(asked.example), asked.runs),
        "stability": lambda scratch: _settling(asked.runs, asked.most, asked.plot),
        "search": lambda scratch: _of("searches").searching(scratch, Path(asked.data)),
        "watch": lambda scratch: _watching(scratch, Path(asked.data), asked.runs, Path(asked.example)),
        "archive": lambda scratch: _of("archives").archiving(scratch, Path(asked.data), asked.passages),
        "desk": lambda scratch: _at_the_desk(scratch, asked),
    }
    for what in WHAT:
        if asked.what and what not in asked.what:
            continue
        if what in OF_COLLECTIONS and not asked.data:
            print(f"{what} is measured on the public collections: name their folder with --data DIR.",
                  file=sys.stderr)  # fmt: skip
            continue
        print(f"measuring {what} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="summitry-bench-") as scratch:
            found[what] = measures[what](Path(scratch))
    if asked.format == "json":
        plain = {what: [f.plain() for f in figures] for what, figures in found.items()}
        print(json.dumps({"python": platform.python_version(), "figures": plain}, indent=2))
    else:
        for what, figures in found.items():
            print(f"bench {what}\n{as_table(figures)}\n")
        if "load" in found and not peer:
            print("bean-check is not installed here: pip install beancount to measure beside it.")
    return int(any(f.met is False for figures in found.values() for f in figures))


def _of(module: str) -> Any:
    """A module of benchmarks that needs extras, looked for only where it is asked for."""
    return importlib.import_module(f"summitry.testing.bench.{module}")


def _booking(scratch: Path, example: Path, runs: int) -> list[Figure]:
    """Measure books; what makes PDF files is an extra, and is looked for only here."""
    found: list[Figure] = importlib.import_module("summitry.testing.bench.books").booking(
        scratch, example, runs
    )
    return found


def _watching(scratch: Path, data: Path, runs: int, example: Path) -> list[Figure]:
    """Measure the watch; what reads feeds is an extra, and is looked for only here."""
    measured = importlib.import_module("summitry.testing.bench.watching")
    found: list[Figure] = [
        *measured.gathering(data),
        *measured.taking(scratch),
        *measured.watching(scratch, runs),
    ]
    at_desk = importlib.import_module("summitry.testing.bench.inboxing")
    (scratch / "inbox").mkdir()
    found += at_desk.inboxing(scratch / "inbox", example)
    return found


def _at_the_desk(scratch: Path, asked: argparse.Namespace) -> list[Figure]:
    """Measure the desk under load, and capture on the public collections where they are."""
    figures: list[Figure] = _of("deskload").at_the_desk(
        scratch, seconds=asked.seconds, kills=asked.kills, people=asked.people, workers=asked.workers,
        say=lambda words: print(f"  {words} ...", file=sys.stderr, flush=True),
    )  # fmt: skip
    if asked.data:
        figures += _of("capturing").capturing(scratch / "capture", Path(asked.data), Path(asked.example))
    else:
        print("  capture is measured on the public collections: name their folder with --data DIR.",
              file=sys.stderr)  # fmt: skip
    return figures


def _settling(runs: int, most: int, plot: str) -> list[Figure]:
    """Measure sweeps of conflicts; their engine is an extra, and is looked for only here."""
    measured = importlib.import_module("summitry.testing.bench.stability")
    found: list[Figure] = measured.stability(runs, most, Path(plot) if plot else None)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="summitry bench",
        description="Measure speed and memory, beside a peer in one run. Minimum, median and maximum.",
        epilog="Example: summitry bench load --runs 7. Exit status 1 when a figure is over its limit.",
    )
    parser.add_argument(
        "what",
        nargs="*",
        choices=[*WHAT, []],
        help="start, load, replay, book, stability, search, archive, watch or desk; all when left out",
    )
    parser.add_argument("--data", default="", help="the folder of public collections: frus, scifact ...")
    parser.add_argument(
        "--passages",
        type=int,
        default=1_000_000,
        help="how large a cabinet `archive` makes (default: a million)",
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each program is run (default: 5)")
    parser.add_argument(
        "--example", default="examples/korea-2018", help="the dossier that `start` checks and `book` prints"
    )
    parser.add_argument(
        "--most", type=int, default=26, help="the options of the largest conflict that `stability` sweeps"
    )
    parser.add_argument("--seconds", type=float, default=300, help="how long `desk` is loaded (default: 300)")
    parser.add_argument(
        "--kills", type=int, default=50, help="how often `desk` kills its server under load (default: 50)"
    )
    parser.add_argument("--people", type=int, default=50, help="how many sit at the `desk` (default: 50)")
    parser.add_argument(
        "--workers",
        type=int,
        default=2,
        help="the server's processes at the `desk` (default: 2, for two cores)",
    )
    parser.add_argument("--plot", default="", help="where `stability` writes its plot, as SVG")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    return parser
