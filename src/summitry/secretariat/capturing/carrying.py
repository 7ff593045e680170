"""Saying that a telling carries an element of a message: with the words in which it does, or before these are
on record. The same act puts its words to an element that was carried without."""

from __future__ import annotations

from pathlib import Path

from summitry.dossier.kinds import Relay
from summitry.folder.edit import ANY, digest_of
from summitry.folder.places import Meant
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.capturing.filing import TRIES, Filing
from summitry.secretariat.typed import fault_in

LONGEST = 4_000
"""Longest words of one element, in characters."""


class NotCarried(Refused):
    """Nothing was written; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """What a telling carries: the element, its words (blank: not on record yet), and the condition on which
    it hangs there with that one's words. It is as restricted as the utterance it was read in."""

    hop: str
    element: str
    words: str = ""
    condition: str = ""
    told: str = ""
    learned: str = ""
    marking: str = ""
    access: tuple[str, ...] = ()

    def piece(self) -> dict[str, Tree]:
        """Return the entry as it is written."""
        fields: dict[str, Tree] = {
            "words": self.words, "if": {self.condition: self.told} if self.condition else None,
            "learned": self.learned, "marking": self.marking, "access": list(self.access),
        }  # fmt: skip
        return {key: value for key, value in fields.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What was written. ``filing`` takes it back where the element is new there; else ``before`` are the hops
    as they stood, and ``after`` as they stand."""

    filing: Filing | None
    before: Tree = None
    after: Tree = None


def carry(actor: Actor, folder: Path, relay: Relay, what: Carrying, meant: Meant = ANY) -> Carried:
    """Let a telling carry an element, whatever is added to the relay meanwhile.

    Raises:
        NotCarried: when there is no such telling or element, it is carried in words already, or a condition
            lacks its words.
        Refused: when the text cannot be changed in this way.
    """
    _fits(relay, what)
    for tried in range(TRIES):
        before = acts.read(folder, relay.id, ("hops",), meant)
        hops, there = _with(as_list(before.fields.get("hops")), what)
        try:
            acts.revise(actor, folder, relay.id, {"hops": hops}, before.digest, "carry", meant)
        except StaleText:
            if tried == TRIES - 1:
                raise
            continue
        if there:
            return Carried(filing=None, before=before.fields.get("hops"), after=hops)
        piece = ("carries", f"{what.hop}/{what.element}", digest_of(what.piece()))
        return Carried(filing=Filing(record=relay.id, pieces=(piece,)))
    raise AssertionError


def _fits(relay: Relay, what: Carrying) -> None:
    known = {e.id for e in relay.elements if e.id}
    if what.element not in known:
        raise NotCarried("Say which element of the message it is. Choose from the list.")
    if what.hop not in {h.id for h in relay.hops if h.id}:
        raise NotCarried("Say which telling carries it. Choose from the list.")
    if what.condition and (what.condition not in known or what.condition == what.element):
        raise NotCarried("A condition is another element of the message. Choose from the list.")
    if what.condition and not what.told:
        raise NotCarried("Say in which words the condition was told, or choose no condition.")
    if what.told and not what.condition:
        raise NotCarried("Say which condition these words are, or leave them out.")
    if wrong := fault_in(what.words, what.told, most=LONGEST):
        raise NotCarried(wrong)


def _with(hops: list[Tree], what: Carrying) -> tuple[list[Tree], bool]:
    """The hops with one more element carried, and whether it was carried without words before."""
    for at, hop in enumerate(hops):
        if not isinstance(hop, dict) or hop.get("id") != what.hop:
            continue
        written = hop.get("carries")
        carries = dict(written) if isinstance(written, dict) else {}
        there = carries.get(what.element)
        if _in_words(there) or (there and not what.words):
            raise NotCarried("This telling carries it already.")
        piece = {**what.piece(), **(there if isinstance(there, dict) else {})}
        after = {**hop, "carries": {**carries, what.element: piece}}
        return [*hops[:at], after, *hops[at + 1 :]], bool(there)
    raise NotCarried("This telling is not there any more. Load the page again.")


def _in_words(piece: Tree) -> bool:
    if isinstance(piece, dict):
        return bool(piece.get("words") or piece.get("denied"))
    return bool(piece)
