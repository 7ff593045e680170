"""Putting a book together: chapters made one by one, then set in reading order.

A chapter that fails leaves its title, what failed and why; the others are made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from summitry.book.blocks import Section, Sentence
from summitry.book.brief import Brief
from summitry.book.brief.head import when
from summitry.book.brief.value import MISSING, Point
from summitry.book.html import JUDGED
from summitry.book.numbers import Source
from summitry.book.volume import value as v
from summitry.book.volume.card import SIDES, Card
from summitry.book.volume.lists import documents_of, index_of
from summitry.book.volume.plan import CannotBeMade, Made, Order, Planned, planned_for
from summitry.book.volume.setting import Compositor, rule_of
from summitry.book.volume.words import Setter
from summitry.dossier.kinds import Meeting
from summitry.dossier.kinds.people import Person
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.plain import plain
from summitry.foundation.version import __version__

FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What a section that is wrongly written may raise; to be stopped, or out of memory, is no such thing."""

PLAY = ("relays", "pledges", "lines", "positions", "countdown", "failure", "decisions", "people", "drafts",
        "alternatives", "ledger")  # fmt: skip
"""Chapters whose verdicts make the state of play, the more telling first."""
MOST_PLAY = 6
GUIDE = marked("Headings, labels and this guide to reading are the page's own.")


def build(order: Order, reader: str = "") -> v.Volume:
    """Return the book, set."""
    dossier = order.dossier
    made, failed = _made(order)
    comp = Compositor(dossier, Setter(dossier.limit, [p.name for p in dossier.all(Person)]))
    facts = _facts(order, comp, reader)
    play = _play(made, comp)
    guide = comp.by_page(say(GUIDE))
    chapters: list[v.Chapter] = []
    for planned, items in made:
        number = str(len(chapters) + 1)
        chapters.append(_chapter(comp, planned, items, number, failed.get(planned.name, "")))
    header = dossier.header
    volume = v.Volume(
        dossier=comp.words.shown(header.dossier) or say("Dossier"),
        subtitle=comp.words.shown(_subtitle(order)),
        known=say("As known on {day}, {place}", day=day_in_words(dossier.limit), place=header.known_in),
        judged=say(JUDGED) if dossier.is_narrowed else "",
        name=say("briefing book"),
        day=dossier.limit.isoformat(),
        version="",
        markings=header.markings or ("",),
        rank=max((c.rank for c in chapters), default=0),
        facts=facts,
        play=play,
        chapters=tuple(chapters),
        sources=tuple(shown_source(source, comp) for source in comp.numbers.sources()),
        documents=documents_of(dossier, comp),
        index=index_of(dossier, comp, tuple(chapters)),
        guide=guide,
        sources_say=comp.by_page(
            say("Find the number that stands beside the sentence; the documents follow.")
        ),
        index_says=comp.by_page(say("Terms and people, with where a section that names them begins.")),
        failures=tuple(comp.words.shown(why) for why in failed.values()),
    )
    return stamped(volume)


def stamped(volume: v.Volume) -> v.Volume:
    """Return a volume that says which version made it, and a digest of its contents."""
    return replace(
        volume,
        version=say("Summitry {version}, contents {digest}", version=__version__, digest=_digest(volume)),
    )


def shown_source(source: Source, comp: Compositor) -> Source:
    """Return a source with nothing unprintable in it."""
    shown = comp.words.shown
    places = tuple(
        replace(
            place, where=shown(place.where), title=shown(place.title), words=shown(place.words),
            cites=tuple(shown(cite) for cite in place.cites),
            cited=tuple((id, shown(passage)) for id, passage in place.cited),
        )
        for place in source.places
    )  # fmt: skip
    return replace(source, places=places)


def _digest(volume: v.Volume) -> str:
    text = json.dumps(plain(volume), ensure_ascii=True, sort_keys=True)
    code = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{code[:4]} {code[4:]}"


def _made(order: Order) -> tuple[list[tuple[Planned, tuple[Made, ...]]], dict[str, str]]:
    """Make every chapter; return those that hold something, and why others failed, by name."""
    chapters, unknown = planned_for(order.dossier.header.sections, order.own)
    found: list[tuple[Planned, tuple[Made, ...]]] = []
    failed: dict[str, str] = {}
    for planned in chapters:
        items: list[Made] = []
        own = planned in order.own
        stopped_by: tuple[type[Exception], ...] = (Exception,) if own else FAILURES
        try:
            for item in planned.make(order):
                items += _settable(order, item) if own else [item]
        except CannotBeMade as reason:
            failed[planned.name] = say(
                "“{title}” could not be made: {reason}", title=say(planned.title), reason=reason
            )
        except stopped_by as error:
            failed[planned.name] = say(
                "“{title}” could not be made: {reason}", title=say(planned.title), reason=_reason(error)
            )
        if items or planned.name in failed:
            found.append((planned, tuple(items)))
    for word in unknown:
        name = f"unknown-{len(failed)}"
        failed[name] = say(
            "The dossier's header asks for a section “{word}”; there is none of that name.", word=word
        )
        found.append((Planned(name=name, kicker=say("Missing"), title=word, make=lambda order: ()), ()))
    return found, failed


def _settable(order: Order, item: object) -> list[Made]:
    """Return what a team's own section yields, once it has been set on trial: then the book can be."""
    if not isinstance(item, Section):
        raise CannotBeMade(say("It yields something that is no section."))
    trial = Compositor(order.dossier, Setter(order.dossier.limit, ()))
    piece = trial.piece(item, "trial", "1")
    json.dumps(plain((piece, trial.numbers.sources())))
    return [item]


def _reason(error: BaseException) -> str:
    said = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{f', {said}' if said else ''}."


# -- front page -----------------------------------------------------------------------------------


def _subtitle(order: Order) -> str:
    titles = [m.title for id in order.meetings if (m := order.dossier.of(Meeting, id)) is not None]
    if not titles:
        return ""
    return say("For ") + say(" and ").join(
        [", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles
    )


def _facts(order: Order, comp: Compositor, reader: str) -> tuple[tuple[str, tuple[v.Said, ...]], ...]:
    dossier = order.dossier
    day = day_in_words(dossier.limit, weekday=True)
    city = dossier.header.known_in
    found: list[tuple[str, tuple[v.Said, ...]]] = []
    if reader:
        found.append((say("For"), (comp.by_page(say("The reader named “{reader}”.", reader=reader)),)))
    found.append(
        (say("As known on"), (comp.by_page(say("{day}, end of day in {city}.", day=day, city=city)),))
    )
    for id in order.meetings:
        meeting = dossier.of(Meeting, id)
        if meeting is not None:
            title = meeting.title[:1].upper() + meeting.title[1:]
            found.append(
                (
                    comp.words.shown(title),
                    tuple(comp.said(s, say("Computed from the meetings")) for s in when(dossier, meeting)),
                )
            )
    copy = say("Narrowed to what this reader may see.") if dossier.is_narrowed else say("The whole dossier.")
    found.append((say("Copy"), (comp.by_page(copy),)))
    return tuple(found)


def _play(made: Iterable[tuple[Planned, tuple[Made, ...]]], comp: Compositor) -> tuple[v.Line, ...]:
    """The state of play: the verdicts of the first sections, in the order of `PLAY`."""
    verdicts: dict[str, tuple[Section, Sentence, str]] = {}
    for planned, items in made:
        sections = [item for item in items if isinstance(item, Section) and item.verdict is not None]
        for section in _telling(planned.name, sections)[:1]:
            if section.verdict is not None:
                verdicts[planned.name] = (section, section.verdict, say(planned.title))
    lines = []
    for name in [n for n in PLAY if n in verdicts][:MOST_PLAY]:
        section, verdict, title = verdicts[name]
        lines.append(v.Line(said=comp.said(verdict, rule_of(section)), chapter=name, title=title))
    return tuple(lines)


def _telling(name: str, sections: list[Section]) -> list[Section]:
    """Of pledges, the one with the most to tell comes first; elsewhere the overview."""
    if name == "pledges":
        return sorted(sections, key=lambda s: -len(s.verdict.text if s.verdict else ""))
    return sections


# -- chapters -------------------------------------------------------------------------------------


def _chapter(
    comp: Compositor, planned: Planned, items: tuple[Made, ...], number: str, failure: str
) -> v.Chapter:
    pieces: list[v.Piece | v.Page] = []
    told: set[str] = set()
    for at, item in enumerate(items, 1):
        own = f"{number}.{at}" if len(items) > 1 else number
        key = f"{planned.name}-{at}"
        if isinstance(item, Section):
            pieces.append(comp.piece(item, key, own, says_how=_is_new(item, told)))
        elif isinstance(item, Brief):
            pieces.append(_brief_page(comp, item, key, own))
        else:
            pieces.append(_card_page(comp, item, key, own))
    if failure:
        said = comp.by_page(failure, MISSING)
        pieces.append(
            v.Piece(
                key=f"{planned.name}-{len(items) + 1}",
                number=number,
                title=comp.words(say(planned.title)),
                blocks=(v.Missing(said=said),),
            )
        )
    return v.Chapter(
        key=planned.name, number=number, kicker=say(planned.kicker), title=say(planned.title),
        pieces=tuple(pieces), rank=max((p.rank for p in pieces), default=0),
        missing=bool(failure) or _lacks(pieces),
    )  # fmt: skip


def _is_new(section: Section, told: set[str]) -> bool:
    """Whether the chapter has not yet said how this section came about."""
    if section.basis is None:
        return False
    said = " ".join((section.basis.method, *section.basis.assumptions, *section.basis.cannot_say))
    new = said not in told
    told.add(said)
    return new


def _lacks(pieces: list[v.Piece | v.Page]) -> bool:
    return any(said.tag for piece in pieces for said in v.said_in(piece))


def _points(comp: Compositor, points: Iterable[Point]) -> tuple[tuple[v.Said, ...], ...]:
    rule = say("Computed for this page")
    return tuple(
        tuple(comp.said(s, rule, point.tag if at == 0 else "") for at, s in enumerate(point.sentences))
        for point in points
    )


def _ranked(page: v.Page) -> v.Page:
    return replace(page, rank=max((said.rank for said in v.said_in(page)), default=0))


def _brief_page(comp: Compositor, brief: Brief, key: str, number: str) -> v.Page:
    rule = say("Computed for this page")
    head = tuple(
        (label, tuple(comp.said(s, rule) for s in sentences))
        for label, sentences in (
            (say("When"), brief.when),
            (say("Where"), brief.where),
            (say("Level"), brief.level),
            (say("With"), brief.whom),
        )
    )
    parts = tuple((say(part.title), _points(comp, part.points)) for part in brief.parts)
    page = v.Page(key=key, number=number, title=comp.words(brief.title), head=head, parts=parts)
    marking = comp.dossier.header.markings.index(brief.marking) if brief.marking else 0
    return replace(_ranked(page), rank=max(marking, _ranked(page).rank))


def _card_page(comp: Compositor, card: Card, key: str, number: str) -> v.Page:
    order = [title for side in SIDES for title in side]
    by_title = dict(card.parts)
    parts = tuple((say(title), _points(comp, by_title.get(title, ()))) for title in order)
    page = v.Page(key=key, number=number, title=comp.words(card.title), head=(), parts=parts, sort="card")
    return _ranked(page)
