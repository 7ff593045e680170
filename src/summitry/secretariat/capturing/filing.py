"""Filing a fact, and taking one's own last one back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from summitry.folder.edit import digest_of
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.capturing.preparing import Addition, Prepared
from summitry.secretariat.ways import entries, steps, with_list

TRIES = 5
"""How often an addition is tried again when others add to the same record at the same moment."""


class NotFiled(Refused):
    """Nothing was written, since what was typed cannot be."""


class NotTakenBack(Refused):
    """It was left as it stands: somebody else has changed it meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What was filed, so that it can be taken back.

    ``pieces`` are what was added to a record that was there: the field, the entry's id (for what a telling
    carries, ``hop/element``), and the digest of what was added. Of a list in a part the field is the way to
    it (``duties/launch-pause/fate``). Without them the record itself is new and
    ``digest`` that of all its fields.
    """

    record: str
    digest: str = ""
    pieces: tuple[tuple[str, str, str], ...] = ()

    def plain(self) -> dict[str, object]:
        """Return it as plain values."""
        return {"record": self.record, "digest": self.digest, "pieces": [list(p) for p in self.pieces]}

    @classmethod
    def of_plain(cls, plain: Mapping[str, object]) -> Filing:
        """Return it from plain values."""
        pieces = plain.get("pieces")
        listed = pieces if isinstance(pieces, list) else []
        return cls(
            record=str(plain["record"]), digest=str(plain.get("digest", "")),
            pieces=tuple((str(a), str(b), str(c)) for a, b, c in listed),
        )  # fmt: skip


def file(actor: Actor, folder: Path, fact: Prepared) -> Filing:
    """Write a fact.

    Raises:
        NotFiled: when something is wrong with it.
        Refused: when the text cannot be changed in this way.
        NotWritable: when the folder is read-only or the disk is full.
    """
    if fact.faults:
        raise NotFiled(" ".join(f.says for f in fact.faults))
    if fact.addition is None:
        acts.record(actor, folder, fact.kind, fact.fields)
        return Filing(record=fact.record, digest=acts.read(folder, fact.record).digest)
    return _added(actor, folder, fact.record, fact.addition)


def _added(actor: Actor, folder: Path, record: str, addition: Addition) -> Filing:
    keys = dict.fromkeys(key for key, _ in addition.lists)
    if addition.hop:
        keys["hops"] = None
    last: Refused | None = None
    for _ in range(TRIES):
        before = acts.read(folder, record, keys)
        fields: dict[str, list[Tree]] = {key: entries(before.fields.get(key)) for key in keys}
        pieces = []
        for key, piece in addition.lists:
            if any(isinstance(e, dict) and e.get("id") == piece["id"] for e in fields[key]):
                raise NotFiled(f'There is already a part called "{piece["id"]}". Load the page again.')
            fields[key].append(piece)
            pieces.append((key, str(piece["id"]), digest_of(piece)))
        if addition.hop:
            pieces += _carry(fields["hops"], addition)
        try:
            acts.revise(actor, folder, record, fields, before.digest)
        except StaleText as stale:
            last = stale
            continue
        return Filing(record=record, pieces=tuple(pieces))
    assert last is not None
    raise last


def _carry(hops: list[Tree], addition: Addition) -> list[tuple[str, str, str]]:
    """Let an existing telling carry more; the list is changed in place."""
    for at, hop in enumerate(hops):
        if isinstance(hop, dict) and hop.get("id") == addition.hop:
            there = hop.get("carries")
            carries = dict(there) if isinstance(there, dict) else {}
            for element, piece in addition.carries:
                if element in carries:
                    raise NotFiled("This telling carries one of these already. Load the page again.")
                carries[element] = piece
            hops[at] = {**hop, "carries": carries}
            return [("carries", f"{addition.hop}/{e}", digest_of(p)) for e, p in addition.carries]
    raise NotFiled("This telling is not there any more. Load the page again.")


def take_back(actor: Actor, folder: Path, filing: Filing) -> None:
    """Take back what was filed, if it stands as it was filed.

    Raises:
        NotTakenBack: when somebody has changed it since.
        Refused: when it is not there any more, or the text cannot be changed in this way.
        NotWritable: when the folder is read-only or the disk is full.
    """
    if not filing.pieces:
        if acts.read(folder, filing.record).digest != filing.digest:
            raise NotTakenBack("It was changed since it was filed, so it was left as it stands.")
        acts.delete(actor, folder, filing.record, filing.digest)
        return
    keys = dict.fromkeys("hops" if key == "carries" else steps(key)[0] for key, _, _ in filing.pieces)
    before = acts.read(folder, filing.record, keys)
    fields: dict[str, list[Tree]] = {key: entries(before.fields.get(key)) for key in keys}
    for key, id, digest in filing.pieces:
        _take_out(fields, key, id, digest)
    acts.revise(
        actor, folder, filing.record, {k: v or None for k, v in fields.items()}, before.digest
    )  # fmt: skip


def _take_out(fields: dict[str, list[Tree]], key: str, id: str, digest: str) -> None:
    if key == "carries":
        hop_id, _, element = id.partition("/")
        for at, hop in enumerate(fields["hops"]):
            carries = hop.get("carries") if isinstance(hop, dict) and hop.get("id") == hop_id else None
            if isinstance(hop, dict) and isinstance(carries, dict) and element in carries:
                piece = carries[element]
                if isinstance(piece, dict) and digest_of(piece) == digest:
                    left = {e: p for e, p in carries.items() if e != element}
                    fields["hops"][at] = {**hop, "carries": left or None}
                    return

    def without(some: list[Tree]) -> list[Tree]:
        for at, entry in enumerate(some):
            if isinstance(entry, dict) and str(entry.get("id") or "") == id and digest_of(entry) == digest:
                return [*some[:at], *some[at + 1 :]]
        raise NotTakenBack("It was changed since it was filed, so it was left as it stands.")

    for top, left in with_list(fields, key, without).items():
        fields[top] = entries(left)
