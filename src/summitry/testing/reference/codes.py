"""The pages of the codes a check reports: rules with a case that is found and one that is not."""

from __future__ import annotations

from itertools import groupby

from summitry.check.catalogue import Entry
from summitry.check.examples import examples_of
from summitry.foundation.diagnostics import Severity
from summitry.secretariat.checking import every_code
from summitry.testing.reference.markdown import contents, docstring, fenced, page, table

FAMILIES: dict[str, str] = {
    "ACC": "Accepted findings",
    "AGR": "Agreements and duties",
    "ALT": "The other side's alternatives",
    "BRF": "The page of a brief",
    "CAS": "Humanitarian cases",
    "CHA": "Channels",
    "CLR": "Clearance",
    "CNT": "Countdown",
    "DEC": "Decisions",
    "DRF": "Drafts",
    "EVT": "Events and their sources",
    "FRM": "The form of the text",
    "HND": "Handling: markings and groups",
    "IND": "Indicators",
    "LIN": "Lines: who says what on a question",
    "MDL": "Models of conflicts",
    "MTG": "Meetings",
    "OBJ": "Objectives",
    "PEO": "People, posts and experience",
    "PLE": "Pledges",
    "POS": "Positions",
    "QUO": "Quotations and what proves them",
    "RDM": "Roadmaps and papers",
    "REF": "References between records",
    "REL": "Relays",
    "RSK": "Risks and failure plans",
    "SRC": "Sources and messages",
    "STB": "Where conflicts would settle",
    "TIM": "Dates and times",
    "TLD": "Who was told",
    "TRM": "Terms",
    "TST": "Tests of the other side",
}
"""Family: the title of its page. A family not named here is called by its letters."""

SEVERITIES = "A *fault* is about the text and ends `summitry check` with status 1. The others are findings."


def code_pages() -> dict[str, str]:
    """Return the pages by file name below ``rules/``."""
    entries = list(every_code().values())
    families = {family: list(found) for family, found in groupby(entries, key=lambda e: e.family)}
    found = {family + ".md": _family(family, listed) for family, listed in families.items()}
    found["index.md"] = page(
        "# What a check reports",
        SEVERITIES,
        table(("severity", "what it means"), ((s.word, _meaning(s)) for s in Severity)),
        "`summitry explain CODE` prints the same page as stands here.",
        *(
            page(f"## {title_of(family)}", table(("code", "severity", "what is found"), _rows(listed)))
            for family, listed in families.items()
        ),
        contents(families),
    )
    return found


def title_of(family: str) -> str:
    """Return the title of a family's page, with its letters."""
    title = FAMILIES.get(family)
    return f"{family}: {title}" if title else family


def _meaning(severity: Severity) -> str:
    return {
        Severity.FAULT: "The text cannot be read as meant.",
        Severity.GRAVE: "Can spoil the meeting, or make a wrong decision look well founded.",
        Severity.SERIOUS: "Must be settled before the meeting.",
        Severity.NOTICE: "Worth knowing; may well be accepted as it is.",
    }[severity]


def _rows(entries: list[Entry]) -> list[tuple[str, str, str]]:
    return [(f"[{e.code}]({e.family}.md#{e.code.lower()})", e.severity.word, e.summary) for e in entries]


def _family(family: str, entries: list[Entry]) -> str:
    return page(f"# {title_of(family)}", *(_entry(entry) for entry in entries))


def _entry(entry: Entry) -> str:
    over = entry.over.replace("_", " ")
    looks = f" It looks at each {over}." if over and over != "record" else ""
    blocks = [
        f"({entry.code.lower()})=\n## {entry.code} {entry.name}",
        f"*{entry.severity.word.capitalize()}.*{looks}",
        docstring(_Page(entry.page)),
    ]
    for example in examples_of(entry.code):
        blocks += [
            f"{'Found' if example.found else 'Not found'} in: {example.name}.",
            fenced(example.text, "yaml"),
        ]
    return page(*blocks).rstrip()


class _Page:
    """A page's text where a docstring is expected."""

    def __init__(self, text: str) -> None:
        self.__doc__ = text
