"""The acts of clearance. None of them clears what nobody read: each names the digest of the paragraph."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from summitry.analysis.clearance import text_clearance
from summitry.dossier.kinds import Clearance, Paper
from summitry.dossier.paragraphs import Paragraph, paragraph_digest, paragraphs, with_paragraph
from summitry.dossier.record import Record
from summitry.dossier.signing import (
    CLEARED,
    CLEARS,
    EDITS,
    OBJECTS,
    SILENT,
    Cleared,
    field_of,
    out_of_clearance,
)
from summitry.dossier.value import Dossier
from summitry.folder.edit import digest_of
from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.clearing.value import Changed, Moved, NotCleared, Round, Settled, Signed, Word
from summitry.secretariat.typed import fault_in

NATURES = ("substance", "wording")
LONGEST = 40_000
"""Longest paragraph that is asked for, in characters."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


def _typed(*texts: str) -> None:
    """Refuse what no keyboard types."""
    if wrong := fault_in(*texts, most=LONGEST):
        raise NotCleared(wrong)


def _text(dossier: Dossier, id: str) -> Cleared:
    found = dossier.get(id)
    if not isinstance(found, CLEARED):
        raise NotCleared(f'There is no text called "{id}" that offices clear.')
    return found


def noun_of(record: Record) -> str:
    """Return what a text is called: a paper, a draft, a line."""
    return record.kind


def _now(dossier: Dossier, folder: Path, record: Cleared) -> tuple[str, tuple[Paragraph, ...]]:
    """The text as it stands this instant, not as the page was made from."""
    field = field_of(record)
    text = acts.read(folder, record.id, [field]).fields.get(field)
    whole = text if isinstance(text, str) else ""
    return whole, paragraphs(whole, dossier.header.markings)


def _read_now(parts: tuple[Paragraph, ...], digest: str, seen: str, number: int) -> Paragraph:
    """The paragraph whose digest was on the screen.

    Raises:
        Moved: when no paragraph of the text has it any more.
    """
    for part in parts:
        if part.digest == digest:
            return part
    there = next((p for p in parts if p.number == number), None)
    heading = there.heading if there is not None else ()
    marking = there.marking if there is not None else ""
    proved = digest in {paragraph_digest(h, m, seen) for h in (heading, ()) for m in (marking, "")}
    raise Moved(seen if proved else "", there)


def sign(
    actor: Actor, folder: Path, dossier: Dossier, text: str, office: str, word: Word, moment: datetime,
    file: str = "",
) -> Signed:  # fmt: skip
    """Record what an office says of one paragraph, bound to the digest of what it read.

    It goes to ``file``, else to the file that holds most clearances, which is found by reading them all.

    Raises:
        Moved: when the text was changed after it was shown.
        NotCleared: when the office was not asked, or what it says is not complete.
        Refused: when the text of the dossier cannot be written.
    """
    record = _text(dossier, text)
    _typed(word.edits, word.because)
    if office not in record.clear:
        raise NotCleared(f"Your office was not asked to clear this {noun_of(record)}.")
    if word.stand not in (CLEARS, EDITS, OBJECTS) or not _DIGEST.fullmatch(word.digest):
        raise NotCleared("Say whether you clear it, clear it with edits, or object.")
    _, parts = _now(dossier, folder, record)
    read = _read_now(parts, word.digest, word.seen, word.number)
    edits = _edited(dossier, read, word) if word.stand == EDITS else ""
    if word.stand == OBJECTS and not word.because.strip():
        raise NotCleared("Say why you object. One sentence is enough.")
    fields = _fields(record, office, word.stand, moment) | {
        "paragraphs": [read.digest], "stood": [p.digest for p in parts], "edits": edits,
        "nature": word.nature if edits else "", "seen": _as_written(read), "note": word.because.strip(),
        "marking": _highest(dossier, record.marking, read.marking),
    }  # fmt: skip
    return _recorded(actor, folder, fields, "clear", file)


def _edited(dossier: Dossier, read: Paragraph, word: Word) -> str:
    """The paragraph as it should read, in one piece, with its marking."""
    edits = word.edits.replace("\r\n", "\n").strip("\n")
    asked = paragraphs(edits, dossier.header.markings)
    if not asked:
        raise NotCleared("Write the paragraph as it should read. To take it out, object and say so.")
    if word.nature not in NATURES:
        raise NotCleared("Say whether your edits touch the substance or the wording.")
    if len(asked) == 1 and paragraph_digest(read.heading, asked[0].marking, asked[0].text) == read.digest:
        raise NotCleared("That is the paragraph as it stands. To clear it as it is, press c.")
    return edits


def _as_written(part: Paragraph) -> str:
    return f"({part.marking}) {part.text}" if part.marking else part.text


def _highest(dossier: Dossier, *markings: str) -> str:
    known = dossier.header.markings
    return max((m for m in markings if m in known), key=known.index, default="")


def _fields(record: Cleared, office: str, stand: str, moment: datetime) -> dict[str, Tree]:
    """What every clearance record has; it is as restricted as its text."""
    id = f"{office}-{record.id}-{secrets.token_hex(3)}"[-110:]
    return {
        "id": id, "by": office, "of": record.id, "stand": stand, "on": written(moment),
        "learned": moment.date().isoformat(), "marking": record.marking, "access": list(record.access),
    }  # fmt: skip


def written(moment: datetime) -> str:
    """Return a moment as a dossier writes it, on the dossier's clock; to the minute where that is enough."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S" if moment.second else "%Y-%m-%dT%H:%M")


def moment_for(dossier: Dossier, text: str, office: str, today: date, now: datetime) -> datetime:
    """Return the moment of an act: this minute of the day on the dossier's present day, on its clock. A
    second word of one office within a minute is told from the first by its second."""
    clock = now.astimezone(dossier.tzinfo).time().replace(microsecond=0)
    exact = datetime.combine(today, clock, dossier.tzinfo)
    minute = exact.replace(second=0)
    said = [
        at for c in dossier.naming(text, Clearance) if c.by == office and c.on is not None
        and (at := c.on.instant(c.zone or dossier.header.zone)) is not None
    ]  # fmt: skip
    latest = max(said, default=None)
    if latest is None or latest < minute:
        return minute
    if latest < exact:
        return exact
    end = datetime.combine(today, time(23, 59, 59), dossier.tzinfo)
    return min(latest.astimezone(dossier.tzinfo) + timedelta(seconds=1), end)


def _recorded(actor: Actor, folder: Path, fields: dict[str, Tree], act: str, file: str = "") -> Signed:
    filled = {k: v for k, v in fields.items() if v}
    acts.record(actor, folder, Clearance.kind, filled, act, file)
    return Signed(record=str(filled["id"]), digest=digest_of(filled))


def send_round(
    actor: Actor, folder: Path, dossier: Dossier, text: str, offices: Iterable[str], *, deadline: str,
    rule: str, settled_by: str, moment: datetime,
) -> Round:  # fmt: skip
    """Ask offices to clear a paper, a draft or a line, by a deadline, under a named rule for silence or none.
    Offices that were asked before and have the same deadline are not asked twice.

    Raises:
        NotCleared: when there is no text to clear, nobody to ask, no day by which, or another text has taken
            its place.
        StaleText: when somebody changed the text's offices at the same moment.
    """
    record = _text(dossier, text)
    wanted = tuple(dict.fromkeys(offices))
    _typed(rule, deadline, settled_by)
    _may_go_round(dossier, folder, record, wanted)
    day = _day(deadline)
    if rule.strip() and not day:
        raise NotCleared("Silence counts only after a deadline. Say by when, or leave the rule blank.")
    if settled_by and dossier.get(settled_by) is None:
        raise NotCleared(f"Nobody here is called {settled_by}.")
    keys = ["clear", "settled_by", *(["status"] if isinstance(record, Paper) else [])]
    there = acts.read(folder, record.id, keys)
    before = {key: there.fields.get(key) for key in keys}
    listed = [str(o) for o in as_list(before["clear"])]
    fields: dict[str, Tree] = {
        **before, "clear": list(dict.fromkeys([*listed, *wanted])),
        "settled_by": settled_by or before["settled_by"],
    }  # fmt: skip
    if isinstance(record, Paper):
        fields["status"] = "circulating"
    after = acts.revise(actor, folder, record.id, fields, there.digest, "send round")
    by = {"deadline": day, "rule": rule.strip()}
    asked = [
        _recorded(actor, folder, {**_fields(record, office, "", moment), **by}, "ask")
        for office in wanted if not _asked(dossier, record.id, office, day)
    ]  # fmt: skip
    changed = Changed(record=record.id, before=before, digest=after.digest)
    return Round(text=changed, asked=tuple(asked))


def _may_go_round(dossier: Dossier, folder: Path, record: Cleared, wanted: tuple[str, ...]) -> None:
    """Refuse to send round what has no words, what nobody is to clear, or what no longer stands."""
    _, parts = _now(dossier, folder, record)
    noun = noun_of(record)
    if not parts:
        raise NotCleared(f"There is no text to clear yet. Put the words of the {noun} in first.")
    if not isinstance(record, Paper) and out_of_clearance(dossier, record):
        raise NotCleared(
            f"This {noun} does not stand any more: it has run out, or another has taken its place."
        )
    if not wanted:
        raise NotCleared("Say which offices are asked.")
    unknown = [o for o in wanted if (found := dossier.get(o)) is None
               or found.kind not in ("agency", "party", "post", "person")]  # fmt: skip
    if unknown:
        raise NotCleared(f"Nobody here is called {unknown[0]}.")


def _day(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    try:
        return parse_when(form_of(text) or text).text
    except DateFault as wrong:
        raise NotCleared(f"{wrong.message} {wrong.hint}".strip()) from None


def _asked(dossier: Dossier, text: str, office: str, deadline: str) -> bool:
    return any(
        c.by == office and not c.stand and (c.deadline.text if c.deadline is not None else "") == deadline
        for c in dossier.naming(text, Clearance)
    )  # fmt: skip


def count_silence(
    actor: Actor, folder: Path, dossier: Dossier, text: str, office: str, today: date, moment: datetime
) -> Signed:
    """Count an office's silence as clearance of what it has not spoken of, under the rule it was asked by.

    Raises:
        NotCleared: when no rule was named, its deadline has not passed, or the office has spoken of all.
    """
    record = _text(dossier, text)
    request = next(
        (c for c in reversed(dossier.naming(text, Clearance)) if c.by == office and not c.stand and c.rule),
        None,
    )
    if request is None or request.deadline is None:
        raise NotCleared("No rule makes the silence of this office an answer.")
    if dossier.civil_day(request.deadline, request.zone) >= today:
        raise NotCleared("The deadline has not passed.")
    _, parts = _now(dossier, folder, record)
    silent = {
        p.paragraph.digest for p in dossier.ask(text_clearance, text).paragraphs for m in p.marks
        if m.body == office and m.state == "open" and m.why == "never"
    }  # fmt: skip
    quiet = [p.digest for p in parts if p.digest in silent]
    if not quiet:
        raise NotCleared("This office has spoken of every paragraph.")
    fields = _fields(record, office, SILENT, moment) | {
        "paragraphs": quiet, "stood": [p.digest for p in parts], "rule": request.rule,
        "deadline": request.deadline.text,
    }  # fmt: skip
    return _recorded(actor, folder, fields, "count silence")


def settle(
    actor: Actor, folder: Path, dossier: Dossier, of: str, *, digest: str, seen: str, number: int,
    text: str, by: str, because: str, moment: datetime,
) -> Settled:  # fmt: skip
    """Put other words in the place of one paragraph of a text, or take it out; what it touched is open again,
    and nothing else is.

    Raises:
        Moved: when the paragraph was changed after it was shown.
        NotCleared: when the words are no paragraph.
        StaleText: when somebody changed the text at the same moment.
    """
    record = _text(dossier, of)
    field = field_of(record)
    there = acts.read(folder, record.id, [field, "changes"])
    words = there.fields.get(field)
    whole = words if isinstance(words, str) else ""
    parts = paragraphs(whole, dossier.header.markings)
    old = _read_now(parts, digest, seen, number)
    _typed(text, because)
    text = text.replace("\r\n", "\n").strip("\n")
    after = with_paragraph(whole, old.number, text)
    stand = {p.digest for p in parts}
    new = [p for p in paragraphs(after, dossier.header.markings) if p.digest not in stand]
    if after == whole or (text.strip() and not new):
        raise NotCleared("That is the paragraph as it stands. Nothing was changed.")
    now = new[0].digest if new else ""
    change = {"by": by, "on": written(moment), "was": old.digest, "now": now, "says": because.strip(),
              "learned": moment.date().isoformat()}  # fmt: skip
    listed = [*as_list(there.fields.get("changes")), {k: v for k, v in change.items() if v}]
    before = {field: there.fields.get(field), "changes": there.fields.get("changes")}
    revised = acts.revise(
        actor, folder, record.id, {field: after, "changes": listed}, there.digest, "change text"
    )
    changed = Changed(record=record.id, before=before, digest=revised.digest)
    return Settled(text=changed, number=old.number, now=now)
