"""Events, the reports they rest on, and long series kept as CSV."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import choice, many, one, parts, table, text, texts, time_zone, verbatim, when
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Report(Part):
    """One source's account of an event: the day and kind it gives."""

    on: When | None = when("the day it gives")
    zone: str = time_zone("the zone in which it counts days")
    of_kind: str = one("kind_of_event", key="kind", help="the kind it gives")
    words: str = verbatim("the words that report it")
    says: str = text("what it says, in our words")


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """Something that happened; merging several reports into one event is a person's act."""

    kind: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    family: ClassVar[str] = "events"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "says")

    title: str = text("a short name for it")
    says: str = text("what happened, in our words")
    of_kind: str = one("kind_of_event", key="kind", help="what kind of event it is")
    by: tuple[str, ...] = many("party", "agency", "person", help="who did it")
    on: When | None = when("when, on the place's own clock", world=True)
    place: str = text("where")
    amount: str = text("how much, how many, how strong")
    about: tuple[str, ...] = many("any", help="what it bears on")
    reports: tuple[Report, ...] = parts(Report, "the reports it rests on")
    answers: tuple[str, ...] = many(
        "event",
        "statement",
        "decision",
        "'none'",
        help="which of the other side's moves it answers",
    )
    judged_by: str = one("person", "agency", "post", help="who merged the reports")
    series: str = one("series", help="the series it comes from")
    merges: tuple[str, ...] = many(
        "event", help="events of series that this one is: they are the same, and it counts once"
    )
    salvo: str = text("events of one salvo share this word and count once")


@dataclass(frozen=True, kw_only=True)
class Series(Record):
    """A long list of events kept as CSV: how its columns are to be read.

    Stands in a YAML file beside the CSV of the same name.
    """

    kind: ClassVar[str] = "series"
    plural: ClassVar[str] = "series"
    family: ClassVar[str] = "events"

    title: str = text("its name", required=True)
    document: str = one("document", help="where it comes from")
    file: str = text("the CSV file beside this one; its own name with .csv when blank")
    covers: When | None = when("from when to when it is complete: `1984/2021`")
    covers_kinds: tuple[str, ...] = many("kind_of_event", help="which kinds of event it claims to list")
    columns: tuple[tuple[str, tuple[str, ...]], ...] = table(
        value=texts("a field of an event, or several; `time` for the time of day"),
        help="column: the field of an event it fills, or several",
    )
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = table(
        value=table(value=text("what it means here"), help="its word: ours"),
        help="column, or column/field: what its words mean here",
    )
    wording: tuple[tuple[str, str], ...] = table(
        value=text("words around the value, which stands at {}"),
        help="column, or column/field: how its value is worded, such as `{} km far`",
    )
    constants: tuple[tuple[str, str], ...] = table(
        value=text("the value"), help="field of an event: the value every row has"
    )
    blanks: tuple[str, ...] = texts("words in it that mean blank, such as `unknown`")
    id_rule: str = text("how a row's id is made, such as `cns-{date}-{series_no}`")
    salvo_rule: str = text(
        "how a salvo is told, such as `{date}`: rows of which it makes the same count as one event"
    )
    learned_as: str = choice("occurred", "published", help="when a row counts as learned")
