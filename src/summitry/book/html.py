"""Pages as HTML: one file that needs nothing else, to read on a screen or phone and to print.

Nothing is fetched and no script runs. Black and grey only: tags are solid, outlined or plain, blanks
hatched, changed words underlined, so that a photocopy keeps the sense.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import markupsafe
from jinja2 import Environment

from summitry.book.blocks import Cell, Figure, Network, Section, Steps, Table, Trace
from summitry.book.figures.network import network_svg
from summitry.book.figures.sequence import sequence_svg
from summitry.book.figures.svg import svg
from summitry.book.labelling import templates
from summitry.book.marking import highest_marking, rank
from summitry.book.numbers import Numbers, said
from summitry.book.wording import words_for
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import language, marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import number

JUDGED = marked("Judged on what this copy holds.")
"""The constant line on every page made for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands at the head and foot of every page."""

    dossier: str
    section: str
    marking: str
    rank: str
    known: str
    judged: str = ""


def frame(dossier: Dossier, section: str, marking: str) -> Frame:
    """Return the head and foot of a page about ``section`` that holds something of ``marking``."""
    header = dossier.header
    return Frame(
        dossier=header.dossier or say("Dossier"), section=section, marking=marking,
        rank=rank(header, marking), judged=say(JUDGED) if dossier.is_narrowed else "",
        known=say("As known on {day}, {place}", day=day_in_words(dossier.limit), place=header.known_in),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return templates(extensions=["jinja2.ext.loopcontrols"])


def render(template: str, dossier: Dossier, **values: object) -> str:
    """Return a template filled in; ``words`` and ``changed`` turn text into HTML on the dossier's day."""
    words = words_for(dossier.limit)

    def changed(cell: Cell) -> markupsafe.Markup:
        found, at = markupsafe.Markup(), 0
        for start, end in cell.changed:
            found += words(cell.text[at:start]) + markupsafe.Markup("<u>%s</u>") % words(cell.text[start:end])
            at = end
        return _conditions(found + words(cell.text[at:]))

    def drawn(figure: Figure | Steps | Network) -> markupsafe.Markup:
        # The renderers escape every word.
        if isinstance(figure, Network):
            return markupsafe.Markup(network_svg(figure, words.plain))
        draw = sequence_svg(figure, words.plain) if isinstance(figure, Steps) else svg(figure, words.plain)
        return markupsafe.Markup(draw)

    style = markupsafe.Markup((Path(__file__).parent / "templates" / "look.css").read_text(encoding="utf-8"))
    return (
        _templates()
        .get_template(template)
        .render(
            words=words,
            changed=changed,
            drawn=drawn,
            number=number,
            style=style,
            language=language(),
            **{"beneath": None, "under": None, **values},
        )
    )


def page(dossier: Dossier, sections: Sequence[Section]) -> str:
    """Return sections as one page, with the sources of every sentence at its end."""
    numbers = Numbers(dossier)
    for section in sections:
        numbers.of_section(section)
    named = [t for s in sections for t in _traces(s)]
    title = sections[0].title if sections else ""
    return render(
        "sections.html", dossier, sections=sections, wide=any(_wide(s) for s in sections),
        numbers=numbers, sources=numbers.sources(),
        frame=frame(dossier, title, highest_marking(dossier, named)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Sections as they stand inside another page: their HTML, the records it rests on, their marking."""

    html: markupsafe.Markup
    holds: tuple[str, ...]
    marking: str
    rank: str


def fragment(
    dossier: Dossier, sections: Sequence[Section], href: Callable[[str], str],
    beneath: Callable[[str], str] | None = None, under: Callable[[str, int], str] | None = None,
) -> Fragment:  # fmt: skip
    """Return sections to be set inside another page. ``href`` gives the address of a record's own page.

    ``beneath`` gives, as HTML, what stands in a cell or column head beneath what it names; ``under`` a row of
    so many columns that follows its own.
    """
    numbers = Numbers(dossier)
    for section in sections:
        numbers.of_section(section)
    traces = [t for s in sections for t in _traces(s)]
    marking = highest_marking(dossier, traces)
    inside = render(
        "inside.html", dossier, sections=sections, numbers=numbers, sources=numbers.sources(), href=href,
        beneath=beneath, under=under,
    )  # fmt: skip
    return Fragment(
        html=markupsafe.Markup(inside), marking=marking, rank=rank(dossier.header, marking),
        holds=tuple(dict.fromkeys(t.record for t in traces)),
    )  # fmt: skip


def _conditions(text: markupsafe.Markup) -> markupsafe.Markup:
    """Set each line that gives a condition behind a bar."""
    found = markupsafe.Markup()
    for line in text.split("\n"):
        if line.startswith(say("if: ")):
            found += markupsafe.Markup('<span class="if">%s</span>') % line
        else:
            found += line if not found or found.endswith("</span>") else markupsafe.Markup("\n") + line
    return found


MANY_COLUMNS = 7
"""A table of so many columns wants a page that lies on its side."""


def _wide(section: Section) -> bool:
    tables = [b for b in section.blocks if isinstance(b, Table)]
    figures = [b for b in section.blocks if isinstance(b, Figure)]
    return any(f.wide for f in figures) or any(t.wide or len(t.columns) >= MANY_COLUMNS for t in tables)


def _traces(section: Section) -> tuple[Trace, ...]:
    rests = section.basis.rests_on if section.basis is not None else ()
    return (*(t for item in said(section) for t in item.traces), *(Trace(record=id) for id in rests))
