"""Make the pictures of the README again: `.venv/bin/python scripts/pictures.py`.

Needs Chromium; `pngquant`, where it is there, keeps the files small. The pictures are
of `examples/korea-2018` as known on 12 March 2018.
"""

import contextlib
import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
DOSSIER = ["examples/korea-2018"]
DAY = ["--as-of", "2018-03-12"]
LINES = 44

STYLES = {
    "1": "font-weight:700",
    "2": "opacity:.6",
    "31": "color:#ff8f80",
    "32": "color:#8fd694",
    "33": "color:#e8c46a",
    "34": "color:#8ab8ff",
    "35": "color:#d3a4ff",
    "36": "color:#7fd6d6",
}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;background:#1b1e24;color:#e6e6e6;padding:18px 22px;
font:15px/1.35 "DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}}</style>{}"""


def summitry(*words: str) -> None:
    """Run a command that writes a file."""
    subprocess.run([sys.executable, "-m", "summitry", *words], cwd=PROJECT, check=True, env=environment())


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT / "src"), "COLUMNS": "100", "TERM": "xterm-256color"}


def on_a_terminal(*words: str) -> str:
    """Return what a command writes to a terminal, colours included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summitry", *words]
    running = subprocess.Popen(command, cwd=PROJECT, env=environment(), stdout=theirs, stderr=theirs)
    os.close(theirs)
    parts = []
    with contextlib.suppress(OSError):  # Linux says so when the other end is closed
        while part := os.read(ours, 65536):
            parts.append(part)
    os.close(ours)
    running.wait()
    return b"".join(parts).decode("utf-8", "replace").replace("\r", "")


def as_html(text: str) -> str:
    """Turn colours of a terminal into those of a page."""
    out, open_spans = [], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        codes = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not codes:
            out.append(html.escape(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", piece)))
            continue
        out.append("</span>" * open_spans)
        styles = [STYLES[c] for c in codes[1].split(";") if c in STYLES]
        open_spans = 1 if styles else 0
        out.append(f'<span style="{";".join(styles)}">' if styles else "")
    return TERMINAL.format("".join(out))


def picture(page: Path, name: str, width: int, height: int) -> None:
    """Take a picture of a page, and make it small."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Install Chromium: apt-get install chromium")
    made = PICTURES / f"{name}.png"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1.25",
         f"--window-size={width},{height}", f"--screenshot={made}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--ext", ".png", "64", str(made)], check=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shown = on_a_terminal("check", *DOSSIER, *DAY).split("\n")[:LINES]
        shown = [f"$ summitry check {DOSSIER[0]}", "", *shown]
        (folder / "check.html").write_text(as_html("\n".join(shown)), encoding="utf-8")
        summitry(
            "show",
            *DOSSIER,
            "relays",
            "kim-message",
            *DAY,
            "--format",
            "html",
            "-o",
            str(folder / "relay.html"),
        )
        summitry("brief", *DOSSIER, "foreign-ministers", *DAY, "-o", str(folder / "brief.html"))
        picture(folder / "check.html", "check", 960, 960)
        picture(folder / "relay.html", "relay", 1280, 1100)
        picture(folder / "brief.html", "brief", 860, 1180)


if __name__ == "__main__":
    main()
