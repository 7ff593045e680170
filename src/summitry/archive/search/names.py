"""Under which forms a person or a term of a list is written: what makes one name out of several.

The lists are those of the dossier (people, parties, agencies, terms) and those of the volumes. A person
is known by the full name, initials and titles left out, under any alias or romanisation, and by the
surname alone; a surname that several bear counts for each of them. An abbreviation is known by what it
stands for, and two that stand for the same are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from summitry.archive.search.stems import stem
from summitry.archive.search.words import stems
from summitry.dossier.holdings import Named

Form = tuple[str, ...]
"""A name as a row of terms."""

_TITLES = frozenset(
    stem(word)
    for word in """
    general gen brigadier major maj lieutenant lt colonel col captain capt commander cmdr admiral adm rear
    marshal sergeant ambassador amb president premier chairman secretary senator sen representative rep
    congressman governor minister sir lord prince king queen pope father bishop dr professor prof mr mrs ms
    miss jr sr ii iii iv the hon honorable his her excellency
    """.split()  # noqa: SIM905
)
_SEE = re.compile(r"^\s*see\s+(?:also\s+)?(?P<name>.+)", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^)]*)\)")
_STATE = re.compile(
    r"\s*(?:the )?(?:government|republic|kingdom|union|state"
    r"|(?:democratic |federal |people['’]s |socialist )+republic) of\b",
    re.IGNORECASE,
)
"""A state or its government: what stands in brackets behind it is another name for it. Behind anything
else it says of which country the thing is: `People's Army of Vietnam (North Vietnam)`."""
_LONGEST = 5
"""Words of the longest meaning that is taken for a form of its abbreviation."""


@dataclass(slots=True)
class Known:
    """A person or term that is on a list, with every form it is written in."""

    kind: str
    name: str
    forms: set[Form] = field(default_factory=set)
    short: set[Form] = field(default_factory=set)
    """Forms that others may bear as well: surnames."""
    written: dict[Form, str] = field(default_factory=dict)
    """How a form is spelt."""

    def add(self, written: str, form: Form, *, short: bool = False) -> None:
        """Add a form."""
        if form:
            (self.short if short else self.forms).add(form)
            self.written.setdefault(form, written)

    def every(self) -> tuple[Form, ...]:
        """Return all forms, longest first."""
        return tuple(sorted(self.forms | self.short, key=lambda form: (-len(form), form)))


class Lists:
    """The people and terms that a question may name, by the first word of each form."""

    def __init__(self, named: Iterable[Named]) -> None:
        named = list(named)
        people = list(_people(n for n in named if n.kind == "person"))
        terms = list(_given_to_people((n for n in named if n.kind != "person"), people))
        self.known: list[Known] = [*people, *_terms(terms)]
        self._by_first: dict[str, list[tuple[Form, Known]]] = {}
        self._bearers: dict[Form, list[Known]] = {}
        for known in self.known:
            for form in known.every():
                self._by_first.setdefault(form[0], []).append((form, known))
            for form in known.short:
                self._bearers.setdefault(form, []).append(known)

    def beginning(self, term: str) -> list[tuple[Form, Known]]:
        """Return the forms that begin with a term, with whom they name."""
        return self._by_first.get(term, [])

    def is_abbreviation(self, form: Form, known: Known) -> bool:
        """Whether a form is written in capitals throughout: `AID` is not what `aid` asks for."""
        return len(form) == 1 and known.written.get(form, "").isupper()

    def others_bearing(self, known: Known) -> set[Form]:
        """Return the full names of others that hold a surname of this person: these do not count for it."""
        found: set[Form] = set()
        for short in known.short:
            for other in self._bearers[short]:
                if other is not known:
                    found.update(f for f in other.forms if len(f) > len(short) and _holds(f, short))
        return found - known.forms


@lru_cache(maxsize=16)
def lists_of(named: tuple[Named, ...]) -> Lists:
    """Return the lists of these names, made once: a process that answers many questions has few lists."""
    return Lists(named)


def _holds(form: Form, inner: Form) -> bool:
    return any(form[n : n + len(inner)] == inner for n in range(len(form) - len(inner) + 1))


def is_title(term: str) -> bool:
    """Whether a term is a title or rank, which is no part of a name."""
    return term in _TITLES


@lru_cache(maxsize=20_000)
def untitled(written: str) -> Form:
    """Return a name as a row of terms without initials, titles and ranks."""
    return tuple(term for term in stems(written) if term not in _TITLES)


def _people(named: Iterable[Named]) -> Iterator[Known]:
    people: dict[Form, Known] = {}
    pointing: list[tuple[Named, str]] = []
    for each in named:
        see = _SEE.match(each.says)
        if see:
            pointing.append((each, see["name"]))
            continue
        known = Known("person", shown_name(each.name))
        _add_person(known, each.name)
        for alias in each.also:
            _add_alias(known, alias)
        if known.forms:
            _merged(people, known)
    for each, name in pointing:
        target = next((k for k in people.values() if untitled(name) in k.forms), None)
        if target is not None:
            _add_alias(target, each.name)
    yield from {id(known): known for known in people.values()}.values()


def _merged(people: dict[Form, Known], known: Known) -> None:
    """Put a person with the same person of another list: they share a full name."""
    there = next((people[form] for form in known.forms if len(form) > 1 and form in people), None)
    if there is None:
        there = known
    else:
        there.forms |= known.forms
        there.short |= known.short
        there.written = {**known.written, **there.written}
    for form in known.forms:
        if len(form) > 1:
            people[form] = there
    if all(len(form) == 1 for form in known.forms):
        people.setdefault(min(known.forms), there)


def shown_name(name: str) -> str:
    """Return a name of a list as one says it.

    >>> shown_name("Rostow, Walt W."), shown_name("Park Chung Hee (Pak Chŏng-hŭi)")
    ('Walt W. Rostow', 'Park Chung Hee')
    """
    base = " ".join(_ASIDE.sub(" ", name).split()).strip(" ,")
    last, _, first = base.partition(",")
    return f"{first.strip()} {last}".strip() if first else base


def _add_person(known: Known, name: str) -> None:
    base = _ASIDE.sub(" ", name).strip(" ,")
    last, comma, first = base.partition(",")
    surname, given = untitled(last), untitled(first)
    if comma and surname and first.strip():
        known.add(shown_name(name), given + surname)
        known.add(last.strip(), surname, short=True)
        if given:
            known.add(shown_name(name), given[:1] + surname)
    else:
        _add_alias(known, base.replace(",", " "))
    for aside in _ASIDE.findall(name):
        for alias in re.split(r"[,;]|\bor\b|\balso\b", aside):
            nick = untitled(alias)
            if comma and len(nick) == 1 and surname:
                known.add(alias.strip(), nick + surname)
            elif len(nick) > 1:
                _add_alias(known, alias)


def _add_alias(known: Known, name: str) -> None:
    """Add a name that has its parts in the order of speech: which is the surname is not known, so both the
    first and the last word may be."""
    written = name.strip(" ,")
    last, _, first = written.partition(",")
    if untitled(last) and untitled(first):
        _add_person(known, written)
        return
    form = untitled(name)
    known.add(written, form)
    if len(form) > 1 and all(len(t) > 1 and t.isascii() for t in form):
        for one in (form[0], form[-1]):
            known.add(_spelt(written, one), (one,), short=True)


def _spelt(written: str, term: str) -> str:
    return next((word for word in written.split() if stems(word)[:1] == (term,)), written)


def _given_to_people(terms: Iterable[Named], people: list[Known]) -> Iterator[Named]:
    """Yield the terms that are nobody's: an abbreviation that is somebody's (`LBJ`) becomes a form of that
    person's name."""
    bearers: dict[Form, list[Known]] = {}
    for known in people:
        for form in known.forms:
            bearers.setdefault(form, []).append(known)
    for term in terms:
        meanings = {untitled(_ASIDE.sub(" ", meaning)) for meaning in term.says.split(";")}
        found = {id(known): known for meaning in meanings for known in bearers.get(meaning, ())}
        for known in found.values():
            for written in (term.name, *term.also):
                form = stems(written)
                if len("".join(form)) > 1:
                    known.add(written, form)
        if not found:
            yield term


def _terms(named: Iterable[Named]) -> list[Known]:
    groups: dict[Form, Known] = {}
    for each in named:
        found = dict(_term_forms(each))
        if len(found) < 2 and each.says:
            continue
        there = {id(groups[f]): groups[f] for f in found if f in groups}
        known = next(iter(there.values()), None) or Known("term", each.name)
        for other in there.values():
            known.forms |= other.forms
            known.written = {**other.written, **known.written}
        for form, written in found.items():
            known.add(written, form)
        groups.update(dict.fromkeys(known.forms, known))
    return list({id(known): known for known in groups.values()}.values())


def _term_forms(each: Named) -> Iterator[tuple[Form, str]]:
    """The forms of a term: abbreviations of one letter are none, nor are long explanations."""
    short = [
        spelling
        for written in (_ASIDE.sub(" ", each.name), *_ASIDE.findall(each.name))
        for spelling in re.split(r"[,;]|\bor\b|\balso\b", written)
    ]
    for written in (*short, *each.also):
        form = stems(written)
        if form and len("".join(form)) > 1:
            yield form, " ".join(written.split()).strip(" ,")
    for meaning in each.says.split(";"):
        state = _STATE.match(meaning)
        for written in (_ASIDE.sub(" ", meaning), *(_ASIDE.findall(meaning) if state else ())):
            form = stems(written)
            if 1 < len(form) <= _LONGEST:
                yield form, " ".join(written.split()).strip(" ,.")
