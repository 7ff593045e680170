"""Who is named in a sentence, under any name the dossier knows; and which words count when texts are
compared. Only for proposing: a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from summitry.dossier.kinds import Agency, Party, Person, Post
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TITLES = re.compile(
    r"(?i)\b(?:the|mr|mrs|ms|dr|president|secretary|minister|foreign|ambassador|general|chairman|premier)\b\.?\s*"
)
_LITTLE_WORDS = """
a about after again all also an and any are as at be because been before being but by can could did do does
during each for from further had has have he her him his how if in into is it its made make may more most must
no nor not now of on one only or other our out over own said same say says she should so some such than that
the their them then there these they this those through to too under until up very was we were what when where
which while who whom why will with would you your yet
"""
_COMMON = frozenset(_LITTLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in a text: where, in which letters, and who may be meant."""

    start: int
    end: int
    ids: tuple[str, ...]


def called(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return who is known under each name, in small letters: full names, romanisations, family names."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for kind in (Person, Agency, Party):
        for record in dossier.all(kind):
            for name in (record.known_as, *getattr(record, "also", ())):
                for form in _forms(name) if kind is Person else (name,):
                    found[form.casefold()][record.id] = None
    for post in dossier.all(Post):
        found[post.title.casefold()][post.id] = None
    return {name: tuple(ids) for name, ids in found.items() if len(name) > 1}


def _forms(name: str) -> Iterable[str]:
    """A name, the same without titles, and the family name: first in names of three syllables or with a
    hyphen in the second word, else last."""
    yield name
    plain = _TITLES.sub("", name).strip()
    words = plain.split()
    if len(words) < 2:
        return
    yield plain
    family_first = "-" in words[1] or (len(words) == 3 and max(map(len, words)) <= 5)
    yield words[0] if family_first else words[-1]


def named_in(dossier: Dossier, text: str) -> tuple[Named, ...]:
    """Return who is named in a text, the longest names first found, none inside another."""
    known = dossier.ask(called)
    words = list(_WORD.finditer(text))
    found: list[Named] = []
    at = 0
    while at < len(words):
        for more in range(min(6, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + more - 1].end()
            ids = known.get(text[start:end].casefold())
            if ids and text[start].isupper() | (text[start] > "\u1100"):
                found.append(Named(start, end, ids))
                at += more - 1
                break
        at += 1
    return tuple(found)


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that say something, each without its commonest endings.

    >>> sorted(stems("will refrain from any further nuclear or missile tests"))
    ['missile', 'nuclear', 'refrain', 'test']
    """
    return frozenset(by_stem(text))


def by_stem(text: str) -> dict[str, str]:
    """Return the words of a text that say something, as they stand, by their stems."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        plain = word.casefold()
        if plain not in _COMMON and len(plain) > 2:
            found.setdefault(_stem(plain), word)
    return found


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def resolve(dossier: Dossier, text: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom or what somebody typed: by id, by name in full, by the beginning of it or a word of it.

    One id when that is plain; several when it may be any of them; none when nothing fits.
    """
    text = " ".join(text.split())
    record = dossier.get(text)
    if record is not None and record.kind in kinds:
        return (record.id,)
    wanted = text.casefold()
    exact: dict[str, None] = {}
    begins: dict[str, None] = {}
    inside: dict[str, None] = {}
    for kind in kinds:
        for id in dossier.ids(kind):
            names = (dossier.title(id), *getattr(dossier.get(id), "also", ()))
            for name in map(str.casefold, names):
                if name == wanted:
                    exact[id] = None
                elif name.startswith(wanted):
                    begins[id] = None
                elif wanted in name:
                    inside[id] = None
    return tuple(exact or begins or inside)
