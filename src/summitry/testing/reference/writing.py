"""All pages of the reference, and writing them."""

from __future__ import annotations

from pathlib import Path

from summitry.book.sections import VIEWS
from summitry.check import report_json
from summitry.folder.faults import FAULTS
from summitry.folder.headerfile import KEYS
from summitry.foundation.diagnostics import Severity
from summitry.secretariat.checking import every_code
from summitry.testing.reference.analyses import analysis_pages
from summitry.testing.reference.codes import code_pages
from summitry.testing.reference.commands import command_page
from summitry.testing.reference.kinds import kind_pages
from summitry.testing.reference.markdown import docstring, page, table


def pages() -> dict[str, str]:
    """Return every page of the reference by its file name below the folder."""
    found = {
        "commands.md": command_page(),
        "views.md": _views(),
        "header.md": _header(),
        "faults.md": _faults(),
        "json.md": _json(),
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


def _json() -> str:
    return page(
        "# The JSON of a check",
        f"`summitry check --format json` writes one object. Its form is called `{report_json.FORM}`. A field"
        " may be added under one number; none changes its meaning.",
        docstring(report_json.report_as_json),
        table(("field", "what it holds"), _REPORT),
        "A diagnostic, in `found` and `accepted`:",
        table(("field", "what it holds"), _DIAGNOSTIC),
        "`summitry show VIEW --format json` writes the result of an analysis; their"
        " [fields](analyses/index.md) are listed by analysis. `summitry check --format sarif` writes SARIF"
        " 2.1.0.",
    )


_REPORT = (
    ("`form`", "the name and number of the form"),
    ("`dossier`", "the dossier's title"),
    ("`as_of`", "the day the dossier was read for"),
    ("`zone`", "the time zone in which days are counted"),
    ("`narrowed`", "whether this is a copy made for a reader"),
    ("`counts`", "how many diagnostics there are of each severity, and how many are accepted"),
    ("`found`", "faults and findings, most serious first"),
    ("`accepted`", "findings somebody has accepted"),
)
_DIAGNOSTIC = (
    ("`code`, `name`", "the rule"),
    ("`severity`", "`fault`, `grave`, `serious` or `notice`"),
    ("`message`", "one plain sentence, or two"),
    ("`hint`", "what to do about it"),
    ("`about`", "the ids of the records concerned, the subject first; what an acceptance must name"),
    ("`place`", "`file`, `line`, `column`, `record` and `path`; only `record` in a narrowed copy"),
    ("`related`", "other places that belong to it, each with what it `says`"),
    ("`fix`", "a change that is safe without asking: in `record` at `path`, `old` becomes `value`"),
)
