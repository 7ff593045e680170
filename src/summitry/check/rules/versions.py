"""REL, continued: several versions of one telling, and conditions that hang elsewhere in them."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.relays import (
    Heading,
    Mark,
    RelayReading,
    account,
    hop_place,
    quoted,
    relay_reading,
)
from summitry.check.rule import Found, rule
from summitry.check.rules.relays import cells_with, related, says
from summitry.dossier.kinds import Relay
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Severity
from summitry.foundation.wording import clause, counted, enumerated, listed


@rule("REL009", "versions-differ", Severity.SERIOUS, Relay)
def versions_differ(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """Translations or reports of one telling differ.

    "Resolve", "willingness" and "commitment" are three different promises, and one sentence was
    spoken. Get the original, and have it translated once for everybody.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for head in dict.fromkeys(h.version_of for h in reading.hops if h.version_of):
        versions = [h for h in reading.hops if h.version_of == head]
        parts, differing = _differing(dossier, relay, reading, head, versions)
        more = _only_in(dossier, relay, reading, head, versions)
        if not parts and not more:
            continue
        of = account(dossier, reading.hop(head))
        told = [f"The versions of {of} differ on {counted(len(parts), 'point')}: {enumerated(parts)}."]
        if not parts:
            told = [f"The versions of {of} do not say the same."]
        told += [f"Only in {version}: {enumerated(words)}." for version, words in more.values()]
        yield Found(
            message=" ".join(told),
            at=relay.where("hops", hop_place(reading, head)), about=(relay.id, f"{relay.id}/{head}"),
            hint="Get the words in the original language, and add them as a statement of their own.",
            related=related(relay, reading, (*differing, *more), "another version"),
        )  # fmt: skip


def _differing(
    dossier: Dossier, relay: Relay, reading: RelayReading, head: str, versions: list[Heading]
) -> tuple[list[str], list[str]]:
    """The elements whose words differ, each with all of them; and the versions in which they do."""
    parts, hops = [], []
    for row in reading.rows:
        cells = [c for h in versions if (c := row.cell(h.hop)) and Mark.VERSIONS_DIFFER in c.marks]
        if cells:
            words = [quoted(c.words) for c in (row.cell(head), *cells) if c is not None and c.words]
            parts.append(f"{says(dossier, relay, row.element)} ({listed(dict.fromkeys(words), 'or')})")
            hops += [c.hop for c in cells]
    return parts, hops


def _only_in(
    dossier: Dossier, relay: Relay, reading: RelayReading, head: str, versions: list[Heading]
) -> dict[str, tuple[str, list[str]]]:
    """What a version has that the first text, read whole, has not: by version, its name and the words."""
    first = reading.hop(head)
    found: dict[str, tuple[str, list[str]]] = {}
    for row in reading.rows if first is not None and first.whole else ():
        base = row.cell(head)
        if base is not None and base.element:
            continue
        for hop in versions:
            cell = row.cell(hop.hop)
            if cell is not None and cell.words:
                title = clause(dossier.title(hop.statement)) if hop.statement else f"the version “{hop.hop}”"
                words = f"{says(dossier, relay, cell.element)} ({quoted(cell.words)})"
                found.setdefault(hop.hop, (title, []))[1].append(words)
    return found


@rule("REL010", "condition-moved", Severity.SERIOUS, Relay)
def condition_moved(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A condition hangs on another element than before.

    The same words govern another sentence: what was conditional is not, and something else is. Find out
    which sentence the sender meant.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop, found in cells_with(reading, Mark.CONDITION_MOVED):
        for row, cell in found:
            for lost in cell.missing:
                now = [
                    r for r in reading.rows
                    if (c := r.cell(hop.hop)) is not None
                    and lost.element in {k.element for k in c.conditions}
                ]  # fmt: skip
                place = f"on “{says(dossier, relay, now[0].elements[0])}”" if now else "on nothing"
                yield Found(
                    message=f"In {account(dossier, reading.hop(lost.hop))}, {quoted(lost.words)} hangs on"
                    f" “{says(dossier, relay, row.elements[0])}”; in {_version(dossier, hop)}, {place}.",
                    at=relay.where("hops", hop.index),
                    about=(relay.id, f"{relay.id}/{hop.hop}", f"{relay.id}/{lost.element}"),
                    hint="Get the original words, and ask the sender which of the two he meant.",
                    related=related(relay, reading, (lost.hop,), "where it hung before"),
                )


def _version(dossier: Dossier, hop: Heading) -> str:
    if hop.version_of:
        title = dossier.title(hop.statement) if hop.statement else hop.hop
        return f"another version of it ({clause(title)})"
    return account(dossier, hop)


RULES = (versions_differ, condition_moved)
