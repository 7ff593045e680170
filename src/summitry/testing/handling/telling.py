"""What a program sends: for each act of the interface some bodies, with ids that are seen and withheld."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from summitry.desk.api.serving import ROOT
from summitry.desk.api.table import OPERATIONS
from summitry.dossier.fields import specs
from summitry.dossier.kinds import BY_KIND, Relay
from summitry.testing.handling.addresses import ABSENT, Address, Ground
from summitry.testing.handling.pair import reports

Bodies = Callable[[Address, Ground, tuple[str, ...]], Iterator[Any]]


def told(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the method and the body of each act at an address."""
    for operation in OPERATIONS:
        if operation.writes and ROOT + operation.route == address.route:
            for body in SENDS[operation.sends](address, ground, digests):
                yield operation.method, json.dumps(body)


def _record(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    kind = BY_KIND.get(address.path.rpartition("/")[2])
    refers = next((s.key for s in specs(kind) if s.shape in ("ref", "refs")), "note") if kind else "note"
    yield {"fields": {"note": "another text, typed here"}}
    yield {"fields": {"note": "it names one", refers: ground.withheld[0]}}
    yield {"fields": {"id": ground.withheld[0], "was": ground.withheld[0]}}


def _revision(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    yield {"fields": {"note": "another text, typed here"}, "read": {}}
    yield {
        "fields": {"note": ground.withheld[0], "told": [{"who": ground.withheld[0]}]},
        "read": {"told": None},
    }
    yield {"fields": {"note": "stale"}, "read": {"note": "0" * 64}}


def _entry(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for id in (ground.dossier.ids("party")[0], ground.withheld[0], ABSENT):
        yield {"entry": {"who": id, "by": id, "note": "added here", "id": "added-here"}}


def _carried(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    relay = ground.dossier.get(address.path.rpartition("/")[2])
    hops = [h.id for h in relay.hops] if isinstance(relay, Relay) else []
    elements = [e.id for e in relay.elements] if isinstance(relay, Relay) else []
    for element in (*elements[:2], ground.withheld[0], ABSENT):
        for hop in (*hops[-1:], ground.withheld[0], ABSENT):
            yield {"element": element, "hop": hop}
            yield {"element": element, "hop": hop, "words": "as it was told here"}


def _fact(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    yield {"kind": "statement", "first": "1.0"}
    for id in (ground.dossier.ids("party")[0], ground.withheld[0], ABSENT):
        yield {"kind": "statement", "first": "2.0", "answers": {"by": id, "to": [id], "question": id}}


def _word(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for digest in (*digests, "0" * 64):
        yield {"word": "clear", "digest": digest}
        yield {"word": "edits", "digest": digest, "edits": ground.withheld[0], "nature": "wording"}


def _round(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for id in (*ground.dossier.ids("agency")[:1], ground.withheld[0], ABSENT):
        yield {"offices": [id], "deadline": "2018-03-20"}


def _settlement(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for digest in (*digests[:1], "0" * 64):
        yield {"digest": digest, "text": "other words", "because": "settled"}


def _silence(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for id in (*ground.dossier.ids("agency")[:1], ground.withheld[0], ABSENT):
        yield {"office": id}


def _accepted(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for id in (ground.dossier.ids("party")[0], ground.withheld[0], ABSENT):
        yield {"fields": {"finding": "REF001", "about": [id], "because": "It is meant."}}


def _dealt(**more: Any) -> Bodies:
    """Something done with a happening: of the reports that are seen, of those withheld, of none."""

    def bodies(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
        for_all, some = ([item.id for item in items] for items in reports())
        for read in (for_all, some, ["0123456789abcdef"]):
            yield {"read": read, **more}
        for id in (ground.withheld[0], ABSENT):
            yield {"read": for_all, **dict.fromkeys(more, id)}

    return bodies


def _reports(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for items in reports():
        yield {"reports": [item.id for item in items]}


def _apart(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    for_all, some = ([item.id for item in items] for items in reports())
    yield {"read": for_all, "apart": some[:1]}
    yield {"read": for_all, "apart": for_all[:1]}


def _nothing(address: Address, ground: Ground, digests: tuple[str, ...]) -> Iterator[Any]:
    yield {}


SENDS: dict[str, Bodies] = {
    "NewRecord": _record, "Revision": _revision, "Entry": _entry, "Carried": _carried, "Fact": _fact,
    "Word": _word,
    "Round": _round, "Settlement": _settlement, "Silence": _silence, "NewAccepted": _accepted, "": _nothing,
    "AsEvent": _dealt(title="as told", by="", kind=""), "Ignored": _dealt(because="not ours"),
    "AsStatement": _dealt(said=0), "Attached": _dealt(record=""), "Together": _dealt(**{"with": ""}),
    "Apart": _apart, "Reports": _reports,
}  # fmt: skip
"""For each schema of what is sent: bodies to try. Add one when an operation sends something new."""
