"""What the columns of known tables mean. Each says how far it can be relied on: who coded it, from what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summitry.watch.intake import cleaning, days
from summitry.watch.value import Item

Row = Mapping[str, str]
Read = Callable[[Row], Item | None]

_COLUMNS = """
    GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode
    Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code
    Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode
    Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code
    Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale
    NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode
    Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
    Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code
    Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName
    ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long
    ActionGeo_FeatureID DATEADDED SOURCEURL
"""
GDELT = tuple(_COLUMNS.split())
"""The columns of a GDELT 2.0 export, which has no header."""

ROOTS = {
    "01": "public statement", "02": "appeal", "03": "intent to cooperate", "04": "consultation",
    "05": "diplomatic cooperation", "06": "material cooperation", "07": "aid", "08": "yielding",
    "09": "investigation", "10": "demand", "11": "disapproval", "12": "rejection", "13": "threat",
    "14": "protest", "15": "show of force", "16": "reduced relations", "17": "coercion", "18": "assault",
    "19": "fighting", "20": "mass violence",
}  # fmt: skip
"""The twenty classes of CAMEO, in words."""

_BLANK = ("", "NA", "unknown", "n/a", "null", "-")


ONE_ROW_EACH = ("UCDP GED", "UCDP Peace Agreements", "UCDP Conflict Termination")
"""Sets in which people made one row of each happening: two of their rows are two happenings."""

NOTHING = Item(form="row")
"""Stands for a row in which nothing is told that happened."""


def reader_for(header: tuple[str, ...], name: str) -> Read | None:
    """Return what reads rows under these headings; ``None`` when no column holds days."""
    there = {h.casefold() for h in header}
    for wanted, read in _KNOWN:
        if wanted <= there:
            return read
    return _any(header, name)


def gdelt(row: Row) -> Item | None:
    """Read a row of a GDELT export: coded by a machine from one article."""
    said, first, last = days.of_text(row["SQLDATE"])
    if first is None:
        return None
    root = ROOTS.get(row["EventRootCode"], "")
    names = _filled(row["Actor1Name"].title(), row["Actor2Name"].title())
    return Item(
        form="row", title=_told(names, root), source="GDELT 2.0", coded="machine", grade="database",
        address=cleaning.untracked(row["SOURCEURL"]), said=said, said_from=first, said_to=last, names=names,
        place=_clean(row["ActionGeo_FullName"]), code=_clean(row["EventCode"]), kind=root,
        key=_clean(row["GLOBALEVENTID"]),
    )  # fmt: skip


def icews(row: Row) -> Item | None:
    """Read a row of ICEWS: coded by a machine from a sentence of an article."""
    said, first, last = days.of_text(row["Event Date"])
    if first is None:
        return None
    names = _filled(row["Source Name"], row["Target Name"])
    place = ", ".join(_filled(row["City"], row["Country"]))
    return Item(
        form="row", title=_told(names, row["Event Text"]), source="ICEWS", author=_clean(row["Publisher"]),
        coded="machine", grade="database", said=said, said_from=first, said_to=last, names=names, place=place,
        code=_clean(row["CAMEO Code"]), kind=_clean(row["Event Text"]), key=_clean(row["Event ID"]),
    )  # fmt: skip


def icews_short(row: Row) -> Item | None:
    """Read a row of an ICEWS extract: day, who, what, whom."""
    said, first, last = days.of_text(row["date"])
    if first is None:
        return None
    names = _filled(row["source"], row["target"])
    return Item(
        form="row", title=_told(names, row["event"]), source="ICEWS", coded="machine", grade="database",
        said=said, said_from=first, said_to=last, names=names, kind=_clean(row["event"]),
    )  # fmt: skip


def ged(row: Row) -> Item | None:
    """Read a row of the UCDP Georeferenced Event Dataset: coded by people from reports."""
    said, first, last = days.span(row["date_start"], row["date_end"])
    if first is None:
        return None
    names = _filled(row["side_a"], row["side_b"])
    place = ", ".join(_filled(row["where_coordinates"], row["country"]))
    title = f"{_told(names, 'organised violence')}, {place}"
    return Item(
        form="row", title=title, text=_clean(row["source_headline"]), source="UCDP GED", coded="people",
        grade="database", said=said, said_from=first, said_to=last, names=names, place=place, code="19",
        kind="organised violence", amount=f"{_clean(row['best']) or 'unknown'} dead", key=_clean(row["id"]),
    )  # fmt: skip


def agreement(row: Row) -> Item | None:
    """Read a row of the UCDP Peace Agreement Dataset: coded by people from the text."""
    said, first, last = days.of_text(row["pa_date"])
    if first is None:
        return None
    return Item(
        form="row", title=_clean(row["pa_name"]), text=_clean(row["pa_comment"])[: cleaning.MOST_TEXT],
        source="UCDP Peace Agreements", coded="people", grade="database", said=said, said_from=first,
        said_to=last, names=_filled(*row["actor_name"].split(",")), place=_clean(row["conflict_name"]),
        code="057", kind="agreement", address=cleaning.untracked(row.get("linktofulltextagreement", "")),
        key=_clean(row["paid"]),
    )  # fmt: skip


def termination(row: Row) -> Item | None:
    """Read a row of the UCDP Conflict Termination Dataset: a year of a conflict, of which those that tell an
    end are taken."""
    if not row["ependdate"].strip():
        return NOTHING
    month, _, rest = row["ependdate"].partition("/")
    day, _, year = rest.partition("/")
    if not (month.isdigit() and day.isdigit() and row["year"].isdigit()):
        return None
    said, first, last = days.of_text(f"{row['year']}-{month.zfill(2)}-{day.zfill(2)}")
    if first is None or not year:
        return None
    names = _filled(row["side_a"], row["side_b"])
    return Item(
        form="row", title=_told(names, "end of fighting"), source="UCDP Conflict Termination",
        coded="people", grade="database", said=said, said_from=first, said_to=last, names=names,
        place=_clean(row["location"]), kind="end of fighting", key=f"{row['dyad_id']}-{row['ependdate']}",
    )  # fmt: skip


def launch(row: Row) -> Item | None:
    """Read a row of the CNS missile tests: a missile, dated on the clock of Greenwich."""
    time = row["time_utc"] if row["time_utc"] not in _BLANK else ""
    said, first, last = days.of_text(
        f"{row['date']}T{'0' * (time[1:2] == ':')}{time}+00:00" if time else row["date"]
    )
    if first is None:
        return None
    kind = f"launch of a {row['missile_class']}" if row["missile_class"] != "Unknown" else "missile launch"
    return Item(
        form="row", title=f"North Korea: launch of a missile, {row['missile']}", source="CNS/NTI",
        coded="people", grade="database", said=said, said_from=first, said_to=last, names=("North Korea",),
        place=_clean(row["facility"]), code="1523", kind=kind, key=f"{row['date']}-{row['series_no']}",
    )  # fmt: skip


def provocation(row: Row) -> Item | None:
    """Read a row of the CSIS provocations, dated as a rule on Korea's clock."""
    said, first, last = days.of_text(row["date"])
    if first is None:
        return None
    return Item(
        form="row", title=_clean(row["event"]), source="CSIS Beyond Parallel", coded="people",
        grade="database", said=said, said_from=first, said_to=last, names=("North Korea",),
        kind=_clean(row["type"]), address=cleaning.untracked(row["source_url"]),
    )  # fmt: skip


_KNOWN: tuple[tuple[frozenset[str], Read], ...] = (
    (frozenset({"event id", "event date", "source name", "cameo code", "story id"}), icews),
    (frozenset({"date", "source", "event", "target"}), icews_short),
    (
        frozenset(
            {"id", "side_a", "side_b", "date_start", "date_end", "where_coordinates", "source_headline"}
        ),
        ged,
    ),
    (frozenset({"paid", "pa_name", "pa_date", "pa_comment", "actor_name"}), agreement),
    (frozenset({"dyadep_id", "ependdate", "side_a", "side_b", "location"}), termination),
    (frozenset({"date", "time_utc", "series_no", "missile", "missile_class", "facility"}), launch),
    (frozenset({"date", "type", "event", "source_url"}), provocation),
)
_DAYS = ("date", "on", "day", "event_date", "start_date", "date_start", "published", "datum")
_NAMES = ("by", "actor", "actor1", "actor2", "side", "initiator", "target", "party", "side_a", "side_b")
_TITLES = ("title", "headline", "event", "name", "what")
_TEXTS = ("text", "says", "description", "summary", "notes", "note")
_PLACES = ("place", "location", "site", "facility", "where", "country")
_KINDS = ("kind", "type", "event_type", "category")
_AMOUNTS = ("amount", "rounds", "number", "fatalities", "deaths")
_LINKS = ("url", "link", "source_url", "address")


def _any(header: tuple[str, ...], name: str) -> Read | None:
    named = {h.casefold().replace(" ", "_"): h for h in header}
    on = next((named[d] for d in _DAYS if d in named), "")
    if not on:
        return None

    def read(row: Row) -> Item | None:
        def first(columns: tuple[str, ...]) -> str:
            return next((v for c in columns if c in named and (v := _clean(row[named[c]]))), "")

        said, early, late = days.of_text(row[on])
        if early is None:
            return None
        names = _filled(*(row[named[c]] for c in _NAMES if c in named))
        kind = first(_KINDS)
        return Item(
            form="row", title=first(_TITLES) or _told(names, kind), text=first(_TEXTS), source=name,
            coded="people", grade="database", said=said, said_from=early, said_to=late, names=names,
            place=first(_PLACES), kind=kind, amount=first(_AMOUNTS),
            address=cleaning.untracked(first(_LINKS)),
        )  # fmt: skip

    return read


def _clean(cell: str) -> str:
    found = cleaning.visible(cell)
    return "" if found in _BLANK else found


def _filled(*cells: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_clean, cells))))


def _told(names: tuple[str, ...], what: str) -> str:
    return f"{' and '.join(names) or 'Somebody'}: {_clean(what).lower() or 'an event'}"
