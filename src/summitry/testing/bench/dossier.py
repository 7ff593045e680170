"""The dossier and the ledger that are measured: 25,000 records and as many directives, from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from summitry.folder import emit
from summitry.testing.bench import paper_and_plans, people_and_words
from summitry.testing.bench.orderly import LAST, Making, Tree

RECORDS = 25_000
FILES = 50
ROWS = 300
"""How many of the events stand in a CSV file."""
HEADER = f"""format: 1
dossier: a generated dossier
own_side: united
counterparts: [northern]
zone: America/New_York
markings: [open, restricted]
groups: [consular, nuclear]
cutoff: {LAST.isoformat()}
"""


def write_dossier(folder: Path, *, seed: int = 1, records: int = RECORDS) -> int:
    """Write a dossier of so many records, of all kinds, in `FILES` files; return its size in bytes."""
    making = orderly(random.Random(seed), records)
    rows = people_and_words.series(making, ROWS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    total = len(HEADER)
    files: list[dict[str, list[Tree]]] = [{} for _ in range(FILES - 2)]
    for plural, listed in making.made.items():
        for at, record in enumerate(listed):
            files[at * (FILES - 2) // len(listed)].setdefault(plural, []).append(record)
    for at, content in enumerate(files):
        text = "".join(
            f"{plural}:\n{''.join(emit.item(r) for r in listed)}" for plural, listed in content.items()
        )
        (folder / f"part-{at:02d}.yaml").write_text(text, encoding="utf-8")
        total += len(text.encode())
    (folder / "moves.csv").write_text(rows, encoding="utf-8")
    return total + len(rows.encode())


def orderly(dice: random.Random, records: int = RECORDS) -> Making:
    """Return a dossier's records by the plural of their kind; events make up the number."""
    making = Making(dice)
    people_and_words.bodies(making)
    people_and_words.kinds(making)
    people_and_words.documents(making, 3000, 2000)
    people_and_words.dealings(making, 1500)
    people_and_words.terms(making)
    rest = records - sum(map(len, making.made.values())) - LATER - ROWS - 1
    people_and_words.events(making, rest)
    people_and_words.statements(making, 5500)
    paper_and_plans.undertakings(making, 250, 100)
    paper_and_plans.relays(making, 100)
    paper_and_plans.papers(making, {"paper": 200, "option": 100, "position": 1500, "decision": 300})
    paper_and_plans.lines(making, 450, 50)
    paper_and_plans.meetings(making, 300, 600, 800, 150)
    paper_and_plans.other_side(making)
    return making


LATER = 150 + 5500 + 40 + 250 + 100 + 100 + 200 + 100 + 1500 + 300 + 900 + 50 + 1850 + 230 + 13
"""How many records are made after the events."""


def write_ledger(file: Path, directives: int = RECORDS, *, seed: int = 1) -> int:
    """Write a beancount ledger: 200 accounts, and transactions of two postings; return its size."""
    dice = random.Random(seed)
    accounts = [f"Assets:Desk{n}" for n in range(200)]
    lines = [f"2016-01-01 open {account} USD" for account in accounts]
    day = date(2017, 1, 1)
    for n in range(directives - len(accounts)):
        one, other = dice.sample(accounts, 2)
        amount = dice.randint(1, 99_999) / 100
        lines.append(
            f'{day + timedelta(days=n // 60)} * "Payee {n % 97}" "Entry {n}"\n'
            f"  {one}  {amount:.2f} USD\n  {other}  -{amount:.2f} USD"
        )
    text = "\n".join(lines) + "\n"
    file.write_text(text, encoding="utf-8")
    return len(text)
