"""Forms of records, generated from what the kinds say of their fields.

A form is filled from a record as its author wrote it and read back into the same shape, so that a field
nobody touched comes back exactly as it was: what is sent to be written is only what was changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.undertakings import Fate
from summitry.dossier.record import Record, long_hand
from summitry.dossier.undertakings import STATUS_WORDS
from summitry.folder.edit import digest_of
from summitry.folder.yamltext import Tree, as_list, is_tree
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.foundation.labels import marked as to_be_said
from summitry.foundation.values import dataclass

LISTS = ("texts", "refs", "sources", "choices")
"""Shapes that hold several plain values: written a line each."""

KEPT = "~"
"""What follows a field's name where its value is carried along."""

FATE = next(spec for spec in specs(Fate) if spec.key == "status")
"""A number that is chosen by its words."""
HOW_FAR = to_be_said("how far it was carried out")
FATES = tuple(str(at) for at, _ in enumerate(STATUS_WORDS))

DEEPEST = 6
LONGEST_LIST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field on a form.

    ``name`` is what the browser sends, ``rows`` how tall it is, ``choices`` what may be chosen (``named`` in
    words where it is a number), ``kinds`` which records may be named. A value that cannot be typed in one
    box (a date of several reports) is ``said`` in words beside an empty one; ``kept`` carries it along, until
    something is typed over it.
    """

    name: str
    label: str
    help: str
    shape: str
    value: str = ""
    rows: int = 1
    required: bool = False
    choices: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    verbatim: bool = False
    said: str = ""
    kept: str = ""
    fault: str = ""

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen: what is sent, and the words for it."""
        return tuple(zip(self.choices, self.named or self.choices, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together: a part, or one of several; ``blank`` for one to be added."""

    name: str
    label: str
    help: str
    items: tuple[Box | Group | Groups, ...]
    title: str = ""
    blank: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Several groups of one shape, the last a blank one."""

    name: str
    label: str
    help: str
    each: tuple[Group, ...] = field(default=())


Item = Box | Group | Groups


FIXED = ("id", "was")
"""Fields no form changes: who claimed another's id as an earlier one would learn where it is named."""

SHARED = tuple(spec.key for spec in specs(Record))
"""Fields that every record may have; they stand last."""


def form(kind: type[Record], tree: Mapping[str, Tree]) -> tuple[Item, ...]:
    """Return the form of a record, filled with the fields as they stand in the text; its own come first."""
    every = sorted(specs(kind), key=lambda spec: spec.key in SHARED)
    return tuple(_item(spec, tree.get(spec.key), spec.key, 0) for spec in every if spec.key not in FIXED)


def marked(items: Iterable[Item], faults: Mapping[str, str]) -> tuple[Item, ...]:
    """Return a form with what is wrong marked at its places, which are names of fields."""
    return tuple(_marked(item, faults) for item in items) if faults else tuple(items)


def _marked(item: Item, faults: Mapping[str, str]) -> Item:
    if isinstance(item, Box):
        return replace(item, fault=faults.get(item.name, "") or faults.get(f"{item.name}.0", ""))
    if isinstance(item, Groups):
        return replace(item, each=tuple(_group(each, faults) for each in item.each))
    return _group(item, faults)


def _group(group: Group, faults: Mapping[str, str]) -> Group:
    within = next((says for place, says in faults.items() if place.startswith(f"{group.name}.")), "")
    said = faults.get(group.name, "")
    return replace(group, items=marked(group.items, faults), fault=said or within)


def one_field(spec: FieldSpec, value: Tree) -> Item:
    """Return one field of a record or part as it stands on a form by itself."""
    return _item(spec, value, spec.key, 0)


def _item(spec: FieldSpec, value: Tree, name: str, depth: int) -> Item:
    label = spec.key.replace("_", " ").capitalize()
    if spec.shape == "part" and spec.part is not None:
        inner = value if isinstance(value, Mapping) else long_hand(spec.part, value)
        return Group(name=name, label=label, help=spec.help, items=_inner(spec.part, inner, name, depth))
    if spec.shape == "parts" and spec.part is not None:
        return Groups(
            name=name, label=label, help=spec.help,
            each=tuple(_entry(spec.part, entry, f"{name}.{at}", label, depth)
                       for at, entry in enumerate([*as_list(value), None])),
        )  # fmt: skip
    if spec.shape == "table" and spec.value is not None:
        pairs = list(value.items()) if isinstance(value, Mapping) else []
        return Groups(
            name=name, label=label, help=spec.help,
            each=tuple(_pair(spec, pair, f"{name}.{at}", depth) for at, pair in enumerate([*pairs, None])),
        )  # fmt: skip
    return _box(spec, value, name, label)


def _inner(kind: type, value: Mapping[str, Tree], name: str, depth: int) -> tuple[Item, ...]:
    if depth >= DEEPEST:
        return ()
    return tuple(_item(s, value.get(s.key), f"{name}.{s.key}", depth + 1) for s in specs(kind))


def _entry(kind: type, entry: Tree, name: str, label: str, depth: int) -> Group:
    inner = entry if isinstance(entry, Mapping) else long_hand(kind, entry)
    title = next((str(inner[k]) for k in ("title", "says", "does", "words", "who", "id") if inner.get(k)), "")
    return Group(
        name=name, label=label, help="", items=_inner(kind, inner, name, depth), title=title[:90],
        blank=entry is None,
    )  # fmt: skip


def _pair(spec: FieldSpec, pair: tuple[str, Tree] | None, name: str, depth: int) -> Group:
    assert spec.value is not None
    key, value = pair if pair is not None else ("", None)
    named = Box(name=f"{name}.key", label="Of", help="", shape="ref", value=key, kinds=_kinds(spec))
    held = _item(spec.value, value, f"{name}.value", depth + 1)
    return Group(name=name, label="", help="", items=(named, held), title=key, blank=pair is None)


def _kinds(spec: FieldSpec) -> tuple[str, ...]:
    return tuple(to for to in spec.to if not to.startswith("'"))


def _box(spec: FieldSpec, value: Tree, name: str, label: str) -> Box:
    text, said = _as_text(spec, value)
    if spec is FATE and text in ("", *FATES):
        return Box(
            name=name, label=label, help=HOW_FAR, shape="choice", value=text, choices=FATES,
            named=STATUS_WORDS,
        )  # fmt: skip
    return Box(
        name=name, label=label, help=spec.help, shape=spec.shape, value=text, said=said,
        kept=json.dumps(value, ensure_ascii=False) if said else "",
        rows=_rows(spec, text), required=spec.required, kinds=_kinds(spec), verbatim=spec.shape == "words",
        choices=("yes", "no") if spec.shape == "flag" else spec.choices if spec.shape == "choice" else (),
    )  # fmt: skip


def _as_text(spec: FieldSpec, value: Tree) -> tuple[str, str]:
    if value is None:
        return "", ""
    if spec.shape in LISTS:
        entries = value if isinstance(value, list) else [value]
        if all(isinstance(entry, str) and "\n" not in entry for entry in entries):
            return "\n".join(str(entry) for entry in entries), ""
        return "", _in_words(value)
    return (value, "") if isinstance(value, str) else ("", _in_words(value))


def _in_words(value: Tree) -> str:
    """A value with several parts, in a line: it is replaced by typing another."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_in_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_in_words(inner) for inner in value)
    return str(value or "")


def _rows(spec: FieldSpec, text: str) -> int:
    if spec.shape in LISTS:
        return min(8, text.count("\n") + 2)
    return min(14, max(3, len(text) // 80 + 1)) if spec.shape in ("words", "text") and len(text) > 60 else 1


def names(kind: str, other: str) -> str:
    """Return the first field of a kind that names records of another; blank where none does."""
    for spec in specs(BY_KIND[kind]):
        if spec.shape in ("ref", "refs") and other in spec.to and spec.key not in ("kept_from", "told"):
            return spec.key
    return ""


# -- back from the browser -----------------------------------------------------------------------


def digests(kind: type[Record], tree: Mapping[str, Tree]) -> dict[str, str]:
    """Return, for each field but the id, the digest of what the form shows of it."""
    return {s.key: _digest(s, tree.get(s.key)) for s in specs(kind) if s.key not in FIXED}


def _digest(spec: FieldSpec, value: Tree) -> str:
    return digest_of({spec.key: read_field(spec, sent_by((_item(spec, value, spec.key, 0),)), spec.key)})[:32]


def sent_by(items: Iterable[Item]) -> dict[str, str]:
    """Return what a browser sends of a form that nobody touched."""
    sent: dict[str, str] = {}
    for item in items:
        if isinstance(item, Box):
            sent[item.name] = item.value
            if item.kept:
                sent[item.name + KEPT] = item.kept
        else:
            sent |= sent_by(item.items if isinstance(item, Group) else item.each)
    return sent


def changed(kind: type[Record], sent: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, Tree]:
    """Return the fields that somebody changed on a form; ``shown`` are the digests of what it showed."""
    found: dict[str, Tree] = {}
    for spec in specs(kind):
        if spec.key in shown and spec.key not in FIXED:
            value = read_field(spec, sent, spec.key)
            if digest_of({spec.key: value})[:32] != shown[spec.key]:
                found[spec.key] = value
    return found


def read_field(spec: FieldSpec, sent: Mapping[str, str], name: str) -> Tree:
    """Return what was typed into a field as its author would have written it; ``None`` for blank."""
    if spec.shape == "part" and spec.part is not None:
        return _mapping(spec.part, sent, name) or None
    if spec.shape == "parts" and spec.part is not None:
        entries: list[Tree] = [
            e for at in _indexes(sent, name) if (e := _mapping(spec.part, sent, f"{name}.{at}"))
        ]
        return entries or None
    if spec.shape == "table" and spec.value is not None:
        pairs: dict[str, Tree] = {}
        for at in _indexes(sent, name):
            key = sent.get(f"{name}.{at}.key", "").strip()
            if key:
                pairs[key] = read_field(spec.value, sent, f"{name}.{at}.value")
        return pairs or None
    text = sent.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() and name + KEPT in sent:
        return _kept(sent[name + KEPT])
    if spec.shape in LISTS:
        lines: list[Tree] = [line.strip() for line in text.split("\n") if line.strip()]
        return lines or None
    return (as_day(text.strip()) if spec.shape == "when" else text.strip()) or None


def as_day(text: str) -> str:
    """Return a day as a text holds it (2018-03-08) where it is written as people write it (8 March 2018).

    What a hyphen begins or ends is left as it is typed: whether it means a span, nobody has said.
    """
    for form in (text, form_of(text) if text == text.strip("-") else None):
        try:
            parse_when(form or "")
        except DateFault:
            continue
        return form or text
    return text


def _kept(text: str) -> Tree:
    """A value that was carried along; blank when it is not one that a text could hold."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if is_tree(found, DEEPEST) else None


def _mapping(kind: type, sent: Mapping[str, str], name: str) -> dict[str, Tree]:
    if not any(key.startswith(f"{name}.") and value.strip() for key, value in sent.items()):
        return {}
    found = {s.key: read_field(s, sent, f"{name}.{s.key}") for s in specs(kind)}
    return {key: value for key, value in found.items() if value is not None}


def _indexes(sent: Mapping[str, str], name: str) -> list[int]:
    start = f"{name}."
    found = {
        int(rest) for key in sent if key.startswith(start)
        and (rest := key[len(start) :].partition(".")[0]).isdecimal() and rest.isascii()
    }  # fmt: skip
    return sorted(at for at in found if at < LONGEST_LIST)


def flat(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what a browser sent as plain text by name."""
    return {str(key): str(value) for key, value in data.items()}
