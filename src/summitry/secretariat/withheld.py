"""A record's text for somebody who may see part of it: cut to what that reader sees, and mended on a save.

A form is filled from the text as its author wrote it, in which may stand parts and references that the
reader may not see. They are taken out before the form is made, by the rules of `summitry.dossier.narrow`;
when the form comes back they are put in again, each where it stood. Where a reader types over a single
reference that is withheld, the typed one takes its place: a refusal would tell that there is one. Who
takes out a part takes out what stands within it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.header import Grants, Header
from summitry.dossier.kinds import BY_PLURAL
from summitry.dossier.narrow import JUDGED_BY
from summitry.dossier.record import Record, cited_document, long_hand
from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.values import dataclass

_WITHHELD: Any = object()


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may see: ``names`` are the ids, and ``record/part``, that exist for this reader."""

    header: Header
    grants: Grants
    names: frozenset[str]

    def sees(self, plural: str, tree: Mapping[str, Tree]) -> bool:
        """Whether a record, as it stands in the text, is one of those the reader sees."""
        if not _allowed(tree, self):
            return False
        kind = BY_PLURAL.get(plural)
        return kind is None or _part(kind, dict(tree), self) is not _WITHHELD


def shown(kind: type[Record], tree: Mapping[str, Tree], sight: Sight | None) -> dict[str, Tree]:
    """Return a record's fields as a reader sees them (``None``: who sees everything)."""
    if sight is None:
        return dict(tree)
    found = _part(kind, dict(tree), sight)
    return {} if found is _WITHHELD else found


def mended(
    kind: type[Record], tree: Mapping[str, Tree], fields: Mapping[str, Tree], sight: Sight | None
) -> dict[str, Tree]:
    """Return fields to be written: what the reader sent, with what was withheld in its place."""
    if sight is None:
        return dict(fields)
    by_key = {spec.key: spec for spec in specs(kind)}
    return {
        key: _mended(by_key[key], tree.get(key), value, sight) if key in by_key else value
        for key, value in fields.items()
    }


# -- cutting -------------------------------------------------------------------------------------


def _allowed(tree: Mapping[str, Tree], sight: Sight) -> bool:
    marking, access = tree.get("marking"), tree.get("access")
    groups = tuple(str(group) for group in as_list(access))
    return sight.header.allows(sight.grants, str(marking or ""), groups)


def _part(kind: type, value: Tree, sight: Sight) -> Any:
    """A part as the reader sees it, or that it is withheld."""
    if not isinstance(value, Mapping):
        short = long_hand(kind, value)
        return _WITHHELD if short and _part(kind, short, sight) is _WITHHELD else value
    if not _allowed(value, sight):
        return _WITHHELD
    found: dict[str, Tree] = {"id": value["id"]} if "id" in value else {}
    for spec in specs(kind):
        there = value.get(spec.key)
        if there in (None, "", [], {}) or spec.key == "id":
            continue
        left = _cut(spec, there, sight)
        if left is None and (spec.required or spec.name in JUDGED_BY) and _refers(spec):
            return _WITHHELD
        if left is not None:
            found[spec.key] = left
    # A part of which nothing is left reads as one that its author left blank: no form shows either.
    return found or _WITHHELD


def _refers(spec: FieldSpec) -> bool:
    return spec.shape in ("ref", "refs", "sources") or (spec.shape == "table" and bool(spec.to))


def _cut(spec: FieldSpec, value: Tree, sight: Sight) -> Tree:
    """A field as the reader sees it; ``None`` where nothing of it is left."""
    if spec.shape == "part" and spec.part is not None:
        left = _part(spec.part, value, sight)
        return None if left is _WITHHELD else left
    if spec.shape == "table" and spec.value is not None and isinstance(value, Mapping):
        pairs = {k: _pair(spec, k, v, sight) for k, v in value.items()}
        return {k: v for k, v in pairs.items() if v is not _WITHHELD} or None
    if spec.shape in ("parts", "refs", "sources") or _is_reports(spec, value):
        kept = [e for each in as_list(value) if (e := _entry(spec, each, sight)) is not _WITHHELD]
        # One alone is written either way: whether a list was left of several must not show.
        return kept[0] if len(kept) == 1 and spec.shape in ("refs", "sources") else kept or None
    if spec.shape == "ref":
        return None if _entry(spec, value, sight) is _WITHHELD else value
    return value


def _is_reports(spec: FieldSpec, value: Tree) -> bool:
    return spec.shape == "when" and isinstance(value, list)


def _pair(spec: FieldSpec, key: str, value: Tree, sight: Sight) -> Any:
    if spec.to and key not in sight.names:
        return _WITHHELD
    assert spec.value is not None
    if spec.value.part is not None and spec.value.shape == "part":
        return _part(spec.value.part, value, sight)
    return _cut(spec.value, value, sight)


def _entry(spec: FieldSpec, entry: Tree, sight: Sight) -> Any:
    """One of several values as the reader sees it."""
    if spec.shape == "parts" and spec.part is not None:
        return _part(spec.part, entry, sight)
    if spec.shape == "when":
        return _report(entry, sight)
    if not isinstance(entry, str):
        return entry
    name = cited_document(entry) if spec.shape == "sources" else entry
    return entry if name in sight.names or entry in spec.words_allowed else _WITHHELD


def _report(entry: Tree, sight: Sight) -> Any:
    """A report of a date without the documents that are withheld; withheld when no document is left."""
    if not isinstance(entry, Mapping) or not entry.get("source"):
        return entry
    cited = [s for s in as_list(entry["source"]) if isinstance(s, str)]
    seen = [s for s in cited if cited_document(s) in sight.names]
    if not seen:
        return _WITHHELD
    return entry if len(seen) == len(cited) else {**entry, "source": seen}


# -- mending -------------------------------------------------------------------------------------


def _mended(spec: FieldSpec, before: Tree, after: Tree, sight: Sight) -> Tree:
    """A field to be written: ``after`` is what the reader sent, ``before`` how it stands in the text."""
    if before in (None, "", [], {}):
        return after
    left = _cut(spec, before, sight)
    if _same(left, after):
        return before
    if spec.shape == "part" and spec.part is not None:
        return after if left is None and after is not None else _mended_part(spec.part, before, after, sight)
    if spec.shape == "table" and spec.value is not None and isinstance(before, Mapping):
        return _mended_table(spec, before, after, sight)
    if spec.shape in ("parts", "refs", "sources") or _is_reports(spec, before):
        return _mended_list(spec, as_list(before), after, sight)
    return after


def _mended_part(kind: type, before: Tree, after: Tree, sight: Sight) -> Tree:
    old = dict(before) if isinstance(before, Mapping) else long_hand(kind, before)
    new = dict(after) if isinstance(after, Mapping) else long_hand(kind, after)
    by_key = {spec.key: spec for spec in specs(kind)}
    found: dict[str, Tree] = {}
    for key in (*old, *(k for k in new if k not in old)):
        if key in by_key:
            value = _mended(by_key[key], old.get(key), new.get(key), sight)
        else:
            value = old.get(key)
        if value is not None:
            found[key] = value
    return found or None


def _mended_table(spec: FieldSpec, before: Mapping[str, Tree], after: Tree, sight: Sight) -> Tree:
    assert spec.value is not None
    new = dict(after) if isinstance(after, Mapping) else {}
    found: dict[str, Tree] = {}
    for key, value in before.items():
        if _pair(spec, key, value, sight) is _WITHHELD:
            found[key] = value
        elif key in new:
            found[key] = _mended(spec.value, value, new[key], sight)
    return {**found, **{k: v for k, v in new.items() if k not in before}} or None


def _mended_list(spec: FieldSpec, before: list[Tree], after: Tree, sight: Sight) -> Tree:
    cuts = [_entry(spec, each, sight) for each in before]
    seen = [at for at, cut in enumerate(cuts) if cut is not _WITHHELD]
    waiting = [at for at, cut in enumerate(cuts) if cut is _WITHHELD]
    sent = as_list(after)
    found: list[Tree] = []
    for entry, match in zip(sent, _matched([cuts[at] for at in seen], sent), strict=True):
        if match is None:
            found.append({"date": entry} if spec.shape == "when" and isinstance(entry, str) else entry)
            continue
        place = seen[match]
        while waiting and waiting[0] < place:
            found.append(before[waiting.pop(0)])
        same = _same(cuts[place], entry)
        part = spec.part if spec.shape == "parts" else None
        found.append(
            before[place] if same else _mended_part(part, before[place], entry, sight) if part else entry
        )
    found += [before[at] for at in waiting]
    if len(found) == 1 and spec.shape == "when" and not waiting:
        return after
    return found or None


def _matched(old: list[Tree], new: list[Tree]) -> list[int | None]:
    """For each new entry the old one it comes from: the same, the same id, else the one in its place."""
    a, b = [_key(e) for e in old], [_key(e) for e in new]
    found: list[int | None] = [None] * len(new)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found[k:m] = range(i, j)
        elif tag == "replace":
            by_id = {str(e["id"]): at for at, e in enumerate(old) if i <= at < j and _has_id(e)}
            for at in range(k, m):
                entry = new[at]
                named = str(entry["id"]) if isinstance(entry, Mapping) and _has_id(entry) else ""
                if by_id or named:
                    found[at] = by_id.get(named)
                elif at - k < j - i:
                    found[at] = i + at - k
    return found


def _has_id(entry: Tree) -> bool:
    return isinstance(entry, Mapping) and bool(entry.get("id"))


def _key(value: Tree) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _same(one: Tree, other: Tree) -> bool:
    return _key(one) == _key(other) or _key(as_list(one)) == _key(as_list(other))
