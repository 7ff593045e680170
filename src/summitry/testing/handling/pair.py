"""Dossiers that differ only in what a reader may not see: two and a few more, from one seed.

``plain`` holds nothing restricted. ``beside`` holds everything that could betray itself: restricted records
of every kind that name the open ones, restricted parts and references within open records, ids and titles
that try to break a page. ``otherwise`` is the same with other restricted records, others gone.
"""

from __future__ import annotations

import hashlib
import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from summitry.archive.reading import read_again
from summitry.archive.store import put_original_bytes, put_text
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_KIND, BY_PLURAL, EventKind, Party, Person
from summitry.dossier.narrow import INDIVISIBLE, JUDGED_BY
from summitry.folder.load import load_texts
from summitry.foundation.wording import opened
from summitry.testing.generated import Making, as_text, generated, part_tree
from summitry.watch import inbox
from summitry.watch.inbox import Link, Parcel
from summitry.watch.value import Item

Tree = dict[str, Any]
DAY = date(2018, 3, 12)
OPEN = Grants("open", frozenset())
SECRET = "quicksilver"
"""Stands in the id, title and words of whatever is restricted."""

HEADER = f"""format: 1
dossier: Talks to try the desk on
own_side: party-0
counterparts: [party-1]
zone: UTC
markings: [open, guarded, restricted]
groups: [inner]
default: {{marking: open}}
cutoff: {DAY.isoformat()}
"""
HOSTILE = ("<script>alert(1)</script>", "..%2f..%2fetc", "a&b=c", '"quoted"', "naïve-ключ", "x" * 180)
"""Ids that a page might trip over; an author may write any of them by hand."""

OPEN_PAPER = """# Minutes {at} of the talks

The envoy said that the launch would be delayed. On 5 March the minister answered that a pause is possible.

"We will make no test while the talks go on," the envoy told the inspector. Nobody asked about the treaty.
"""
HIDDEN_PAPER = f"""# Minutes {{at}} of the {SECRET}

The envoy said that the launch would be delayed. On 5 March the {SECRET} answered that a pause is possible.

"We will make no test while the {SECRET} goes on," the envoy told the inspector. Nobody asked about launches.
"""
"""Much like the open one, so that likeness and the weight of words would tell of it."""

_TITLED = ("title", "name", "says", "words", "note", "about", "asks")
_ALONE = ("case", "conflict")


def texts(which: str, seed: int = 1) -> dict[str, str]:
    """Return the files of one of the dossiers: ``plain``, ``beside`` or ``otherwise``."""
    counts = {kind: 1 if kind in _ALONE else 2 for kind in BY_KIND}
    records, making = generated(random.Random(seed), counts, restricted=0.0, late=0.1)
    files = {"dossier.yaml": HEADER}
    _give_papers(records["documents"], OPEN_PAPER)
    if which == "plain":
        return {**files, **_shelved(records)}
    dice = random.Random(seed + (1 if which == "beside" else 2))
    more = {kind: dice.randint(1, 2) for kind in BY_KIND if kind != "party"}
    hidden, known = generated(
        dice, more, prefix=f"{SECRET}-", known=_naming(making, dice), restricted=0.0, late=0.1
    )
    _give_papers(hidden["documents"], HIDDEN_PAPER)
    _rename_some(hidden)
    held = {plural: [_restricted(tree, dice) for tree in trees] for plural, trees in hidden.items()}
    beside = {plural: [_with_hidden_parts(known, plural, tree, dice) for tree in trees]
              for plural, trees in records.items()}  # fmt: skip
    return {**files, **_shelved(beside), "0-first.yaml": as_text(held), "zz-faulty.yaml": _faulty()}


def lay_out(folder: Path, which: str, seed: int = 1) -> Path:
    """Write one of the dossiers into a new folder."""
    folder.mkdir(parents=True)
    for name, text in texts(which, seed).items():
        (folder / name).write_text(text, encoding="utf-8")
    for at in range(2):
        for paper in (OPEN_PAPER,) if which == "plain" else (OPEN_PAPER, HIDDEN_PAPER):
            original = put_original_bytes(folder, _paper(paper, at), ".md")
            held = read_again(folder, original.name, original.digest)
            assert held is not None
            put_text(folder, held)
    _come_in(folder, which)
    return folder


@lru_cache(maxsize=1)
def reports() -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the reports in the inbox: those for all, and those for some, of which three are much like those
    for all, and the last is one of them but for who says so."""
    dossier = load_texts(texts("plain"))
    who = [opened(record.known_as) for kind in (Party, Person, EventKind) for record in dossier.all(kind)[:4]]
    told = f"The envoys of {', '.join(who)} spoke of a launch on 5 March. “We will make no test at all now.”"
    hidden = f"{told} All of it is {SECRET}."
    for_all = [_report(f"Paper {n}", f"{n + 3} envoys speak of a launch", told, n) for n in range(4)]
    for_all.append(
        _report("Paper 9", "A treaty about fish is signed", "Nobody named it. Nothing is told.", 9)
    )
    some = [_report(f"{SECRET} {n}", f"{n + 7} envoys speak of a launch", hidden, n) for n in range(3)]
    some.append(replace(for_all[0], title="Envoys speak of a launch", source=SECRET))
    return tuple(for_all), tuple(some)


def _come_in(folder: Path, which: str) -> None:
    """Fill the inbox: reports for all, and for some, some put together with those by hand; reports for all
    that touch what is withheld, or were accepted into it."""
    for_all, some = reports()
    with inbox.opened(folder) as box:
        odd = (("letter 3", "it is larger than 8 MB"),)
        box.put([_parcel("open.xml", for_all, odd)], "2018-03-10", "", ())
        if which == "plain":
            return
        trouble = ((SECRET, f"it is {SECRET}"),)
        box.put([_parcel(f"{SECRET}.xml", some[:2], trouble)], "2018-03-09", "restricted", ())
        box.put([_parcel(f"{SECRET}.eml", some[2:], trouble)], "2018-03-10", "", ("inner",))
        box.link([Link(one=some[0].id, other=for_all[n].id, how="together") for n in (0, 4)], SECRET, "2018")
        box.mark([some[1].id], "ignored", SECRET, "2018-03-10T10:00:00", because=SECRET)
        box.mark([for_all[1].id], "accepted", SECRET, "2018-03-10T10:00:00", record=f"{SECRET}-event-0")


def _report(source: str, title: str, text: str, at: int) -> Item:
    on = date(2018, 3, 9)
    return Item(
        form="entry", source=source, title=title, text=text, said=f"2018-03-09T0{at}:10+00:00", said_from=on,
        said_to=on,
    )  # fmt: skip


def _parcel(name: str, items: tuple[Item, ...], unread: tuple[tuple[str, str], ...]) -> Parcel:
    return Parcel(digest=name, name=name, items=items, unread=unread)


def _paper(words: str, at: int) -> bytes:
    return words.replace("{at}", str(at)).encode()


def _give_papers(documents: list[Tree], words: str) -> None:
    """Let the file cabinet hold the first documents."""
    for at, tree in enumerate(documents[:2]):
        tree["file"] = f"archive/originals/{hashlib.sha256(_paper(words, at)).hexdigest()}.md"


def _shelved(records: dict[str, list[Tree]]) -> dict[str, str]:
    """The records a file each kind, as a team might keep them."""
    return {f"{plural}.yaml": as_text({plural: trees}) for plural, trees in records.items()}


def _naming(making: Making, dice: random.Random) -> Making:
    return Making(dice, ids=deepcopy(making.ids), parts=deepcopy(making.parts), cited=0.4)


def _rename_some(hidden: dict[str, list[Tree]]) -> None:
    """Give some hidden records ids and earlier ids that a page or an index might trip over."""
    statements, events = hidden["statements"], hidden["events"]
    for tree, id in zip((*statements, *events), HOSTILE, strict=False):
        tree["was"] = [id]
    for id in HOSTILE:
        statements.append({"id": f"{SECRET}-{id}", "by": "party-0", "said": "2018-03-01", "words": id})


def _restricted(tree: Tree, dice: random.Random) -> Tree:
    told = {k: f"{SECRET} {v}" if k in _TITLED and isinstance(v, str) else v for k, v in tree.items()}
    if dice.random() < 0.5:
        return {**told, "access": ["inner"]}
    return {**told, "marking": dice.choice(("restricted", "guarded"))}


# -- what is hidden inside what is not -------------------------------------------------------------


def _with_hidden_parts(making: Making, plural: str, tree: Tree, dice: random.Random) -> Tree:
    kind = BY_PLURAL[plural]
    return tree if kind.kind in INDIVISIBLE else _mixed(making, kind, tree, dice, 0)


def _mixed(making: Making, kind: type, tree: Tree, dice: random.Random, depth: int) -> Tree:
    found = dict(tree)
    for spec in specs(kind):
        value = found.get(spec.key)
        if spec.shape == "parts" and spec.part is not None and depth < 2 and spec.name != "told":
            entries = [value] if isinstance(value, dict) else list(value or ())
            inner = [_mixed(making, spec.part, e, dice, depth + 1) if isinstance(e, dict) else e
                     for e in entries]  # fmt: skip
            secret = part_tree(making, spec.part, "nobody", SECRET if getattr(spec.part, "noun", "") else "")
            inner.insert(dice.randint(0, len(inner)), _restricted({**secret, "note": "held back"}, dice))
            found[spec.key] = inner
        elif value or dice.random() < 0.5:
            hidden = _hidden_value(making, spec, value, dice)
            if hidden is not None:
                found[spec.key] = hidden
    return found


def _hidden_value(making: Making, spec: FieldSpec, value: Any, dice: random.Random) -> Any:
    """What a field holds besides, that names something restricted; ``None`` to leave it."""
    if spec.name in ("was", "kept_from") or spec.name in JUDGED_BY:
        return None
    target = _hidden_target(making, spec, dice)
    if target is None:
        return None
    if spec.shape == "ref" and not value and not spec.required:
        return target
    if spec.shape in ("refs", "sources") and (value or not spec.required):
        return [*([value] if isinstance(value, str) else value or ()), target]
    return None


def _hidden_target(making: Making, spec: FieldSpec, dice: random.Random) -> str | None:
    kinds = ("document",) if spec.shape == "sources" else spec.to
    found = [id for to in kinds for id in making.ids.get(to, ()) if id.startswith(SECRET)]
    return dice.choice(found) if found else None


def _faulty() -> str:
    """A file whose faults a reader of the whole is told of, and nobody else."""
    return (
        f"statements:\n- {{id: {SECRET}-broken, by: nobody-known, said: not a day, marking: restricted}}\n"
        f"- {{id: statement-0, by: {SECRET}, said: 2018-01-01, words: an id taken twice, access: [inner]}}\n"
    )
