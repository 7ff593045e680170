"""Reports of which it is known which tell of one happening: from public collections, by their coders' labels.

- Launches: each row of the CNS list, each missile row of the CSIS list. Rows of the CNS list of one day and
  facility are one happening; a CSIS row is the happening whose day is the same or the day before (the lists
  count days on two clocks), when there is one such and no other CSIS row is nearer.
- Sentences (ICEWS, 1 and 2 June 2018): rows that a machine coded from one sentence of one story are one
  happening. Rows whose coding (day, both actors, code, town) stands for several stories are left out, since
  nobody has said whether these tell of one thing. Story and sentence are not shown to what gathers.
- Violence in the Central African Republic (UCDP GED): each press headline that the coders entered for one
  event and no other, as a report published on the day they give, with the place the coders give. Headlines
  without a day, or published more than three days after the event, are left out: these are studies.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from summitry.watch.intake import days, sets
from summitry.watch.value import Item

Labelled = tuple[Item, str]
LATEST = timedelta(days=3)


def launches(data: Path) -> Iterator[Labelled]:
    """Yield rows of the two lists of launches with the happening each tells of."""
    happened: dict[date, list[str]] = defaultdict(list)
    for row in _rows(data / "dprk-launches" / "launches.csv"):
        item = sets.launch(row)
        if item is None or item.said_from is None or len(row["date"]) < 10:
            continue
        label = f"launch {row['date']} {row['facility_key']}"
        happened[date.fromisoformat(row["date"])].append(label)
        yield item, label
    for n, row in enumerate(_rows(data / "dprk-launches" / "provocations.csv")):
        item = sets.provocation(row)
        if item is None or item.said_from is None or not row["type"].startswith("Missile"):
            continue
        on = date.fromisoformat(row["date"])
        near = set(happened[on]) or set(happened[on - timedelta(days=1)])
        if len(near) <= 1:
            yield item, near.pop() if near else f"csis {n}"


def headlines(data: Path) -> Iterator[Labelled]:
    """Yield press headlines with the event of violence that their coders took from them."""
    rows = list(_rows(data / "ucdp" / "ged231_central_african_republic_to_2018.csv"))
    of_events: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for headline in row["source_headline"].split(";"):
            of_events[headline.strip()].add(row["id"])
    for row in rows:
        told = [row[name].split(";") for name in ("source_headline", "source_date", "source_office")]
        if len({len(each) for each in told}) != 1:
            continue
        ended = date.fromisoformat(row["date_end"])
        for headline, on, office in zip(*told, strict=True):
            said, first, last = days.of_text(on)
            if first is None or len(of_events[headline.strip()]) != 1 or not headline.strip():
                continue
            if not ended <= date.fromisoformat(said) <= ended + LATEST:
                continue
            item = Item(
                form="entry", title=headline.strip(), source=office.strip(), said=said, said_from=first,
                said_to=last, place=row["where_coordinates"],
            )  # fmt: skip
            yield item, f"ged {row['id']}"


def sentences(data: Path) -> Iterator[Labelled]:
    """Yield rows coded by a machine with the sentence each was coded from."""
    path = data / "icews-korea" / "events_2018-06-01_02_all.tab"
    rows = list(_rows(path, delimiter="\t", quoting=csv.QUOTE_NONE))
    told: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in rows:
        told[_coding(row)].add(f"{row['Story ID']} {row['Sentence Number']}")
    for row in rows:
        item = sets.icews(row)
        if item is not None and len(told[_coding(row)]) == 1:
            yield item, f"sentence {row['Story ID']} {row['Sentence Number']}"


def _coding(row: dict[str, str]) -> tuple[object, ...]:
    return (
        row["Event Date"], frozenset((row["Source Name"], row["Target Name"])), row["CAMEO Code"], row["City"]
    )  # fmt: skip


def _rows(path: Path, **form: Any) -> Iterator[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, **form)
