"""The dossier and the ledger that are measured: 25,000 records and as many directives, from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from summitry.testing.generated import as_text, even_counts, generated

RECORDS = 25_000
FILES = 50
HEADER = """format: 1
dossier: a generated dossier
own_side: party-0
counterparts: [party-1]
zone: America/New_York
markings: [open, restricted]
groups: [consular, nuclear]
cutoff: 2018-03-12
"""


def write_dossier(folder: Path, records: int = RECORDS, *, seed: int = 1, filled: float = 0.2) -> int:
    """Write a dossier of all kinds, spread over `FILES` files; return its size in bytes.

    A record holds five to six fields, some with parts, 180 bytes in all: more than twice a directive.
    """
    made, _ = generated(
        random.Random(seed), even_counts(records), filled=filled, restricted=0.02, late=0.1, cited=0.97
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    total = len(HEADER)
    files: list[dict[str, list[object]]] = [{} for _ in range(FILES - 1)]
    for plural, listed in made.items():
        for at, record in enumerate(listed):
            files[at * (FILES - 1) // len(listed)].setdefault(plural, []).append(record)
    for at, content in enumerate(files):
        text = as_text(content)
        (folder / f"part-{at:02d}.yaml").write_text(text, encoding="utf-8")
        total += len(text)
    return total


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
