"""Text for scans that have none, by programs of the system when they are installed.

``ocrmypdf`` puts a text layer under the pages of a PDF, ``tesseract`` reads a picture. The original is
kept as it is; only what is read from comes from the program's output.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summitry.archive.limits import MB
from summitry.archive.media import PDF, Form

SECONDS = 1800
"""Longest time one paper may take, by the clock."""
_MEMORY = 4096 * MB
_OUTPUT = 2048 * MB


def program_for(form: Form) -> str:
    """Return the program that can read a scan of this form; blank when it is not installed."""
    if form == PDF:
        return "ocrmypdf" if shutil.which("ocrmypdf") else ""
    return "tesseract" if form.media.startswith("image/") and shutil.which("tesseract") else ""


@contextmanager
def with_text(path: Path, form: Form, language: str = "") -> Iterator[tuple[Path, str]]:
    """Yield a PDF of the scan with a text layer, and what made it; the path is that of the scan itself,
    and the name blank, when it could not be made. The PDF is gone afterwards."""
    program = program_for(form)
    if not program:
        yield path, ""
        return
    with tempfile.TemporaryDirectory(prefix="summitry-ocr-") as folder:
        made = Path(folder, "text.pdf")
        words = _words(program, path, made, language)
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=SECONDS, cwd=folder, check=False, preexec_fn=_bounds,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            yield path, ""
            return
        yield (made, program) if done.returncode == 0 and made.is_file() else (path, "")


def _words(program: str, path: Path, made: Path, language: str) -> list[str]:
    chosen = ["-l", language] if language else []
    if program == "ocrmypdf":
        options = ["--skip-text", "--quiet", "--jobs", "2", "--output-type", "pdf"]
        return [program, *options, *chosen, str(path), str(made)]
    return [program, str(path), str(made.with_suffix("")), *chosen, "pdf"]


def _bounds() -> None:
    bounds = (
        (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, _OUTPUT), (resource.RLIMIT_CPU, SECONDS * 2),
    )  # fmt: skip
    for what, most in bounds:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
