"""What is done with what came in, over HTTP: the acts of the inbox's page, through the same functions."""

from __future__ import annotations

from typing import Any

from summitry.desk.access import Nothing
from summitry.desk.api.call import Answer, Call, Problem
from summitry.desk.api.watching import happening_of
from summitry.desk.pages import inboxacts, inboxreading
from summitry.desk.pages.inboxacts import GONE
from summitry.desk.pages.writing import actor
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching import running, triaging

LONGEST = 2_000
"""Reports that a request may name."""


def accept_event(call: Call) -> Answer:
    """Make an event of a happening, with its reports as sources; nothing is filled in that is not sent.

    read are the reports you read of it, as it lists them under unread: what came to it since is left out.
    kind is a kind of event, by who did it, day as people write it.
    """
    return _done(call, "accept", title=_text(call, "title"), kind=_text(call, "kind"), by=_text(call, "by"),
                 day=_text(call, "day"), place=_text(call, "place"))  # fmt: skip


def accept_statement(call: Call) -> Answer:
    """Make a statement of words that a report quotes, with the reports as sources.

    said is the place of the words among said of the happening, from 0 on; question and answer what it says.
    """
    said = call.sent.get("said")
    if not isinstance(said, int) or isinstance(said, bool):
        raise Problem(422, "said is the place of the words among those listed, from 0 on.")
    question, answer = _text(call, "question"), _text(call, "answer")
    return _done(call, "statement", said=str(said), by=_text(call, "by"), day=_text(call, "day"),
                 answer=f"{question}/{answer}" if answer else question)  # fmt: skip


def attach_reports(call: Call) -> Answer:
    """Add the reports of a happening to a record that is there, as its sources."""
    record = _text(call, "record")
    if call.here.dossier.get(record) is None:
        raise Problem(422, "Say record: the id of the record they belong to.")
    return _done(call, "attach", record=record)


def split_happening(call: Call) -> Answer:
    """Hold some reports of a happening apart from the others."""
    return _done(call, "split", picked=" ".join(_ids(call, "apart")))


def merge_happenings(call: Call) -> Answer:
    """Put a happening together with another one."""
    return _done(call, "merge", **{"with": _text(call, "with")})


def ignore_happening(call: Call) -> Answer:
    """Remember that what is unread of a happening was looked at and left."""
    return _done(call, "ignore", because=_text(call, "because"))


def take_up(call: Call) -> Answer:
    """Make reports unread again that were ignored, whoever did so."""
    here, items = call.here, set(_ids(call, "reports"))
    done = triaging.dealt_with(here.served.folder, here.dossier, 100_000)
    known = [e.id for act in done if act.state == "ignored" for e in act.entries if e.id in items]
    if not known:
        raise Problem(409, GONE)
    triaging.take_up(actor(here), here.served.folder, known)
    return {"reports": known}


def acknowledge(call: Call) -> Answer:
    """Take note of an alarm of the day: it is not repeated until its cause is another."""
    here, key = call.here, call.parts["alarm"]
    if key not in {alarm.key for alarm, _ in running.raised(here.served.folder, here.dossier)}:
        raise Nothing
    found = running.acknowledge(actor(here), here.served.folder, here.dossier, key)
    return {"key": found.key, "record": found.about.partition("/")[0]}


def _done(call: Call, did: str, **sent: str) -> Answer:
    """Do something with a happening as it was read; answer what was made of it, by which act of one's own."""
    found, here = happening_of(call), call.here
    read = " ".join(_ids(call, "read"))
    try:
        proposal = inboxacts.as_read((found,), read)[0]
    except Refused:
        raise Problem(409, GONE) from None
    act = inboxacts.done(here, proposal, did, sent, inboxreading.unread(here).proposals)
    here.served.look_again()
    made: dict[str, Any] = act.what.get("made", {})
    return {"act": act.pk, "did": act.what["did"], "record": made.get("record", "")}


def _text(call: Call, name: str) -> str:
    found = call.sent.get(name, "")
    if not isinstance(found, str) or len(found) > 20_000:
        raise Problem(422, f"{name} is a text.")
    return found.strip()


def _ids(call: Call, name: str) -> list[str]:
    found = call.sent.get(name)
    if (
        not isinstance(found, list)
        or not 0 < len(found) <= LONGEST
        or not all(isinstance(each, str) and each and len(each.split()) == 1 for each in found)
    ):
        raise Problem(422, f"Say {name}: a list of reports, at most {LONGEST:,}.")
    return found
