"""The table of the interface: everything that can be asked or done, and nothing else."""

from __future__ import annotations

from summitry.desk.accounts.roles import ACCEPT, CLEAR, JOURNAL, READ, RECORD, REVISE, SEND_ROUND
from summitry.desk.api import inboxwriting, reading, watching, writing
from summitry.desk.api.operation import ON, PAGED, Operation, Query

_WORDS = {"type": "string", "maxLength": 500}
_DAY = {"type": "string", "examples": ["2018-03-12"]}

SUPPOSED = (
    ON, Query(name="try", help="pledges: kinds of event in or out of the scope, KIND=in,KIND=out",
              schema=_WORDS),
    Query(name="move", help="countdown: with a meeting on another day, MEETING=DAY", schema=_WORDS),
    Query(name="break", help="roadmaps: what can no longer happen without a step, PAPER/STEP", schema=_WORDS),
    Query(name="since", help="lines: what came and went after a day", schema=_WORDS),
    Query(name="merges", help="events: rows of two lists that may be one event, 1", schema=_WORDS),
)  # fmt: skip

OPERATIONS: tuple[Operation, ...] = (
    Operation(method="GET", route="", do=reading.about, answers="About", queries=(ON,)),
    Operation(method="GET", route="home", do=reading.home, answers="Home", queries=(ON,)),
    Operation(method="GET", route="records/<slug:kind>", do=reading.records, answers="Records",
              queries=PAGED),
    Operation(
        method="POST", route="records/<slug:kind>", do=writing.file_record, answers="Filed", right=RECORD,
        sends="NewRecord", status=201,
    ),
    Operation(method="GET", route="record/<path:id>", do=reading.record, answers="RecordRead", queries=(ON,)),
    Operation(
        method="PATCH", route="record/<path:id>", do=writing.revise, answers="Revised", right=REVISE,
        sends="Revision", refuses=(409,),
    ),
    Operation(method="GET", route="text/<path:id>", do=writing.text, answers="Text", right=REVISE),
    Operation(
        method="POST", route="lists/<slug:key>/<path:id>", do=writing.add_entry, answers="Added",
        right=RECORD,
        sends="Entry", status=201, refuses=(409,),
    ),
    Operation(
        method="POST", route="carried/<path:relay>", do=writing.put_to, answers="Act", right=RECORD,
        sends="Carried", status=201, refuses=(409,),
    ),
    Operation(
        method="GET", route="findings", do=reading.findings, answers="Findings",
        queries=(
            ON, Query(name="code", help="only this code, or this family of codes", schema=_WORDS),
            Query(name="severity", help="only of this severity",
                  schema={"enum": ["grave", "serious", "notice"]}),
            Query(name="about", help="only about the record of this id", schema=_WORDS),
        ),
    ),
    Operation(
        method="POST", route="accepts", do=writing.accept, answers="Filed", right=ACCEPT, sends="NewAccepted",
        status=201,
    ),
    Operation(method="GET", route="views", do=reading.views, answers="Views", queries=(ON,)),
    Operation(method="GET", route="views/<slug:view>", do=reading.view, answers="View",
        queries=SUPPOSED),
    Operation(
        method="GET", route="views/<slug:view>/<path:id>", do=reading.view_of, answers="View",
        queries=SUPPOSED
    ),
    Operation(
        method="GET", route="search", do=reading.search, answers="Found",
        queries=(
            ON, Query(name="q", help="what to search for", schema=_WORDS),
            Query(name="limit", help="how many documents and records, at most 100",
                  schema={"type": "integer", "minimum": 1, "maximum": 99999, "default": 30}),
        ),
    ),
    Operation(
        method="GET", route="compare", do=reading.compare, answers="Difference",
        queries=(
            ON, Query(name="a", help="one day; left out, the day before", schema=_DAY),
            Query(name="b", help="the other day; left out, the dossier's day", schema=_DAY),
        ),
    ),
    Operation(
        method="GET", route="journal", do=reading.journal, answers="Journal", right=JOURNAL, queries=PAGED
    ),
    Operation(method="GET", route="documents", do=reading.documents, answers="Documents", queries=PAGED),
    Operation(
        method="GET", route="documents/<path:name>", do=reading.document, answers="Document", queries=PAGED
    ),
    Operation(
        method="POST", route="documents/<path:name>", do=writing.capture, answers="Act", right=RECORD,
        sends="Fact", status=201, refuses=(409,),
    ),
    Operation(
        method="GET", route="citation", do=reading.citation, answers="Citation",
        queries=(ON, Query(name="cites", help="as it is written in a dossier: ap11 p. 2", schema=_WORDS)),
    ),
    Operation(method="GET", route="papers", do=reading.papers, answers="Papers", queries=(ON,)),
    Operation(method="GET", route="papers/<path:paper>", do=reading.paper, answers="Standing", queries=(ON,)),
    Operation(
        method="POST", route="papers/<path:paper>", do=writing.sign, answers="Act", right=CLEAR, sends="Word",
        status=201, refuses=(409,),
    ),
    Operation(
        method="POST", route="rounds/<path:paper>", do=writing.send_round, answers="Asked", right=SEND_ROUND,
        sends="Round", status=201, refuses=(409,),
    ),
    Operation(
        method="POST", route="settlements/<path:paper>", do=writing.settle, answers="Act",
        sends="Settlement",
        refuses=(409,),
    ),
    Operation(
        method="POST", route="silences/<path:paper>", do=writing.count_silence, answers="Act",
        right=SEND_ROUND, sends="Silence", status=201, refuses=(409,),
    ),
    Operation(
        method="GET", route="inbox", do=watching.inbox, answers="Inbox",
        queries=(*PAGED, Query(name="show", help="touching: only what touches something on record",
                               schema={"enum": ["touching"]})),
    ),
    Operation(method="GET", route="inbox-done", do=watching.dealt_with, answers="DealtWith", queries=(ON,)),
    Operation(method="POST", route="inbox-done", do=inboxwriting.take_up, answers="TakenUp", right=RECORD,
              sends="Reports", refuses=(409,)),
    Operation(method="GET", route="inbox/<slug:happening>", do=watching.happening, answers="Happening",
              queries=(ON,)),
    *(
        Operation(method="POST", route=f"inbox/<slug:happening>/{word}", do=do, answers="Dealt", right=RECORD,
                  sends=sends, status=201, refuses=(409,))
        for word, do, sends in (
            ("event", inboxwriting.accept_event, "AsEvent"),
            ("statement", inboxwriting.accept_statement, "AsStatement"),
            ("attached", inboxwriting.attach_reports, "Attached"),
            ("apart", inboxwriting.split_happening, "Apart"),
            ("together", inboxwriting.merge_happenings, "Together"),
            ("ignored", inboxwriting.ignore_happening, "Ignored"),
        )
    ),
    Operation(method="GET", route="alarms", do=watching.alarms, answers="Alarms", queries=(ON,)),
    Operation(method="POST", route="alarms/<slug:alarm>", do=inboxwriting.acknowledge, answers="Noted",
              right=RECORD, status=201),
    Operation(method="GET", route="monitors", do=watching.monitors, answers="Monitors", queries=(ON,)),
    Operation(method="GET", route="monitors/<path:id>", do=watching.monitor, answers="Monitor",
              queries=(ON,)),
    Operation(method="GET", route="digest", do=watching.digest, answers="Digest", queries=(ON,)),
    Operation(method="GET", route="acts", do=reading.acts, answers="Acts", right=READ),
    Operation(method="DELETE", route="acts/<int:act>", do=writing.take_back, answers="OwnAct"),
)  # fmt: skip
