"""JSON Schemas of what the watch answers, and of what is sent to its inbox."""

from __future__ import annotations

from typing import get_args

from summitry.desk.api.shapes import FREE, TEXT, WHOLE, Schema, of_value, several, thing, to, wide
from summitry.watch.monitors import Alarm, MonitorTest, PastTest
from summitry.watch.triage.value import Touch
from summitry.watch.value import Form

_STATE: Schema = {"enum": ["unread", "ignored", "accepted"]}
_REPORTS: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
_BRIEF: dict[str, Schema] = {
    "id": TEXT, "title": TEXT, "first": TEXT, "last": TEXT, "came": TEXT, "count": WHOLE, "touching": WHOLE,
    "record": TEXT,
}  # fmt: skip


def sent() -> dict[str, Schema]:
    """Return the schemas of what is sent."""
    return {
        "AsEvent": thing("read", read=_REPORTS, title=TEXT, kind=TEXT, by=TEXT, day=TEXT, place=TEXT),
        "AsStatement": thing("read", "said", read=_REPORTS, said={"type": "integer", "minimum": 0}, by=TEXT,
                             day=TEXT, question=TEXT, answer=TEXT),
        "Attached": thing("read", "record", read=_REPORTS, record=TEXT),
        "Apart": thing("read", "apart", read=_REPORTS, apart=_REPORTS),
        "Together": thing("read", "with", **{"read": _REPORTS, "with": TEXT}),
        "Ignored": thing("read", read=_REPORTS, because=TEXT),
        "Reports": thing("reports", reports=_REPORTS),
    }  # fmt: skip


def answered(head: dict[str, Schema]) -> dict[str, Schema]:
    """Return the schemas of what is answered to a question."""
    report = thing("report", "state", report=TEXT, state=_STATE, came=TEXT, said=TEXT,
                   form={"enum": list(get_args(Form))}, source=TEXT, title=TEXT, text=TEXT, address=TEXT,
                   grade=TEXT, coded=TEXT, why=TEXT, doubts=several(TEXT), record=TEXT)  # fmt: skip
    brief_report = thing("report", report=TEXT, title=TEXT, source=TEXT)
    alarm = of_value(Alarm)
    alarm = {**alarm, "required": ["key"],
             "properties": {**alarm["properties"], "key": TEXT, "acknowledged_by": TEXT}}  # fmt: skip
    monitor: dict[str, Schema] = {
        "id": TEXT, "kind": TEXT, "title": TEXT, "sort": TEXT, "looks_for": TEXT,
    }  # fmt: skip
    return {
        "Inbox": thing("items", "left", **head, next=TEXT, left=WHOLE,
                       items=several(thing(*_BRIEF, **_BRIEF))),
        "Happening": thing(
            "id", "reports", "unread", **head, **_BRIEF, reports=several(report), more=WHOLE,
            unread=several(TEXT), touches=several(of_value(Touch)),
            differing=several(thing("what", "told", what=TEXT, told=several(
                thing("value", "by", value=TEXT, by=several(TEXT))))),
            said=several(thing("by", "words", "report", by=TEXT, words=TEXT, report=TEXT)),
        ),
        "DealtWith": thing("items", **head, items=several(thing(
            "did", "who", "at", "reports", did=_STATE, who=TEXT, at=TEXT, because=TEXT, record=TEXT,
            reports=several(brief_report)))),
        "Alarm": alarm,
        "Alarms": thing("items", **head, items=several(to("Alarm"))),
        "Monitors": thing("items", **head, items=several(thing(*monitor, **monitor, alarms=WHOLE))),
        "Monitor": thing("id", "alarms", **head, **monitor, alarms=several(to("Alarm")),
                         pledge=of_value(MonitorTest), past=of_value(PastTest), left_out=TEXT),
        "Digest": wide("form", "day", "parts", **head, form=TEXT, dossier=TEXT, reader=TEXT, day=TEXT,
                        known=TEXT, narrowed={"type": "boolean"}, verdict=TEXT, parts=several(FREE),
                        sources=several(FREE)),
    }  # fmt: skip


def done() -> dict[str, Schema]:
    """Return the schemas of what is answered to an act."""
    return {
        "Dealt": thing("act", "did", act=WHOLE, record=TEXT,
                       did={"enum": ["accept", "attach", "split", "merge", "ignore"]}),
        "Noted": thing("key", "record", key=TEXT, record=TEXT),
        "TakenUp": thing("reports", reports=several(TEXT)),
    }  # fmt: skip
