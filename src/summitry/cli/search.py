"""``summitry search``."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from summitry.cli.options import JUDGED, Refused, as_of_option, for_option, is_folder, opened, save

if TYPE_CHECKING:
    from summitry.dossier.value import Dossier
    from summitry.secretariat.searching import Found, Query

T = TypeVar("T")

MOST = 1000
"""Documents shown at most."""
MANY = 100
"""Documents a query gets in a run."""


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("words", metavar="[WORDS]...", nargs=-1, type=click.UNPROCESSED)
@as_of_option
@for_option
@click.option("--format", "form", type=click.Choice(["text", "json", "trec"]), default="text",
              show_default=True, help="What to write; trec is a run for retrieval tests.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, MOST), default=None,
              help="Documents shown (default: 10; in a run 100 for each query).")  # fmt: skip
@click.option("--queries", metavar="FILE.tsv", type=click.Path(dir_okay=False),
              help="Ask many: columns qid, query and, if present, volume.")  # fmt: skip
@click.option("--like", "passage", metavar="CITATION", default="",
              help="Passages like the one that a citation leads to.")  # fmt: skip
@click.option("--saved", is_flag=True, help="List the searches kept in the dossier.")
@click.option("--engine", type=click.Choice(["fts5", "tantivy"]), default=None,
              help="Who fetches candidates; chosen by size when left out.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    folder: str, words: tuple[str, ...], as_of: date | None, reader: str, form: str, limit: int | None,
    queries: str | None, passage: str, saved: bool, engine: str | None, output: str | None,
) -> None:  # fmt: skip
    """Search the documents and records of the dossier in DIR.

    \b
    summitry search talks bombing halt Rostow
    summitry search talks '"reciprocal restraint" AND (Thieu OR Ky) -Laos'
    summitry search talks 'negotia* person:Rostow date:1968-10-15/1968-10-31 kind:tei'
    summitry search talks @halt-terms                        a search kept in the dossier
    summitry search talks --like 'frus1964-68v07/d49 p. 129'   passages like this one
    summitry search talks --queries queries.tsv --format trec -o run.txt

    Words are ranked: any of them may occur. A phrase in quotation marks, both sides of AND, one side of
    OR and every field must; what follows NOT or a minus must not. Fields: title, section, author, person,
    participant, subject, place, date, marking, kind, compartment, language, in (a document or volume).
    Each result says what counted. The index is made and mended by itself.
    """
    from summitry.cli.screen import working

    if not is_folder(folder):
        raise Refused(f'There is no folder "{folder}".', "Name the dossier first: summitry search DIR WORDS.")
    with working("Opening the cabinet"):
        dossier = opened(folder, as_of, reader)
        if queries is not None:
            text = _run(dossier, queries, limit or MANY, engine or "", form)
        elif saved:
            text = _saved(dossier, form)
        elif passage:
            text = _like(dossier, passage, limit or 10, engine or "", form)
        else:
            text = _ask(dossier, " ".join(words), limit, engine or "", form)
    if output:
        save(output, text)
    else:
        from summitry.cli.screen import write

        write(sys.stdout, text)


def _answered(question: Callable[[], T]) -> T:
    """The answer, or a refusal in words."""
    import sqlite3

    from summitry.secretariat.searching import NoEngine, NotADate, NothingLedThere

    try:
        return question()
    except NotADate as fault:
        raise Refused(str(fault), fault.hint) from None
    except NothingLedThere as refusal:
        raise Refused(str(refusal.args[0])) from None
    except NoEngine as refusal:
        raise Refused(f"{refusal} is not installed.", 'pip install "summitry[fast]"') from None
    except (OSError, sqlite3.OperationalError) as error:
        raise Refused(f"The index could not be made: {error}.") from None


def _ask(dossier: Dossier, text: str, limit: int | None, engine: str, form: str) -> str:
    from summitry.secretariat.searching import run_typed, search

    text = _kept(dossier, text)
    if not text.strip():
        raise Refused("Say what to search for: summitry search DIR WORDS.")
    if form == "trec":
        return _lines(_answered(lambda: run_typed(dossier, text, limit=limit or MANY, engine=engine)))
    found = _answered(lambda: search(dossier, text, limit=limit or 10, engine=engine))
    if form == "json":
        return _json(found)
    return _shown(dossier, found)


def _kept(dossier: Dossier, text: str) -> str:
    """The question of a kept search that is named by ``@ID``; any other text as it is."""
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.searching import kept

    if not text.startswith("@"):
        return text
    known = {search.id: search.asks for search in kept(dossier)}
    id, _, more = text[1:].partition(" ")
    if id not in known:
        raise Refused(f'No search called "{id}" is kept in the dossier.', did_you_mean(id, known))
    return f"{known[id]} {more}".strip()


def _saved(dossier: Dossier, form: str) -> str:
    from summitry.secretariat.searching import kept

    found = kept(dossier)
    if form == "json":
        return _json(found)
    if not found:
        return "No searches are kept in this dossier.\n"
    return "".join(f"@{s.id}  {s.title or s.asks}\n    {s.asks}\n" for s in found)


def _like(dossier: Dossier, passage: str, limit: int, engine: str, form: str) -> str:
    from summitry.secretariat.searching import likeness

    found = _answered(lambda: likeness(dossier, passage, limit=limit, engine=engine))
    if form == "json":
        return _json(found)
    if form == "trec":
        raise Refused("A list of like passages is no run.", "Leave out --format trec.")
    from summitry.cli.finds import show_hits
    from summitry.cli.screen import Screen

    screen = Screen()
    screen.say(((f"Passages like {found.cites}", "bold"), (", by its most telling words", "dim")))
    show_hits(screen, found.hits, lowest=dossier.header.lowest_marking.lower())
    _end(screen, dossier)
    return screen.text()


def _run(dossier: Dossier, file: str, limit: int, engine: str, form: str) -> str:
    from summitry.secretariat.searching import run

    if form == "json":
        raise Refused("A run of many queries is written as TREC lines.", "Add --format trec.")
    queries = _queries(file)
    return _lines(_answered(lambda: list(run(dossier, queries, limit=limit, engine=engine))))


def _queries(file: str) -> list[Query]:
    from summitry.secretariat.searching import Query

    try:
        with open(file, encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise Refused(f"{file} could not be read: {(error.strerror or '').lower()}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{file} is not written in UTF-8.", "Save it as UTF-8.") from None
    columns = set(rows[0]) if rows else {"qid", "query"}
    missing = [name for name in ("qid", "query") if name not in columns]
    if missing:
        raise Refused(
            f"{file} has no column {' and no column '.join(missing)}.",
            "Its first line names the columns, parted by tabs: qid, query and, if wanted, volume.",
        )
    return [Query(row["qid"], row["query"] or "", row.get("volume") or "") for row in rows if row["qid"]]


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _json(found: object) -> str:
    from summitry.foundation.plain import plain

    return json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n"


def _shown(dossier: Dossier, found: Found) -> str:
    from summitry.cli.finds import show_found
    from summitry.cli.screen import Screen

    screen = Screen()
    show_found(screen, found, dossier.header.lowest_marking.lower())
    _end(screen, dossier)
    return screen.text()


def _end(screen: object, dossier: Dossier) -> None:
    from summitry.cli.screen import Screen

    if dossier.is_narrowed and isinstance(screen, Screen):
        screen.say()
        screen.say(JUDGED, "dim")
