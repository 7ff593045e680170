"""A fact as it would be written: from what was pointed at and typed to the fields of a record."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable

from summitry.dossier.kinds import Question, Relay
from summitry.dossier.value import Dossier
from summitry.folder.yamltext import Tree
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.values import dataclass
from summitry.secretariat.capturing.blanks import NEW, Answers, Blank, blanks_for
from summitry.secretariat.capturing.names import resolve
from summitry.secretariat.capturing.paper import Chosen, Paper

KINDS = ("statement", "claim", "pledge", "duty", "step", "event", "position")
"""What a sentence can be filed as, in the order of their keys, 1 to 7."""

Fields = dict[str, Tree]
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a field, in words; ``name`` is blank for what is about all of it."""

    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What is added to a record that is there: entries of its lists, and elements that a telling carries.

    ``lists`` are new entries by field; ``hop`` with ``carries`` is an existing telling that carries more.
    """

    lists: tuple[tuple[str, Fields], ...] = ()
    hop: str = ""
    carries: tuple[tuple[str, Fields], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A fact ready to be filed: a new record of ``kind``, or an addition to one that is there.

    ``says`` names it in the list of what was filed.
    """

    what: str
    kind: str
    record: str
    says: str
    fields: Fields
    addition: Addition | None = None
    faults: tuple[Fault, ...] = ()


def prepared(
    dossier: Dossier, paper: Paper, chosen: Chosen, what: str, answers: Answers, learned: str
) -> Prepared:
    """Return a fact as it would be written. What is wrong with the answers is in its faults."""
    make = _Making(dossier, paper, chosen, answers, learned)
    blanks = {b.name: b for b in blanks_for(dossier, paper, chosen, what, answers)}
    for blank in blanks.values():
        make.read(blank)
    if what != "event" and not paper.date:
        make.read(Blank(name="said", label="Said", shape="day", value=make.given("said")))
    kind, record, fields, addition = _MAKERS[what](make)
    return Prepared(
        what=what, kind=kind, record=record, fields={k: v for k, v in fields.items() if v},
        addition=addition, says=make.says or chosen.words, faults=tuple(make.faults),
    )  # fmt: skip


Made = tuple[str, str, Fields, Addition | None]


class _Making:
    """One fact in the making."""

    def __init__(
        self, dossier: Dossier, paper: Paper, chosen: Chosen, answers: Answers, learned: str
    ) -> None:
        self.dossier, self.paper, self.chosen, self.answers = dossier, paper, chosen, answers
        self.learned = learned
        self.values: dict[str, str] = {}
        self.several: dict[str, tuple[str, ...]] = {}
        self.faults: list[Fault] = []
        self.says = ""

    def given(self, name: str) -> str:
        return " ".join(self.answers.get(name, ())).strip()

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def fault(self, name: str, says: str) -> None:
        self.faults.append(Fault(name=name, says=says))

    def read(self, blank: Blank) -> None:
        """Take a field's answer, or say what is wrong with it."""
        if blank.shape == "several":
            known = {c.value for c in blank.choices}
            self.several[blank.name] = tuple(c.value for c in blank.choices if c.on and c.value in known)
            if blank.needed and not self.several[blank.name]:
                self.fault(blank.name, f"{blank.label}: choose at least one, or name another.")
            return
        text = blank.value.strip()
        if not text:
            if blank.needed:
                self.fault(blank.name, f"{blank.label}: this is needed. The rest can wait.")
            return
        if _UNPRINTED.search(text):
            self.fault(blank.name, f"{blank.label}: this holds a character that cannot be printed.")
            text = ""
        elif blank.shape == "who":
            text = self._who(blank, text)
        elif blank.shape == "day":
            text = self._day(blank, text)
        elif blank.shape == "choice" and text not in {c.value for c in blank.choices}:
            self.fault(blank.name, f"{blank.label}: choose one of the list.")
            text = ""
        self.values[blank.name] = text

    def _who(self, blank: Blank, text: str) -> str:
        found = resolve(self.dossier, text, blank.of)
        if len(found) == 1:
            return found[0]
        if found:
            several = "; ".join(self.dossier.title(id) for id in found[:4])
            self.fault(blank.name, f'"{text}" may be any of these: {several}. Write the name in full.')
        else:
            names = [self.dossier.title(id) for kind in blank.of for id in self.dossier.ids(kind)]
            near = did_you_mean(text, names)
            self.fault(blank.name, f'Nobody here is called "{text}". {near}'.strip())
        return ""

    def _day(self, blank: Blank, text: str) -> str:
        try:
            return parse_when(form_of(text) or text).text
        except DateFault as wrong:
            self.fault(blank.name, f"{wrong.message} {wrong.hint}".strip())
            return ""

    @property
    def said(self) -> str:
        return self.paper.date or self["said"]

    @property
    def sources(self) -> Tree:
        return self.chosen.sources[0] if len(self.chosen.sources) == 1 else list(self.chosen.sources)

    def common(self) -> Fields:
        """What every new record has: source, the day it was learned, and the handling of its document."""
        document = self.paper.document
        return {
            "source": self.sources, "learned": self.learned, "marking": document.marking,
            "access": list(document.access), "zone": document.zone,
        }  # fmt: skip

    def piece(self) -> Fields:
        """The same for an entry of a record."""
        return {k: v for k, v in self.common().items() if k != "zone"}


def _clean(fields: Fields) -> Fields:
    return {k: v for k, v in fields.items() if v}


def _statement(make: _Making) -> Made:
    question = make.dossier.of(Question, make["question"])
    answers: Tree = {question.id: [make["answer"]]} if question is not None and make["answer"] else None
    about: Tree = [question.id] if question is not None and not answers else None
    make.says = make["says"] or make.chosen.words
    id = _new_id(make, make.says)
    return "statement", id, {
        "id": id, "by": make["by"], "said": make.said, "to": [make["to"]] if make["to"] else None,
        "words": make.chosen.words, "says": make["says"], "answers": answers, "about": about, **make.common(),
    }, None  # fmt: skip


def _claim(make: _Making) -> Made:
    relay = make.dossier.of(Relay, make["relay"])
    elements: list[Fields] = []
    carried = list(make.several.get("element", ()))
    if make["another"]:
        taken = {e.id for e in relay.elements} if relay is not None else set()
        elements.append({"id": _part_id(make["another"], taken), "says": make["another"]})
        carried.append(str(elements[-1]["id"]))
    hanging: Tree = {make["condition"] or "condition": make["if"]} if make["if"] else None
    if make["if"] and not make["condition"]:
        elements.append({"id": "condition", "says": make["if"]})
        if relay is not None and any(e.id == "condition" for e in relay.elements):
            make.fault("condition", "Say which element is the condition.")
    titles = {e.id: e.says for e in relay.elements} if relay is not None else {}
    make.says = ", ".join(titles.get(e) or make["another"] for e in carried)
    carries = {e: _clean({"words": make.chosen.words, "if": hanging}) for e in carried}
    if relay is not None and make["hop"]:
        there = dict(next(h for h in relay.hops if h.id == make["hop"]).carries)
        for id in carried:
            if id in there:
                make.fault("element", f'This telling carries "{titles[id]}" already. Choose a new telling.')
        pieces = tuple((e, {**fields, **_clean(make.piece())}) for e, fields in carries.items())
        added = tuple(("elements", e) for e in elements)
        return "relay", relay.id, {}, Addition(lists=added, hop=make["hop"], carries=pieces)
    taken = {h.id for h in relay.hops} if relay is not None else set()
    hop: Fields = _clean({
        "id": _part_id(f"{make['by']} {make.said}", taken), "by": make["by"], "on": make.said,
        "carries": carries, **make.piece(),
    })  # fmt: skip
    if relay is not None:
        return "relay", relay.id, {}, Addition(lists=(*(("elements", e) for e in elements), ("hops", hop)))
    id = _new_id(make, make["another"])
    return "relay", id, {
        "id": id, "title": make["another"], "from": make["from"], "elements": list(elements), "hops": [hop],
        **make.common(),
    }, None  # fmt: skip


def _undertaken(make: _Making) -> Fields:
    make.says = make["does"] or make.chosen.words
    return {
        "by": make["by"], "to": [make["to"]] if make["to"] else None, "does": make["does"],
        "words": make.chosen.words, "kind": make["kind"], "due": make["due"],
    }  # fmt: skip


def _pledge(make: _Making) -> Made:
    fields = _undertaken(make)
    id = _new_id(make, make.says)
    return "pledge", id, {"id": id, **fields, "said": make.said, **make.common()}, None


def _inside(make: _Making, container: str, key: str, kind: str) -> Made:
    fields = _undertaken(make)
    there = make.dossier.get(make[container]) if make[container] not in ("", NEW) else None
    taken = {item.id for item in getattr(there, key, ())}
    piece = _clean({"id": _part_id(make.says, taken), **fields, **make.piece()})
    if there is not None:
        return kind, there.id, {}, Addition(lists=((key, piece),))
    id = _new_id(make, make["title"] or kind)
    held: Fields = {"document": make.paper.document.id} if kind == "paper" else {
        "texts": [{"id": "text", "document": make.paper.document.id}]
    }  # fmt: skip
    return kind, id, {
        "id": id, "title": make["title"], "on": make.said, key: [piece], **held, **make.common(),
    }, None  # fmt: skip


def _event(make: _Making) -> Made:
    make.says = make["says"]
    id = _new_id(make, make.says)
    report = _clean({"on": make["on"], "words": make.chosen.words, "source": make.sources})
    return "event", id, {
        "id": id, "says": make["says"], "kind": make["kind"], "by": [make["by"]] if make["by"] else None,
        "on": make["on"], "place": make["place"], "reports": [report], **make.common(),
    }, None  # fmt: skip


def _position(make: _Making) -> Made:
    make.says = make["says"] or make.chosen.words
    id = _new_id(make, f"{make['by']} {make['stand']} {make.says}")
    return "position", id, {
        "id": id, "by": make["by"], "about": make["about"], "stand": make["stand"], "on": make.said,
        "words": make.chosen.words, "says": make["says"], **make.common(),
    }, None  # fmt: skip


_MAKERS: dict[str, Callable[[_Making], Made]] = {
    "statement": _statement, "claim": _claim, "pledge": _pledge, "event": _event, "position": _position,
    "duty": lambda make: _inside(make, "agreement", "duties", "agreement"),
    "step": lambda make: _inside(make, "paper", "roadmap", "paper"),
}  # fmt: skip


def _slug(text: str, most: int) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join([w for w in _NOT_IN_IDS.sub("-", plain.casefold()).split("-") if w][:most])[:60].strip(
        "-"
    )


def _new_id(make: _Making, said: str) -> str:
    """The first words, and four letters by chance, so that no name tells of a record its author may not
    see."""
    stem = _slug(said, 5) or _slug(make.paper.document.id, 3) or "fact"
    while make.dossier.get(id := f"{stem}-{secrets.token_hex(2)}") is not None:
        continue
    return id


def _part_id(said: str, taken: set[str]) -> str:
    stem = _slug(said, 4) or "entry"
    id, more = stem, 1
    while id in taken:
        more += 1
        id = f"{stem}-{more}"
    return id
