"""What can be done over HTTP: the acts of the pages, through the same functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summitry.desk.access import Nothing
from summitry.desk.accounts.models import OwnAct
from summitry.desk.api.call import Answer, Call, Problem, Written
from summitry.desk.api.reading import own_act, record_of
from summitry.desk.pages import carrying, clearanceacts, editing, undoing, writing
from summitry.desk.pages.appending import append, called, misfits_of, typed
from summitry.desk.pages.capturepanel import page_of
from summitry.desk.pages.clearanceacts import STANDS, may_settle
from summitry.desk.pages.forms import FIXED
from summitry.dossier.fields import spec_by_key
from summitry.dossier.kinds import BY_KIND, Accepted, Clearance, Relay
from summitry.dossier.record import Part, Record
from summitry.dossier.signing import CLEARED
from summitry.folder.edit import digest_of
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.secretariat import capturing
from summitry.secretariat.capturing import paper_of
from summitry.secretariat.clearing import Cleared, Moved, Word
from summitry.secretariat.misfits import DoesNotFit, Misfit

LONGEST_LIST = 200


def as_author(value: Any) -> Tree:
    """Return a JSON value as an author would have written it: numbers and flags as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Written):
        return value.text
    if isinstance(value, dict):
        return {key: as_author(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_author(inner) for inner in value]
    return value.strip() or None if isinstance(value, str) else value


def _fields(call: Call, kind: type[Record]) -> dict[str, Tree]:
    """The fields that were sent."""
    sent = call.sent.get("fields")
    if not isinstance(sent, dict) or not sent:
        raise Problem(422, "Say which fields: an object under fields.")
    known = spec_by_key(kind)
    for key in sent:
        if key in FIXED or key not in known:
            raise DoesNotFit([Misfit(path=(key,), says=f'"{key}" is no field that is written here.')])
    return {key: as_author(value) for key, value in sent.items()}


def _text(call: Call, name: str, *, needed: bool = False) -> str:
    found = call.sent.get(name, "")
    if not isinstance(found, str):
        raise Problem(422, f"{name} is a text.")
    if needed and not found.strip():
        raise Problem(422, f"Say {name}.")
    return found


def digests(fields: Mapping[str, Tree]) -> dict[str, str]:
    """Return for each field the digest that a revision of it must name."""
    return {key: digest_of({key: value}) for key, value in fields.items()}


# -- records -------------------------------------------------------------------------------------


def text(call: Call) -> Answer:
    """Read the fields of a record as they stand in the text, each with the digest that a revision must name.

    A field that is blank is not listed; the digest of a blank is under blank.
    """
    record = record_of(call)
    seen = writing.text_of(call.here, record).seen
    return {
        "id": record.id, "kind": record.kind, "fields": seen, "digests": digests(seen),
        "blank": digest_of({"": None}),
    }  # fmt: skip


def file_record(call: Call) -> Answer:
    """File a new record; its id is chosen for you, and the day on which it was learned is filled in.

    What cannot be read as it is meant is refused with its places under faults.
    """
    kind = BY_KIND.get(call.parts["kind"])
    if kind is None:
        raise Nothing
    fields = {key: value for key, value in _fields(call, kind).items() if value is not None}
    id = editing.filed(call.here, kind, fields)
    undoing.filed(call.here, id)
    return {"id": id, "kind": kind.kind}


def revise(call: Call) -> Answer:
    """Change fields of a record, naming under read the digest of each as you read it.

    When one has changed since: 409, with yours, theirs and the new digests, and nothing is written. A null
    takes a field out.
    """
    here, record = call.here, record_of(call)
    wanted, read = _fields(call, type(record)), call.sent.get("read")
    if not isinstance(read, dict):
        raise Problem(422, "Say what you read: the digest of each field, under read.")
    for _ in range(editing.TRIES):
        before = writing.text_of(here, record)
        stale = [key for key in wanted if not _is_read(key, before.seen, read)]
        if stale:
            raise _stale(wanted, before.seen, stale)
        try:
            writing.revised(here, record, before, wanted)
        except StaleText:
            continue
        undoing.changed(here, record.id, before.seen, {**before.seen, **wanted})
        now = {key: value for key, value in {**before.seen, **wanted}.items() if value is not None}
        return {"id": record.id, "changed": list(wanted), "digests": digests({k: now.get(k) for k in wanted})}
    raise Problem(409, "Others are changing this record at this moment. Read it again.")


def _is_read(key: str, seen: Mapping[str, Tree], read: Mapping[str, Any]) -> bool:
    blank = key not in seen and read.get(key) in (None, digest_of({"": None}))
    return blank or read.get(key) == digest_of({key: seen.get(key)})


def _stale(wanted: Mapping[str, Tree], seen: Mapping[str, Tree], stale: list[str]) -> Problem:
    theirs = {key: seen.get(key) for key in stale}
    return Problem(
        409, "These fields have changed since you read them. Look at both texts and send again.",
        yours={key: wanted[key] for key in stale}, theirs=theirs, digests=digests(theirs),
    )  # fmt: skip


def add_entry(call: Call) -> Answer:
    """Add an entry to the end of a list of a record, such as the hops of a relay, whatever others add.

    What a relay carries and who was asked, the readings of a pledge, the states of a decision, looks at an
    indicator and whatever else the desk's pages add to; of a duty or step (agreement/duty) its fate. Nothing
    that stands there is touched.
    """
    here, id, key = call.here, call.parts["id"], call.parts["key"]
    place = typed(here, id, key, {})
    record = place.record
    sent = call.sent.get("entry")
    if not isinstance(sent, dict) or not sent:
        raise Problem(422, "Say what is added: an object under entry.")
    entry = {k: v for k, v in {k: as_author(v) for k, v in sent.items()}.items() if v is not None}
    part = place.spec.part
    if part is not None and issubclass(part, Part) and part.noun and not entry.get("id"):
        entry = {"id": called(here, entry), **entry}
    if wrong := misfits_of(here, record, place.way, entry):
        raise DoesNotFit(Misfit(path=("entry", *m.path), says=m.says) for m in wrong)
    append(writing.actor(here), here.served.folder, record.id, place.way, entry, meant=here.meant(record.id))
    here.served.look_again()
    undoing.added(here, [(record.id, place.way, entry)])
    return {"id": id, "added": key}


def put_to(call: Call) -> Answer:
    """Put an element of a message to a telling of it, with its words there, or before these are on record.

    Words may be put later to an element that was carried without; what is carried in words is left alone.
    """
    here, relay = call.here, call.here.dossier.of(Relay, call.parts["relay"])
    if relay is None:
        raise Nothing
    typed = {name: _text(call, name) for name in carrying.FIELDS}
    act = carrying.put(here, relay, typed)
    return {"id": relay.id, "kind": relay.kind, "act": act.pk if act is not None else 0}


def accept(call: Call) -> Answer:
    """Accept a finding about exactly these records, for a reason, until a day perhaps."""
    fields = {key: value for key, value in _fields(call, Accepted).items() if value is not None}
    for needed in ("finding", "about", "because"):
        if not fields.get(needed):
            raise DoesNotFit([Misfit(path=(needed,), says=f"{needed}: this is needed.")])
    fields.setdefault("on", call.here.today.isoformat())
    id = editing.filed(call.here, Accepted, fields, "accept")
    undoing.filed(call.here, id)
    return {"id": id, "kind": Accepted.kind}


# -- capture ---------------------------------------------------------------------------------------


def capture(call: Call) -> Answer:
    """File a sentence of a held document as a fact, with its quotation, passage and day in it.

    first and last are addresses of sentences as the document lists them, words picks some of them, kind says
    what it is, and answers fills the fields of the form.
    """
    here = call.here
    paper = paper_of(here.dossier, call.parts["name"])
    if paper is None:
        raise Nothing
    kind = _text(call, "kind", needed=True)
    if kind not in capturing.KINDS:
        raise Problem(422, f"kind is one of {', '.join(capturing.KINDS)}.")
    chosen = capturing.choose(
        paper, _text(call, "first", needed=True), _text(call, "last"), _text(call, "words")
    )
    fact = capturing.prepared(here.dossier, paper, chosen, kind, _answers(call), here.today.isoformat())
    if fact.faults:
        raise DoesNotFit(Misfit(path=(f.name,), says=f.says) for f in fact.faults)
    filing = capturing.file(writing.actor(here), here.served.folder, fact)
    here.served.look_again()
    act = undoing.did(here, filing.plain(), page_of(paper), chosen.passages[0].number)
    return {"id": filing.record, "kind": fact.kind, "act": act.pk}


def _answers(call: Call) -> dict[str, tuple[str, ...]]:
    sent = call.sent.get("answers", {})
    if not isinstance(sent, dict):
        raise Problem(422, "answers is an object: the name of a field, and what is typed in it.")
    found = {}
    for name, value in sent.items():
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) for each in several) or len(several) > LONGEST_LIST:
            raise Problem(422, f"What is typed in {name} is a text, or a list of some.")
        found[name] = tuple(several)
    return found


# -- clearance -------------------------------------------------------------------------------------


def _cleared(call: Call) -> Cleared:
    found = call.here.dossier.get(call.parts["paper"])
    if not isinstance(found, CLEARED):
        raise Nothing
    return found


def sign(call: Call) -> Answer:
    """Say your office's word on a paragraph of a paper, draft or line.

    word is clear, edits (with the words you want) or objects.

    digest is that of the paragraph as you read it; when the text has changed since, nothing is signed (409).
    """
    here, text = call.here, _cleared(call)
    stand = STANDS.get(_text(call, "word"))
    if stand is None:
        raise Problem(422, f"word is one of {', '.join(STANDS)}.")
    word = Word(
        stand=stand, digest=_text(call, "digest"), seen=_text(call, "seen"), edits=_text(call, "edits"),
        nature=_text(call, "nature"), because=_text(call, "because"),
    )  # fmt: skip
    return _signed(clearanceacts.sign(here, text, word))


def _signed(act: OwnAct) -> Answer:
    return {"id": act.what["record"], "kind": Clearance.kind, "act": act.pk}


def send_round(call: Call) -> Answer:
    """Ask offices to clear a paper, a draft or a line, by a day, under a named rule for silence or none."""
    here, text = call.here, _cleared(call)
    offices = call.sent.get("offices", [])
    if not isinstance(offices, list) or not all(isinstance(o, str) for o in offices):
        raise Problem(422, "offices is a list of ids.")
    act = clearanceacts.send_round(
        here, text, offices[:LONGEST_LIST], deadline=_text(call, "deadline"), rule=_text(call, "rule"),
        settled_by=_text(call, "settled_by"),
    )  # fmt: skip
    return {"id": text.id, "asked": clearanceacts.asked_in(act), "act": act.pk}


def settle(call: Call) -> Answer:
    """Put other words in the place of a paragraph on which offices want different ones; blank takes it out.

    For who is named to settle; while nobody is, for the secretariat. digest is that of the paragraph as read.
    """
    here, text = call.here, _cleared(call)
    if not may_settle(here, text):
        raise Nothing
    act = clearanceacts.settle(
        here, text, digest=_text(call, "digest"), seen=_text(call, "seen"), number=0,
        text=_text(call, "text"), because=_text(call, "because"),
    )  # fmt: skip
    return {"id": text.id, "kind": text.kind, "act": act.pk}


def count_silence(call: Call) -> Answer:
    """Count an office's silence as clearance, under the rule it was asked by, when its time has passed."""
    here, text = call.here, _cleared(call)
    return _signed(clearanceacts.count_silence(here, text, _text(call, "office", needed=True)))


# -- one's own acts ----------------------------------------------------------------------------------


def take_back(call: Call) -> Answer:
    """Take back an act of your own, as long as what it filed stands as it was filed."""
    here = call.here
    number = call.parts["act"]
    mine = OwnAct.objects.filter(account=here.account, dossier=here.served.slug)
    act = mine.filter(pk=int(number)).first() if len(number) < 12 else None
    if act is None or not undoing.there(here, act.what):
        raise Nothing
    if not any(here.may(right) for right in undoing.rights(act.what)):
        raise Nothing
    undoing.take_back(here, act.what)
    told = own_act(act)
    act.delete()
    here.served.look_again()
    return told


def refusal(refused: Refused, call: Call) -> Problem:
    """Return what is answered when an act was refused: why, and where."""
    if isinstance(refused, DoesNotFit):
        faults = [{"at": m.place, "says": m.says} for m in refused.found]
        return Problem(422, str(refused), faults=faults)
    if isinstance(refused, Moved):
        now = refused.now
        theirs = {"number": now.number, "digest": now.digest, "text": now.text} if now is not None else None
        return Problem(409, str(refused), yours=refused.read, theirs=theirs)
    if isinstance(refused, StaleText):
        return Problem(409, "Others changed it at the same moment. Read it again.")
    return Problem(422, writing.in_words(refused))


__all__ = [
    "accept", "add_entry", "capture", "count_silence", "file_record", "put_to", "refusal", "revise",
    "send_round", "settle", "sign", "take_back", "text",
]  # fmt: skip
