"""``bench watch``: how well reports are gathered, and how fast 100,000 are taken in and triaged."""

from __future__ import annotations

import mailbox
import random
import resource
import time
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from summitry.secretariat.opening import load
from summitry.secretariat.watching import Marks, taking_in, triaging
from summitry.testing.bench.dossier import write_dossier
from summitry.testing.bench.figures import Figure
from summitry.testing.watching.measured import measured
from summitry.watch.monitors import alarms

ROWS, ENTRIES, LETTERS = 60_000, 25_000, 15_000
"""A hundred thousand: rows coded by machines, entries of feeds, letters."""

FIRST, DAYS = date(2018, 1, 1), 365
_WHO = (
    "Kim", "Trump", "Moon", "Xi", "Abe", "Putin", "Macron", "Merkel", "Tillerson", "Pompeo", "Mattis",
    "Haley", "Chung", "Suh", "Ri", "Guterres",
)  # fmt: skip
_DOES = (
    "meets", "warns", "praises", "visits", "invites", "rebukes", "telephones", "thanks", "refuses",
    "awaits", "follows", "receives",
)  # fmt: skip
_WHAT = (
    "talks", "sanctions", "exercises", "trade", "fisheries", "prisoners", "inspectors", "reactors",
    "missiles", "borders", "ports",
)  # fmt: skip
_WHERE = (
    "Seoul", "Pyongyang", "Washington", "Beijing", "Tokyo", "Geneva", "Vienna", "Singapore", "Helsinki",
    "Moscow", "Hanoi", "Oslo",
)  # fmt: skip


def gathering(data: Path) -> list[Figure]:
    """Measure gathering on the labelled reports."""
    found = measured(data)
    ours, plain, reports = found["all"]
    return [
        Figure(name=f"gathering, {reports:,} reports", unit="F1", runs=(ours,), least=0.85),
        Figure(name="  ahead of same day and a shared name", unit="F1", runs=(ours - plain,), least=0.10),
        *(
            Figure(name=f"  {name}: ours, then the plain rule", unit="F1", runs=(ours, plain))
            for name, (ours, plain, _) in found.items()
        ),
    ]


def taking(scratch: Path) -> list[Figure]:
    """Measure taking 100,000 reports in and proposing what they tell."""
    folder = scratch / "dossier"
    folder.mkdir()
    names = "\n".join(f"- {{id: p{n}, name: Person {who}, also: [{who}]}}" for n, who in enumerate(_WHO))
    (folder / "dossier.yaml").write_text("format: 1\ndossier: Bench\n", encoding="utf-8")
    (folder / "people.yaml").write_text(f"people:\n{names}\n", encoding="utf-8")
    made = written(scratch / "incoming", random.Random(8))
    begun, used = time.monotonic(), _used()
    items = sum(
        t.items for t in taking_in(folder, [made], Marks(came=FIRST + timedelta(days=DAYS))) if t.finished
    )
    taken = time.monotonic() - begun
    proposals = triaging.proposed(folder, load(folder).as_of(FIRST + timedelta(days=DAYS + 1)), all_=True)
    whole = time.monotonic() - begun
    assert items == ROWS + ENTRIES + LETTERS and proposals
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return [
        Figure(name=f"{items:,} reports taken in", unit="s", runs=(taken,)),
        Figure(name="  and gathered, with what they touch", unit="s", runs=(whole,), limit=180),
        Figure(name="  in processor time", unit="s CPU", runs=(_used() - used,)),
        Figure(name="  memory of the larger process", unit="MB", runs=(most / 1024,), limit=1000),
    ]


def watching(scratch: Path, runs: int) -> list[Figure]:
    """Measure a run of all monitors over 25,000 records, nothing remembered from before."""
    write_dossier(scratch / "records")
    whole = load(scratch / "records")
    taken = []
    for _ in range(max(1, runs // 2)):
        dossier = whole.as_of(date(2018, 6, 30))
        begun = time.process_time()
        alarms(dossier)
        taken.append(time.process_time() - begun)
    return [Figure(name=f"monitors over {len(whole):,} records", unit="s CPU", runs=tuple(taken), limit=1)]


def _used() -> float:
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(f.ru_utime + f.ru_stime for f in found)


def written(folder: Path, chance: random.Random) -> Path:
    """Write the files: a table, a hundred feeds, a mailbox."""
    folder.mkdir()
    with open(folder / "events.csv", "w", encoding="utf-8") as file:
        file.write("date,actor,target,title,place,type\n")
        for n in range(ROWS):
            one, other, does, what, where, on = _told(chance)
            file.write(f"{on},{one},{other},{one} {does} {other} over {what} no {n},{where},{does}\n")
    each = ENTRIES // 100
    for n in range(100):
        entries = "".join(_entry(chance, f"{n}-{m}") for m in range(each))
        head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {n}</title>'
        feed = f"{head}{entries}</channel></rss>"
        (folder / f"feed-{n:03}.xml").write_text(feed, encoding="utf-8")
    box = mailbox.mbox(folder / "letters.mbox")
    for n in range(LETTERS):
        box.add(_letter(chance, n))
    box.close()
    return folder


def _told(chance: random.Random) -> tuple[str, str, str, str, str, date]:
    one, other = chance.sample(_WHO, 2)
    on = FIRST + timedelta(days=chance.randrange(DAYS))
    return one, other, chance.choice(_DOES), chance.choice(_WHAT), chance.choice(_WHERE), on


def _entry(chance: random.Random, n: str) -> str:
    one, other, does, what, where, on = _told(chance)
    body = (
        f"<p>{one} {does} {other} over {what} in {where}, aides said.</p><p>Nothing more was told of {n}.</p>"
    )
    when = format_datetime(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
    return (
        f"<item><title>{one} {does} {other} over {what}</title><link>https://feed.example/{n}</link>"
        f"<pubDate>{when}</pubDate><description>{escape(body)}</description></item>"
    )


def _letter(chance: random.Random, n: int) -> EmailMessage:
    one, other, does, what, where, on = _told(chance)
    made = EmailMessage()
    made["From"], made["Subject"] = f"Desk {n % 50} <desk@letters.example>", f"{one} {does} {other}"
    made["Date"] = format_datetime(datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    made.set_content(f"{one} {does} {other} over {what} in {where}.\n\nLetter {n} of many.\n\n-- \nDesk\n")
    return made
