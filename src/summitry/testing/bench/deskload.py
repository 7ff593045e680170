"""``bench desk``, the load: fifty people at one desk, twenty clearing one paper at once, and a server that is
killed again and again.

The load is this: each person opens a page or sends a form, then thinks for three to nine seconds, so that
fifty of them ask some eight times a second; and while they think, their pages ask every second whether what
they show still stands, as the pages' script does: fifty times a second more. A fifth of what they do is
writing: a remark added to a record that others remark on too, or a new statement. They read what their role
reads: home pages, records, lists, analyses, forms, searches. What somebody was told is saved is noted, and
looked for in the text at the end.
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from summitry.analysis.clearance import text_clearance
from summitry.dossier.kinds import Statement
from summitry.folder.load import load
from summitry.foundation.values import dataclass
from summitry.secretariat.opening import default_day
from summitry.testing.bench.deskbrowser import browsing
from summitry.testing.bench.deskground import PAPER, WRITERS, Ground, lay_out, offices, seated
from summitry.testing.bench.deskpeople import Answer, Gone, Person, form_with
from summitry.testing.bench.deskserver import Server, Sitting
from summitry.testing.bench.dossier import RECORDS
from summitry.testing.bench.figures import Figure, at

PEOPLE = 50
WRITES = 0.2
THINKS = (3.0, 9.0)
PAGE, WRITE, WEIGHT, MEMORY = 300.0, 500.0, 300.0, 600.0
"""The limits: ms of a page and of a write for 99 of 100, kB of a page, MB of a process."""


@dataclass(slots=True)
class Told:
    """What people were told and how long it took, gathered from all of them."""

    pages: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    """Of pages that asked whether what they show still stands."""
    writes: list[float] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    saved: list[tuple[str, str]] = field(default_factory=list)
    """Records and words that were acknowledged."""
    stale: int = 0
    unknown: int = 0
    """Writes of which nobody learned whether they were done, since the server was killed."""
    errors: list[str] = field(default_factory=list)
    worked: float = 0.0
    """Seconds of processor time that the server used for all of it."""
    seen: list[float] = field(default_factory=list)
    """How long pages took until they stood in a browser."""
    slow: list[tuple[float, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, sort: str, answer: Answer) -> None:
        """Note a page; what is neither a page nor a way to one is an error."""
        with self.lock:
            self.pages.append(answer.took)
            self.slow.append((answer.took, sort))
            self.sizes[sort] = max(answer.size, self.sizes.get(sort, 0))
            if answer.status not in (200, 302):
                self.errors.append(f"{answer.status} {sort}")

    def look(self, answer: Answer) -> None:
        """Note what a page was answered that asked whether it still stands."""
        with self.lock:
            self.looks.append(answer.took)
            if answer.status not in (200, 304):
                self.errors.append(f"{answer.status} look")

    def write(self, sort: str, answer: Answer, record: str, words: str) -> None:
        """Note a write that was answered."""
        with self.lock:
            self.writes.append(answer.took)
            self.slow.append((answer.took, f"write: {sort}"))
            if answer.status == 302:
                self.saved.append((record, words))
            elif answer.status == 409:
                self.stale += 1
            else:
                self.errors.append(f"{answer.status} write: {sort}")


class Load:
    """People at work at a desk, each on a thread, until they are told to stop."""

    def __init__(self, ground: Ground, people: Sequence[Person], told: Told, seed: int = 1) -> None:
        self._ground, self._people, self.told, self._seed = ground, people, told, seed
        self._stop = threading.Event()
        self._writing = WRITES * len(people) / max(1, sum(p.sitting.role in WRITERS for p in people))
        self.patient = False
        """Whether a server that does not answer is waited for, as while it is killed."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have them work for as long as this lasts."""
        threads = [
            threading.Thread(
                target=self._work, args=(person, random.Random(self._seed * 1000 + n)), daemon=True
            )
            for n, person in enumerate(self._people)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def _work(self, person: Person, dice: random.Random) -> None:
        self._stop.wait(dice.uniform(0, THINKS[1]))
        while not self._stop.is_set():
            try:
                if person.sitting.role in WRITERS and dice.random() < self._writing:
                    (self._remark if dice.random() < 0.6 else self._file)(person, dice)
                else:
                    sort, address = self._ground.pages(dice, person.sitting.role)
                    self.told.page(sort, person.get(address))
            except Gone as gone:
                if not self.patient:
                    self.told.errors.append(f"no answer: {gone}")
                self._stop.wait(0.3)
            except LookupError as wrong:
                self.told.errors.append(str(wrong))
            self._think(person, dice.uniform(*THINKS))

    def _think(self, person: Person, seconds: float) -> None:
        """Think over a page, which asks meanwhile whether it still stands."""
        while seconds > 0 and not self._stop.wait(min(1.0, seconds)):
            seconds -= 1.0
            try:
                answer = person.look()
            except Gone:
                continue
            if answer is not None:
                self.told.look(answer)

    def _remark(self, person: Person, dice: random.Random) -> None:
        """Add a remark to a record; where somebody was quicker, read what it says now and try again."""
        record, words = dice.choice(self._ground.remarked), f"r{dice.getrandbits(60):x}"
        address = f"/{self._ground.slug}/r/{record}/edit"
        for _ in range(8):
            shown = person.get(address)
            self.told.page("form", shown)
            form = form_with(shown.page, note="")
            form["note"] = f"{form['note']} {words}".strip()
            answer = self._sent(person, "remark", address, form, record, words)
            if answer is None or answer.status != 409:
                return
            self._stop.wait(dice.uniform(0.2, 1.0))

    def _file(self, person: Person, dice: random.Random) -> None:
        """File a statement."""
        address, words = f"/{self._ground.slug}/records/statement/new", f"n{dice.getrandbits(60):x}"
        shown = person.get(address)
        self.told.page("form", shown)
        form = form_with(shown.page, by="", words="")
        form |= {
            "by": dice.choice(self._ground.ids["person"]),
            "said": "2018-05-30",
            "words": f"They said {words}.",
        }
        self._sent(person, "statement", address, form, "", words)

    def _sent(
        self, person: Person, sort: str, address: str, form: dict[str, str], record: str, words: str
    ) -> Answer | None:
        try:
            answer = person.post(address, form)
        except Gone:
            with self.told.lock:
                self.told.unknown += 1
            raise
        self.told.write(sort, answer, record, words)
        return answer


def signed_in(server: Server, sittings: Sequence[Sitting]) -> list[Person]:
    """Return people who have signed in."""
    found = [Person(sitting, server.port) for sitting in sittings]
    with ThreadPoolExecutor(8) as several:
        list(several.map(Person.sign_in, found))
    return found


def at_the_desk(
    scratch: Path, *, seconds: float, kills: int, say: Callable[[str], None], people: int = PEOPLE,
    workers: int = 2, records: int = RECORDS, example: Path | None = None,
) -> list[Figure]:  # fmt: skip
    """Measure pages and writes under the load, twenty offices at one paper, and kills; say how far it is."""
    say(f"laying out {example or f'{records:,} records'}, and {people} people and 20 offices")
    ground = lay_out(scratch / "talks", records, example)
    server = Server(scratch / "desk", scratch / "talks", workers)
    at_work, clearing = seated(people, ground), offices(ground)
    server.prepare((*at_work, *clearing))
    sitting, together = list[Person](), list[Person]()
    try:
        server.start()
        sitting, together = signed_in(server, at_work), signed_in(server, clearing)
        say("a page from a cold start")
        first = _cold(ground, server, sitting[-1])
        say(f"{people} people for {seconds:.0f} seconds, and one more in a browser")
        told = _under_load(ground, sitting, server, seconds)
        say(f"{len(together)} offices clear one paper at once")
        cleared = _together(ground, together)
        figures = [*first, *_of_load(told, server, workers), *_of_clearing(cleared, ground, server.folder)]
        if kills:
            say(f"the same people, while the server is killed {kills} times")
            _killed(ground, sitting, server, kills, told, say)
    finally:
        server.stop()
        for person in (*sitting, *together):
            person.hang_up()
    figures += _of_writes(told, scratch / "talks", kills)
    for sort, count in Counter((*told.errors, *cleared.errors)).most_common(8):
        say(f"{count} times: {sort}")
    return figures


def _cold(ground: Ground, server: Server, person: Person) -> list[Figure]:
    """Open the first page of a server that has just started, in a browser that holds nothing."""
    took, first = [], []
    for _ in range(3):
        server.stop()
        with browsing(server.port, person.session) as browser:
            took.append(server.start())
            first.append(browser.open(f"/{ground.slug}/"))
    return [
        Figure(name="the desk takes connections after", unit="s", runs=tuple(took)),
        Figure(name="the first page then", unit="s", runs=tuple(f.took / 1e3 for f in first), limit=1.0),
        Figure(name="all that it loads", unit="kB",
               runs=tuple(f.weighs for f in first), limit=WEIGHT),
    ]  # fmt: skip


def _under_load(ground: Ground, sitting: Sequence[Person], server: Server, seconds: float) -> Told:
    """Have people work, and go through pages in a browser meanwhile."""
    for person in sitting:  # everybody has looked once, as on any morning
        person.get(f"/{ground.slug}/")
    load_, dice, watcher = Load(ground, sitting, Told()), random.Random(4), sitting[len(sitting) // 2]
    with browsing(server.port, watcher.session) as browser, load_.at_work():
        began = server.worked()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _, address = ground.pages(dice, watcher.sitting.role)
            load_.told.seen.append(browser.open(address).took)
            server.look()
            time.sleep(min(dice.uniform(0.5, 1.5), max(0.0, until - time.monotonic())))
        load_.told.worked = server.worked() - began
    return load_.told


def _killed(
    ground: Ground,
    sitting: Sequence[Person],
    server: Server,
    kills: int,
    told: Told,
    say: Callable[[str], None],
) -> None:
    """Kill and start the server again under load; only what was saved is taken over from it."""
    load_ = Load(ground, sitting, Told(), seed=2)
    load_.patient = True
    dice = random.Random(3)
    with load_.at_work():
        for n in range(kills):
            time.sleep(dice.uniform(1.5, 4.0))
            server.kill()
            server.start()
            if n % 10 == 9:
                say(f"killed {n + 1} times, {len(load_.told.saved)} writes acknowledged")
    told.saved += load_.told.saved
    told.unknown += load_.told.unknown
    told.errors += load_.told.errors


def _together(ground: Ground, clearing: Sequence[Person]) -> Told:
    """Have every office clear each paragraph of one paper, all at the same moment."""
    told, address = Told(), f"/{ground.slug}/papers/{PAPER}/clearance"
    begin = threading.Barrier(len(clearing))

    def clear(person: Person) -> None:
        begin.wait()
        try:
            each(person)
        except (Gone, LookupError) as wrong:
            told.errors.append(f"{person.sitting.office}: {wrong}")

    def each(person: Person) -> None:
        for number in range(1, 5):
            shown = person.get(address)
            told.page("clearance", shown)
            form = form_with(shown.page, **{"kept-as": f"says {number}"})
            answer = person.post(address, {**form, "act": "clear"})
            told.write("clear", answer, person.sitting.office, str(number))

    threads = [threading.Thread(target=clear, args=(person,)) for person in clearing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


# -- figures -------------------------------------------------------------------------------------


def _shares(name: str, runs: Sequence[float], limit: float | None) -> list[Figure]:
    return [
        Figure(name=f"{name}, p50", unit="ms", runs=(at(runs, 0.5),)),
        Figure(name=f"{name}, p95", unit="ms", runs=(at(runs, 0.95),)),
        Figure(name=f"{name}, p99", unit="ms", runs=(at(runs, 0.99),), limit=limit),
    ]


def _of_load(told: Told, server: Server, workers: int) -> list[Figure]:
    return [
        Figure(name="pages opened", unit="", runs=(float(len(told.pages)),)),
        *_shares("a page", told.pages, PAGE),
        *_shares("a page in a browser, all of it", told.seen, None),
        Figure(name="looks whether pages still stand", unit="", runs=(float(len(told.looks)),)),
        *_shares("such a look", told.looks, None),
        Figure(name="forms sent", unit="", runs=(float(len(told.writes)),)),
        *_shares("a write", told.writes, WRITE),
        Figure(name="writes refused as stale, then done again", unit="", runs=(float(told.stale),)),
        Figure(name="the heaviest page", unit="kB", runs=(max(told.sizes.values()) / 1e3,), limit=WEIGHT),
        Figure(
            name="processor time of the server for each",
            unit="ms",
            runs=(
                told.worked
                * 1e3
                / max(1, len(told.pages) + len(told.writes) + len(told.seen) + len(told.looks)),
            ),
        ),
        Figure(name=f"memory of a process, of {workers}", unit="MB", runs=(server.peak,), limit=MEMORY),
    ]


def _of_clearing(told: Told, ground: Ground, folder: Path) -> list[Figure]:
    dossier = load(folder)
    found = text_clearance(dossier.as_of(default_day(dossier)), PAPER)
    open_ = sum(len(found.open(office)) for office in ground.offices)
    return [
        *_shares(f"a clearance, {len(ground.offices)} at once", told.writes, None),
        Figure(
            name="clearances refused or failed",
            unit="",
            runs=(float(len(told.errors) + told.stale),),
            limit=0,
        ),
        Figure(name="paragraphs cleared and yet open", unit="", runs=(float(open_),), limit=0),
    ]


def _of_writes(told: Told, folder: Path, kills: int) -> list[Figure]:
    """Look for every acknowledged write in the text, and go through the journal."""
    dossier = load(folder)
    filed = "\n".join(s.words for s in dossier.all(Statement))
    lost = [
        (record, words)
        for record, words in told.saved
        if words not in (getattr(dossier.get(record), "note", "") if record else filed)
    ]
    for record, words in lost[:10]:
        told.errors.append(f"lost: {words} of {record or 'a new statement'}")
    whole = subprocess.run(
        [sys.executable, "-m", "summitry", "journal", "verify", str(folder)], capture_output=True, check=False
    )
    return [
        Figure(name="writes acknowledged", unit="", runs=(float(len(told.saved)),)),
        Figure(name=f"of them lost, after {kills} kills", unit="", runs=(float(len(lost)),), limit=0),
        Figure(name="writes nobody was told of, by a kill", unit="", runs=(float(told.unknown),)),
        Figure(name="faults in the journal's chain", unit="", runs=(float(whole.returncode != 0),), limit=0),
        Figure(name="errors", unit="", runs=(float(len(told.errors)),), limit=0),
    ]
