"""All pages of the reference, and writing them."""

from __future__ import annotations

from pathlib import Path

from summitry.book.sections import VIEWS
from summitry.folder.faults import FAULTS
from summitry.folder.headerfile import KEYS
from summitry.foundation.diagnostics import Severity
from summitry.secretariat.checking import every_code
from summitry.testing.reference.analyses import analysis_pages
from summitry.testing.reference.codes import code_pages
from summitry.testing.reference.commands import command_page
from summitry.testing.reference.kinds import kind_pages
from summitry.testing.reference.markdown import page, table


def pages() -> dict[str, str]:
    """Return every page of the reference by its file name below the folder."""
    found = {
        "commands.md": command_page(),
        "views.md": _views(),
        "header.md": _header(),
        "faults.md": _faults(),
    }
    for folder, made in (("kinds", kind_pages()), ("rules", code_pages()), ("analyses", analysis_pages())):
        found |= {f"{folder}/{name}": text for name, text in made.items()}
    return found


def write(folder: Path) -> None:
    """Write the reference; a page that is the same stays untouched, one that is no longer made goes."""
    made = pages()
    for old in sorted(folder.rglob("*.md")):
        if old.relative_to(folder).as_posix() not in made:
            old.unlink()
    for name, text in made.items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _views() -> str:
    return page(
        "# Views",
        "`summitry show DIR VIEW` shows an analysis for all records it is about; with an id, for one."
        " Every view can be written as text, as JSON and as an HTML file that needs nothing else.",
        table(("view", "what it shows"), ((f"`{view.name}`", view.help) for view in VIEWS)),
    )


def _header() -> str:
    return page(
        "# The header",
        "`dossier.yaml` stands at the head of a dossier's folder. It holds these keys and no records.",
        table(("key", "what it says"), ((f"`{key}`", says) for key, says in KEYS.items())),
    )


def _faults() -> str:
    codes = every_code()
    rows = [
        (f"[{code}](rules/{codes[code].family}.md#{code.lower()})", name, summary)
        for code, (name, summary) in sorted(FAULTS.items())
    ]
    rows += [
        (f"[{e.code}](rules/{e.family}.md#{e.code.lower()})", e.name, e.summary)
        for e in codes.values()
        if e.severity is Severity.FAULT and e.code not in FAULTS
    ]
    return page(
        "# Faults",
        "A fault is about a file, not about the negotiation. Everything else is read all the same, and"
        " `summitry check` ends with status 1.",
        table(("code", "name", "what is wrong"), rows),
    )
