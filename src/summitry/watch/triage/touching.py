"""What a happening touches in the dossier, each with why. Nothing is touched by the mere name of a party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summitry.analysis.pledges import pledges_naming
from summitry.dossier.kinds import (
    Alternative,
    Case,
    EventKind,
    Indicator,
    Line,
    Objective,
    Party,
    Person,
    Question,
    Statement,
    Test,
)
from summitry.dossier.sides import side_of
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed
from summitry.watch.inbox import Entry
from summitry.watch.triage import signs
from summitry.watch.triage.value import Said, Touch

RUN = 6
"""Words in a row that make a quotation: fewer stand in any text."""

SHARE, LEAST = 0.6, 3
"""Share of the telling words of a question or line, and how many of them, that make a text touch it."""

MOST = 12
"""Most touches told of one happening."""

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{25,400})[”\"»“]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What of the dossier can be touched: kinds of event, questions and objectives by their telling words,
    runs of words that were said, people held."""

    kinds: tuple[tuple[str, frozenset[str]], ...]
    worded: tuple[tuple[str, str, frozenset[str]], ...]
    runs: dict[str, str]
    held: tuple[tuple[str, str], ...]


def reach_of(dossier: Dossier) -> Reach:
    """Return what of a dossier can be touched; ask it with ``dossier.ask``."""
    kinds = tuple(
        (k.id, frozenset(signs.stems(k.name or k.id.replace("-", " ")))) for k in dossier.all(EventKind)
    )
    # the mere name of a party is in every report
    sides = frozenset(s for p in dossier.all(Party) for name in (p.name, *p.also) for s in signs.stems(name))
    worded = [
        *((q.id, "question", frozenset(signs.stems(q.asks)) - sides) for q in dossier.all(Question)),
        *((o.id, "objective", frozenset(signs.stems(o.known_as)) - sides) for o in dossier.all(Objective)),
    ]
    runs: dict[str, str] = {}
    said = [(s.id, s.words) for s in dossier.all(Statement)]
    said += [(line.id, line.words) for line in dossier.all(Line)]
    for id, words in said:
        for run in _runs(words):
            if sum(1 for _ in signs.stems(run)) >= LEAST:  # "at a place and time to" is nobody's
                runs.setdefault(run, id)
    held = tuple((name.casefold(), c.id) for c in dossier.all(Case) for name in (c.person, *c.also) if name)
    return Reach(
        kinds=tuple(k for k in kinds if k[1]), worded=tuple(w for w in worded if len(w[2]) >= LEAST),
        runs=runs, held=held,
    )  # fmt: skip


def touched(
    dossier: Dossier, reach: Reach, text: str, named: Sequence[str], *, coded: bool = False
) -> tuple[Touch, ...]:
    """Return what a text touches, the most telling first, each thing once.

    Of rows coded by a machine only names and kinds of event count: they have no words of their own.
    """
    found: dict[str, Touch] = {}
    for touch in _touches(dossier, reach, text, named, coded):
        found.setdefault(touch.target, touch)
    return tuple(found.values())[:MOST]


def _touches(dossier: Dossier, reach: Reach, text: str, named: Sequence[str], coded: bool) -> Iterator[Touch]:
    words_of = dict(signs.with_words(text))
    stems = set(words_of)
    small = text.casefold()
    for name, case in reach.held:
        if name in small:
            yield _touch(dossier, case, "It names the person.", (name,))
    if not coded:
        yield from _quoted(dossier, reach, text)
    yield from _of_kind(dossier, reach, stems, named)
    if not coded:
        for id, _, words in reach.worded:
            shared = words & stems
            if len(shared) >= LEAST and len(shared) >= SHARE * len(words):
                spoken = listed(sorted(words_of[stem] for stem in shared))
                yield _touch(dossier, id, f"It speaks of {spoken}.", sorted(shared))
    for id in named:
        if dossier.of(Person, id) is not None:
            yield _touch(dossier, id, "It names the person.")


def _of_kind(dossier: Dossier, reach: Reach, stems: set[str], named: Sequence[str]) -> Iterator[Touch]:
    """What a kind of event bears on, when the text names somebody of the side whose kind of event it is."""
    sides = {side_of(dossier, who) for who in named}
    tree = dossier.ask(kind_tree, EventKind)
    for kind, words in _kinds_of(reach, stems):
        by = sorted(words)
        title = dossier.title(kind)
        for pledge in pledges_naming(dossier, kind):
            if side_of(dossier, pledge.by) in sides:
                yield _touch(dossier, pledge.id, f"Its scope names {title}, and the maker is named.", by)
                for test in dossier.naming(pledge.id, Test):
                    yield _touch(dossier, test.id, f"It tests {pledge.known_as}.", by)
        for wide in tree.ancestors(kind):
            for indicator in dossier.naming(wide, Indicator):
                yield _touch(dossier, indicator.id, f"{title.capitalize()} is its sign.", by)
            for alternative in dossier.naming(wide, Alternative):
                if side_of(dossier, alternative.by) in sides:
                    yield _touch(dossier, alternative.id, f"It foresees {title}.", by)


def kinds_told(reach: Reach, text: str) -> tuple[str, ...]:
    """Return the kinds of event of which a text has all the words, the one with most words first."""
    return tuple(kind for kind, _ in _kinds_of(reach, set(signs.stems(text))))


def _kinds_of(reach: Reach, stems: set[str]) -> list[tuple[str, frozenset[str]]]:
    told = [(kind, words) for kind, words in reach.kinds if words <= stems]
    return sorted(told, key=lambda k: (-len(k[1]), k[0]))


def _quoted(dossier: Dossier, reach: Reach, text: str) -> Iterator[Touch]:
    for run in _runs(text):
        id = reach.runs.get(run)
        if id is None:
            continue
        yield _touch(dossier, id, f'It has its words: "{run}".', (run,))
        said = dossier.get(id)
        answered = [q for q, _ in said.answers] if isinstance(said, Statement) else []
        for question in [*answered, said.question] if isinstance(said, Line) else answered:
            for line in dossier.naming(question, Line):
                yield _touch(dossier, line.id, f"It is the line on what {dossier.title(id)} answers.", (run,))
            yield _touch(dossier, question, f"{dossier.title(id)} answers it, and is quoted.", (run,))


def _touch(dossier: Dossier, id: str, why: str, told: Iterable[str] = ()) -> Touch:
    record = dossier.get(id)
    kind = record.kind if record is not None else ""
    return Touch(target=id, kind=kind, title=dossier.title(id), why=why, told=tuple(told))


def _runs(text: str) -> Iterator[str]:
    words = [w.casefold() for w in _WORD.findall(text)]
    for at in range(len(words) - RUN + 1):
        yield " ".join(words[at : at + RUN])


def said_in(entries: Sequence[Entry], names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return words in quotation marks in a paragraph that names one person or body, each once."""
    found: dict[str, Said] = {}
    for entry in entries[:50]:
        for paragraph in entry.item.words.split("\n"):
            quoted = _QUOTED.findall(paragraph)
            outside = _QUOTED.sub(" ", paragraph) if quoted else ""
            speakers = signs.named(outside, names) if quoted else ()
            for words in quoted if len(speakers) == 1 else ():
                found.setdefault(signs.squeezed(words), Said(by=speakers[0], words=words, entry=entry.id))
    return tuple(found.values())[:6]
