"""Generated dossiers: every kind, every field, references that mostly hold, from a seed.

For property tests ("adding a fact learned later changes no earlier output") and for the benchmarks.
What is generated means nothing; it only has the shapes of real dossiers.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import field
from datetime import date, timedelta
from typing import Any

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Part, Record
from summitry.folder import emit
from summitry.foundation.values import dataclass

Tree = Any
FIRST, LAST = date(2017, 6, 1), date(2018, 6, 30)
"""Generated dates lie between these two days."""

_NOUNS = ("summit", "message", "envoy", "pause", "test", "launch", "inspector", "treaty", "line", "answer")
_SYLLABLES = (
    "han",
    "seo",
    "ul",
    "pyong",
    "yang",
    "dong",
    "min",
    "ri",
    "kor",
    "ta",
    "lo",
    "mek",
    "var",
    "shi",
)
_VERBS = ("confirms", "denies", "delays", "carries", "drops", "expects", "reports", "asks")
_ANSWERS = ("yes", "no", "later")
_NAMING_A_SIDE = (
    ("ConflictOption", "by"), ("SingleMoves", "by"), ("Ascribed", "of"), ("DecisionMaker", "favours"),
    ("DecisionMaker", "spites"),
)  # fmt: skip
_CHAINS = ("part_of", "includes", "replaces", "after", "translation_of", "needs")
_ENVELOPE = ("learned", "marking", "access", "note", "source", "id", "was", "told", "kept_from", "zone")


@dataclass(slots=True)
class Making:
    """What one generation knows: its dice, the ids there are, and how much it fills in.

    ``filled`` is the chance of an optional field; ``restricted`` that of a marking or a group;
    ``late`` that of a ``learned`` day of its own, ``cited`` that of a source.
    """

    dice: random.Random
    ids: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    filled: float = 0.5
    restricted: float = 0.1
    late: float = 0.15
    cited: float = 0.4
    first: date = FIRST
    last: date = LAST


def generated(
    dice: random.Random, counts: dict[str, int], *, prefix: str = "", known: Making | None = None,
    filled: float = 0.5, restricted: float = 0.1, late: float = 0.15, cited: float = 0.4,
) -> tuple[dict[str, list[Tree]], Making]:  # fmt: skip
    """Return records by the plural of their kind, and what was made, to make more that fits.

    ``counts`` says how many of each kind (by the singular). With ``known``, references may name what
    an earlier call made. ``prefix`` keeps the ids of two calls apart.
    """
    making = Making(dice, filled=filled, restricted=restricted, late=late, cited=cited)
    if known is not None:
        making.ids = {kind: list(ids) for kind, ids in known.ids.items()}
        making.parts = {id: dict(parts) for id, parts in known.parts.items()}
    fresh: dict[str, list[str]] = {}
    for kind, many in counts.items():
        fresh[kind] = [f"{prefix}{kind.replace('_', '-')}-{at}" for at in range(many)]
        making.ids.setdefault(kind, []).extend(fresh[kind])
        for id in fresh[kind]:
            _name_parts(making, BY_KIND[kind], id)
    return {
        BY_KIND[kind].plural: [record_tree(making, BY_KIND[kind], id) for id in ids]
        for kind, ids in fresh.items() if ids
    }, making  # fmt: skip


def record_tree(making: Making, cls: type[Record], id: str) -> Tree:
    """Return one record as a tree an author might have written."""
    tree: dict[str, Tree] = {"id": id}
    _fill(making, cls, tree, id)
    _envelope(making, tree)
    return tree


def part_tree(making: Making, cls: type[Part], owner: str, id: str = "") -> Tree:
    """Return one part of a record as a tree; with an id when its kind of part has one."""
    tree: dict[str, Tree] = {"id": id} if id else {}
    _fill(making, cls, tree, owner)
    _envelope(making, tree)
    return tree


def as_text(records: dict[str, list[Tree]]) -> str:
    """Return records as the YAML text of one file."""
    return "".join(
        f"{plural}:\n{''.join(emit.item(r) for r in listed)}" for plural, listed in records.items()
    )


# -- ids -----------------------------------------------------------------------------------------


def _name_parts(making: Making, cls: type[Record], id: str) -> None:
    own: dict[str, list[str]] = {}
    for spec in specs(cls):
        noun = getattr(spec.part, "noun", "") if spec.shape == "parts" else ""
        if noun:
            least = 1 if spec.required or noun == "side" else 0
            own[noun] = [f"{noun[0]}{at}" for at in range(making.dice.randint(least, 3))]
            making.ids.setdefault(f"{cls.kind}/{noun}", []).extend(f"{id}/{p}" for p in own[noun])
    making.parts[id] = own


def _target(making: Making, to: tuple[str, ...]) -> str | None:
    kinds = list(to) if "any" not in to else ["statement", "person", "relay/element", "pledge", "event"]
    making.dice.shuffle(kinds)
    for kind in kinds:
        if kind.startswith("'"):
            return kind[1:-1]
        if making.ids.get(kind):
            return making.dice.choice(making.ids[kind])
    return None


# -- fields --------------------------------------------------------------------------------------


def _fill(making: Making, cls: type[Part], tree: dict[str, Tree], owner: str) -> None:
    for spec in specs(cls):
        named = making.parts.get(owner, {}).get(getattr(spec.part, "noun", "") or "-")
        wanted = spec.required or named or making.dice.random() < making.filled
        if spec.name in _ENVELOPE or not wanted:
            continue
        value = _local(making, cls, spec, owner, tree.get("id", ""))
        if value is None:
            value = _value(making, spec, owner)
        if value:
            tree[spec.key] = value


def _envelope(making: Making, tree: dict[str, Tree]) -> None:
    dice = making.dice
    if making.ids.get("document") and dice.random() < making.cited:
        tree["source"] = f"{dice.choice(making.ids['document'])} p. {dice.randint(1, 99)}"
    if dice.random() < making.late:
        tree["learned"] = some_day(making).isoformat()
    if dice.random() < making.restricted:
        tree["marking"] = dice.choice(("open", "restricted"))
    if dice.random() < making.restricted:
        tree["access"] = [dice.choice(("consular", "nuclear"))]


def some_day(making: Making) -> date:
    """Return a day within the generated span."""
    return making.first + timedelta(days=making.dice.randrange((making.last - making.first).days + 1))


def _local(making: Making, cls: type[Part], spec: FieldSpec, owner: str, itself: str) -> Tree:
    """Fields that name parts of their own record, or hold one of a few words."""
    own = making.parts.get(owner, {})
    if spec.name in _CHAINS and spec.to:
        return _earlier(making, spec, owner)
    place = (cls.__name__, spec.name)
    if place == ("Hop", "carries"):
        carried = [e for e in own.get("element", ()) if making.dice.random() < 0.6]
        assert spec.value is not None
        return {e: _value(making, spec.value, owner) for e in carried}
    if place == ("Carry", "if_") and own.get("element"):
        return {making.dice.choice(own["element"]): _words(making)}
    if place in (("Hop", "version_of"), ("Hop", "compare_with")):
        return next((hop for hop in own.get("hop", ()) if hop != itself), "")
    if place == ("Element", "harder_than"):
        return next((element for element in own.get("element", ()) if element < itself), "")
    if place == ("Hop", "charged_with") and own.get("element"):
        return making.dice.choice(own["element"])
    if place == ("Question", "answers"):
        return list(_ANSWERS)
    if place in (("Statement", "answers"), ("Line", "answer")):
        asked = making.ids.get("question")
        answer = [making.dice.choice(_ANSWERS)]
        return {making.dice.choice(asked): answer} if asked and spec.shape == "table" else answer
    if spec.name in ("original", "language"):
        return making.dice.choice(("en", "en", "ko"))
    if spec.name == "in_":
        return {t: _words(making) for t in own.get("text", ())}
    if place in _NAMING_A_SIDE and own.get("side"):
        return making.dice.choice(own["side"])
    return None


def _earlier(making: Making, spec: FieldSpec, owner: str) -> Tree:
    """A chain (`replaces`, `needs` ...) leads to an earlier record, so that it has an end."""
    before = making.ids.get(spec.to[0], [])
    before = before[: before.index(owner)] if owner in before else []
    if not before:
        return ""
    found = making.dice.choice(before)
    return [found] if spec.shape == "refs" else found


def _value(making: Making, spec: FieldSpec, owner: str) -> Tree:
    return _MAKE[spec.shape](making, spec, owner)


def _words(making: Making) -> str:
    dice = making.dice
    name = "".join(dice.choice(_SYLLABLES) for _ in range(3))
    return (
        f"{name} {dice.choice(_NOUNS)} {dice.choice(_VERBS)} the {dice.choice(_NOUNS)} {dice.randint(1, 40)}"
    )


def _when(making: Making, spec: FieldSpec, owner: str) -> Tree:
    day, dice = some_day(making), making.dice
    form = dice.random()
    if form < 0.7:
        return day.isoformat()
    if form < 0.8:
        return f"{day.isoformat()}T{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}"
    if form < 0.88:
        return f"{day:%Y-%m}"
    if form < 0.92 and making.ids.get("document"):
        return [{"date": (day + timedelta(days=n)).isoformat(), "source": dice.choice(making.ids["document"])}
                for n in range(2)]  # fmt: skip
    return {"between": day.isoformat(), "and": (day + timedelta(days=dice.randint(1, 40))).isoformat()}


def _refs(making: Making, spec: FieldSpec, owner: str) -> Tree:
    found = [_target(making, spec.to) for _ in range(making.dice.randint(1, 3))]
    return list(dict.fromkeys(t for t in found if t)) or None


def _parts(making: Making, spec: FieldSpec, owner: str) -> Tree:
    assert spec.part is not None
    noun = getattr(spec.part, "noun", "")
    if noun:
        return [part_tree(making, spec.part, owner, id) for id in making.parts.get(owner, {}).get(noun, ())]
    return [part_tree(making, spec.part, owner) for _ in range(making.dice.randint(1, 2))]


def _table(making: Making, spec: FieldSpec, owner: str) -> Tree:
    assert spec.value is not None
    keys = [_target(making, spec.to) for _ in range(2)] if spec.to else [making.dice.choice(_NOUNS)]
    return {k: _value(making, spec.value, owner) for k in keys if k} or None


def _part(making: Making, spec: FieldSpec, owner: str) -> Tree:
    assert spec.part is not None
    return part_tree(making, spec.part, owner)


_MAKE: dict[str, Callable[[Making, FieldSpec, str], Tree]] = {
    "text": lambda m, s, o: _words(m),
    "words": lambda m, s, o: _words(m),
    "texts": lambda m, s, o: [_words(m)],
    "ref": lambda m, s, o: _target(m, s.to),
    "refs": _refs,
    "when": _when,
    "choice": lambda m, s, o: m.dice.choice(s.choices),
    "choices": lambda m, s, o: [m.dice.choice(s.choices)],
    "flag": lambda m, s, o: m.dice.choice(("yes", "no")),
    "count": lambda m, s, o: str(m.dice.randint(0, 3)),
    "days": lambda m, s, o: f"{m.dice.randint(1, 90)} days",
    "workdays": lambda m, s, o: f"{m.dice.randint(1, 20)} workdays",
    "zone": lambda m, s, o: m.dice.choice(("Asia/Seoul", "America/New_York", "Asia/Pyongyang")),
    "sources": lambda m, s, o: None,
    "part": _part,
    "parts": _parts,
    "table": _table,
}
