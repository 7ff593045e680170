"""What a search found, as it is shown: documents, records, counts, and what counted in each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from summitry.cli.screen import Pieces, Screen

if TYPE_CHECKING:
    from summitry.archive.search.result import Counted, Extract, Found, Hit, RecordHit, Tally

FACETS = {
    "in": "in", "kind": "kind", "date": "year", "author": "author", "marking": "marking",
    "compartment": "compartment",
}  # fmt: skip


def show_found(screen: Screen, found: Found, lowest: str = "") -> None:
    """Show the whole answer to a question; the lowest marking goes without saying."""
    if found.did_you_mean:
        screen.say((("Did you mean ", ""), (found.did_you_mean, "bold"), ("?", "")))
    if found.nowhere:
        words = " or ".join(f'"{word}"' for word in found.nowhere)
        screen.say(f"No document has {words}.")
    screen.say(_sum(found), "dim")
    show_hits(screen, found.hits, found.ignored, lowest)
    if found.records:
        screen.say()
        screen.say("Records of the dossier", "bold")
        for record in found.records:
            _show_record(screen, record)
    if found.tallies:
        screen.say()
        screen.say("To narrow it", "bold")
        for facet in FACETS:
            _show_tallies(screen, [t for t in found.tallies if t.facet == facet])


def _sum(found: Found) -> str:
    if not found.held:
        return "The cabinet holds no documents."
    match = "matches" if found.documents == 1 else "match"
    shown = f"; the best {len(found.hits)} are shown" if len(found.hits) < found.documents else ""
    return f"{found.documents:,} of {found.held:,} documents {match}{shown}."


def show_hits(screen: Screen, hits: Iterable[Hit], ignored: tuple[str, ...] = (), lowest: str = "") -> None:
    """Show documents, best first, each with its best passage and what counted."""
    for rank, hit in enumerate(hits, 1):
        screen.say()
        marking = "" if hit.marking == lowest else hit.marking
        said = "; ".join(part for part in (_date(hit.date), hit.author, marking) if part)
        screen.say(((f"{rank}. ", "dim"), (hit.id, "bold"), (f"  {hit.title}", "")))
        if said:
            screen.say(said, "dim", indent=3)
        if hit.extract is not None:
            screen.say(marked(hit.extract.words, hit.extract.marked), indent=3)
        why = why_found(hit, ignored)
        if why:
            screen.say(why, "dim", indent=3)


def why_found(hit: Hit, ignored: tuple[str, ...] = ()) -> str:
    """Say what counted: ``Rostow (person), RVN (also GVN), bombing; ignored: W; best passage p. 112``."""
    counted = [_counted(each) for each in hit.counted]
    said = [", ".join(counted)] if counted else []
    if ignored and counted:
        said.append(f"ignored: {', '.join(ignored)}")
    if hit.extract is not None:
        said.append(f"{'best ' if counted else ''}passage {where(hit.extract)}")
    return "; ".join(said)


def _counted(each: Counted) -> str:
    if each.kind == "person":
        return f"{each.name} (person)"
    few = [*each.also[:4], *([f"{len(each.also) - 4} more"] if len(each.also) > 4 else [])]
    if each.kind == "people":
        return f"{each.name} ({', '.join(few[:-1])} or {few[-1]})"
    return f"{each.name} (also {', '.join(few)})" if few else each.name


def where(extract: Extract) -> str:
    """Say where words stand, as a person would cite them, with the id of the passage."""
    said = [f"p. {extract.page}"] if extract.page else []
    if extract.role == "footnote":
        said.append(f"note {extract.label}" if extract.label else "a note")
    elif extract.role == "source-note":
        said.append("source note")
    elif extract.paragraph:
        said.append(f"para. {extract.paragraph}")
    return f"{', '.join(said)} [{extract.passage}]" if said else f"[{extract.passage}]"


def marked(words: str, spans: tuple[tuple[int, int], ...]) -> Pieces:
    """Return words with what was asked for in bold."""
    pieces, at = [], 0
    for begin, end in spans:
        pieces += [(words[at:begin], ""), (words[begin:end], "bold")]
        at = end
    return tuple(piece for piece in (*pieces, (words[at:], "")) if piece[0])


def _date(text: str) -> str:
    from summitry.foundation.dates import DateFault, in_words, parse_when

    if not text:
        return ""
    try:
        return in_words(parse_when(text))
    except DateFault:
        return text


def _show_record(screen: Screen, record: RecordHit) -> None:
    screen.say(((f"{record.kind} ", "dim"), (record.id, "bold"), (f"  {record.title[:200]}", "")), indent=1)
    if record.words and record.words != record.title:
        screen.say(marked(record.words, record.marked), indent=4)
    if record.counted:
        screen.say(", ".join(record.counted), "dim", indent=4)


def _show_tallies(screen: Screen, tallies: list[Tally]) -> None:
    if tallies:
        values = ", ".join(f"{t.asks} ({t.documents:,})" for t in tallies)
        screen.say(((f"{FACETS[tallies[0].facet]}: ", "dim"), (values, "")), indent=1)
