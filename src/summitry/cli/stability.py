"""``summitry stability``."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.options import (
    Refused,
    as_of_option,
    completing,
    folder_and_rest,
    for_option,
    format_option,
    opened,
    save,
)

if TYPE_CHECKING:
    from summitry.analysis.stability.model import Reading
    from summitry.book.conflicts.asked import Asked
    from summitry.book.conflicts.told import Told
    from summitry.dossier.value import Dossier

UNREADABLE = ("STB001", "STB020")
"""Faults of a file that is no conflict at all."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kMGT]?)i?B?\Z", re.IGNORECASE)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """Complete a file or folder, then the conflicts of a dossier."""
    from click.shell_completion import CompletionItem

    given = tuple(ctx.params.get("words") or ())
    dossier = completing(given[0] if given else ".")
    found = [id for id in dossier.ids("conflict") if id.startswith(incomplete)] if dossier else []
    return found if given else [*found, CompletionItem(incomplete, type="file")]


@click.command()
@click.argument("words", nargs=-1, metavar="[FILE|DIR] [CONFLICT]", shell_complete=_complete)
@click.option(
    "--concepts", "--concept", "concepts", multiple=True, metavar="NAMES",
    help="Nash, GMR, SMR, SEQ, SSEQ, SIM, L1, L2 ..., NM; with commas. For --why also SEQ_a to SEQ_d"
    " (unknown preferences) and strong_SEQ.",
)  # fmt: skip
@click.option("--state", metavar="STATE", help="The state meant by --why: its id or letters; else today's.")
@click.option("--why", is_flag=True, help="Why a state is stable for each side, or not: move by move.")
@click.option("--side", "sides", multiple=True, metavar="SIDE",
              help="Only this side; may be repeated. Joined by + they act as one: 'US + ROK'.")  # fmt: skip
@click.option("--status-quo", is_flag=True, help="What today can turn into: by whom, in how many moves.")
@click.option("--from", "start", metavar="STATE", help="Another state than today's to start from.")
@click.option("--inverse", metavar="STATE", help="Which preferences would make a state an equilibrium.")
@click.option("--sensitivity", is_flag=True, help="Which statement, moved where, changes which equilibrium.")
@click.option(
    "--robustness", is_flag=True, help="How often each holds over what is not known (? statements)."
)
@click.option("--jumps", is_flag=True, help="Equilibria that sides can together leave for better ones.")
@click.option("--views", is_flag=True, help="How each side sees the conflict, where it is wrong about it.")
@click.option(
    "--engine", type=click.Choice(["general", "dense", "sparse"]), help="Else chosen from the model."
)
@click.option("--memory", metavar="SIZE", help="Refuse to use more, such as 4GB; else nine tenths of all.")
@click.option("--threads", type=click.IntRange(1), help="Else one for each core.")
@click.option("--cluster", metavar="ADDRESS", help="Sweep many models on a Dask cluster: tcp://HOST:8786.")
@click.option("--seed", type=int, default=0, show_default=True, help="For samples of --robustness.")
@as_of_option
@for_option
@format_option("text", "json", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    words: tuple[str, ...], as_of: date | None, reader: str, form: str, output: str | None, **asked: Any
) -> None:
    """Say where a conflict would settle: which outcomes hold, for whom, and against which moves.

    FILE is a case as JSON or a .gmcr file. DIR is a dossier; CONFLICT is the id of one of its conflicts
    and may be left out when there is one only.

    \b
    summitry stability talks freeze
    summitry stability talks freeze --state YYN --why --side us --concept SEQ
    summitry stability case.json --status-quo --jumps
    summitry stability case.json --inverse 6 --format json
    summitry stability talks --sensitivity --robustness --format html -o firm.html

    Outcomes that hold for all sides are equilibria. The method is the Graph Model for Conflict Resolution;
    preferences are an order and no amounts, and nothing is said of how likely an outcome is.

    Exit status: 0 done, 1 the model has faults (they are listed with their places), 2 the file cannot be
    read or the command not be carried out, 130 stopped by Ctrl-C.
    """
    try:
        _run(words, as_of, reader, form, output, asked)
    except KeyboardInterrupt:
        click.echo("summitry: stopped; nothing was written.", err=True)
        raise SystemExit(130) from None


def _run(
    words: tuple[str, ...],
    as_of: date | None,
    reader: str,
    form: str,
    output: str | None,
    given: dict[str, Any],
) -> None:
    told = _told(words, as_of, reader)
    with _refusing():
        asked = _asked(told, given)
        text = _answered(told, asked, given, form, output)
    if output:
        save(output, text)
    else:
        from summitry.cli.screen import write

        write(sys.stdout, text)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the analyses refuse into refusals in words."""
    from summitry.analysis.stability.feasible import TooMany
    from summitry.analysis.stability.limited import NotApplicable
    from summitry.analysis.stability.many import TooMuch
    from summitry.book.conflicts.asked import NoSuchState

    try:
        yield
    except TooMany as many:
        raise Refused(
            f"The conflict has more than {many.limit:,} states; that can be asked of smaller ones only.",
            "Without options it says how many states hold.",
        ) from None
    except (NotApplicable, TooMuch, NoSuchState) as reason:
        raise Refused(str(reason)) from None


def _told(words: tuple[str, ...], as_of: date | None, reader: str) -> Told:
    """Read the conflict; its faults are printed, and grave ones end the command."""
    if words and os.path.isfile(words[0]):
        if len(words) > 1:
            raise Refused("A file holds one conflict; nothing can be named beside it.")
        if as_of is not None or reader:
            raise Refused("--as-of and --for are for a dossier; a file has no days and no readers.")
        return _of_file(words[0])
    folder, rest = folder_and_rest(words)
    if rest and (os.sep in rest[0] or rest[0].endswith((".json", ".gmcr"))):
        raise Refused(f"There is no file {rest[0]}.")
    if len(rest) > 1:
        raise Refused("Name one conflict: summitry stability DIR CONFLICT.")
    return _of_dossier(opened(folder, as_of, reader), folder, rest)


def _of_file(path: str) -> Told:
    from summitry.analysis.stability import read_case
    from summitry.analysis.stability.diagnosed import diagnosed, in_text
    from summitry.analysis.stability.gmcr import read_gmcr
    from summitry.book.conflicts.told import Told
    from summitry.folder.load import load_texts

    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise Refused(f"{path} could not be read: {(error.strerror or '').lower()}.") from None
    text = content.decode("utf-8-sig", "replace")
    if path.endswith(".gmcr"):
        reading = read_gmcr(content, os.path.splitext(os.path.basename(path))[0])
    else:
        reading = read_case(text)
    folder, name = os.path.split(path)
    _must_be_sound(reading, diagnosed(reading.faults, in_text(text, name)), folder)
    assert reading.conflict is not None
    blank = load_texts({"dossier.yaml": "format: 1"}).as_of(date.today())
    return Told(blank, reading.conflict)


def _of_dossier(dossier: Dossier, folder: str, rest: tuple[str, ...]) -> Told:
    from summitry.analysis.stability import conflict_faults, conflict_model
    from summitry.book.conflicts.told import Told
    from summitry.foundation.suggest import did_you_mean

    known = dossier.ids("conflict")
    if not known:
        raise Refused(
            "The dossier holds no conflict.", "`summitry explain conflict` shows how one is written."
        )
    there = f"There is: {', '.join(known)}."
    if not rest and len(known) > 1:
        raise Refused("The dossier holds several conflicts; name one.", there)
    id = rest[0] if rest else known[0]
    if id not in known:
        raise Refused(f'The dossier has no conflict "{id}" on that day.', did_you_mean(id, known) or there)
    reading = dossier.ask(conflict_model, id)
    _must_be_sound(reading, dossier.ask(conflict_faults, id), folder)
    assert reading.conflict is not None
    return Told(dossier, reading.conflict, id)


def _must_be_sound(reading: Reading, found: tuple[Any, ...], folder: str) -> None:
    from summitry.cli.report import show_diagnostics

    if found:
        show_diagnostics(folder, found)
    if any(f.code in UNREADABLE and not f.path for f in reading.faults):
        raise SystemExit(2)
    if reading.conflict is None or any(f.grave for f in reading.faults):
        raise SystemExit(1)


def _asked(told: Told, given: dict[str, Any]) -> Asked:
    from summitry.analysis.stability.concepts import CONCEPTS
    from summitry.book.conflicts.asked import Asked

    start = given["start"]
    if start and not given["status_quo"]:
        raise Refused("--from belongs to --status-quo.")
    if given["state"] and not given["why"]:
        raise Refused("--state belongs to --why.", "summitry stability DIR CONFLICT --state STATE --why")
    sides, together = _sides(told, given["sides"])
    return Asked(
        concepts=_concepts(given["concepts"], bool(given["why"])) or CONCEPTS,
        why=(given["state"] or "today") if given["why"] else "",
        status_quo=(start or "today") if given["status_quo"] else "",
        inverse=given["inverse"] or "",
        sensitivity=given["sensitivity"],
        robustness=given["robustness"],
        jumps=given["jumps"],
        views=given["views"],
        sides=sides,
        together=together,
        seed=given["seed"],
        threads=given["threads"] or os.cpu_count() or 1,
        client=_client(given["cluster"]) if given["cluster"] else None,
    )


def _client(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise Refused("A cluster needs one more package.", "pip install 'summitry[cluster]'") from None
    try:
        return distributed.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise Refused(f"There is no cluster at {address}: {error}.") from None


def _concepts(given: tuple[str, ...], explained: bool) -> tuple[str, ...]:
    from summitry.analysis.stability.concepts import CONCEPTS, SOURCES, known
    from summitry.foundation.suggest import did_you_mean

    found = [name.strip() for words in given for name in words.split(",") if name.strip()]
    by_case = {name.upper(): name for name in SOURCES}
    found = [by_case.get(name.upper(), name.upper() if known(name.upper()) else name) for name in found]
    five = [c for c in CONCEPTS if c != "SIM"]
    variants = [f"{c}_{kind}" for c in five for kind in "abcd"] + [f"strong_{c}" for c in five[1:]]
    for name in found:
        if not known(name) and not (explained and name in variants):
            hint = did_you_mean(name, [*SOURCES, *variants]) or f"There are {', '.join(SOURCES)}, L1, L2 ..."
            raise Refused(f'There is no concept "{name}".', hint)
    return tuple(dict.fromkeys(found))


def _sides(told: Told, given: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
    """Return the positions of the sides named by name or by their id in the record."""
    from summitry.dossier.kinds import Conflict
    from summitry.foundation.suggest import did_you_mean

    names = {s.name.lower(): n for n, s in enumerate(told.conflict.sides)}
    record = told.dossier.of(Conflict, told.record) if told.record else None
    for n, side in enumerate(record.sides if record is not None else ()):
        names |= {word.lower(): n for word in (side.id, side.who) if word}
    together = any("+" in words for words in given)
    found = []
    for word in (part.strip() for words in given for part in words.split("+")):
        if word.lower() not in names:
            every = [s.name for s in told.conflict.sides]
            hint = did_you_mean(word, every) or f"There is: {', '.join(every)}."
            raise Refused(f'There is no side "{word}" in this conflict.', hint)
        found.append(names[word.lower()])
    return tuple(dict.fromkeys(found)), together


def _memory(given: str | None) -> int:
    if not given:
        return 0
    size = _SIZE.match(given.strip())
    if size is None:
        raise Refused(f'"{given}" is no size of memory.', "Write 4GB or 500MB.")
    return int(float(size[1]) * 10 ** {"": 0, "K": 3, "M": 6, "G": 9, "T": 12}[size[2].upper()])


def _answered(told: Told, asked: Asked, given: dict[str, Any], form: str, output: str | None) -> str:
    from dataclasses import replace

    from summitry.analysis.stability import analyse
    from summitry.book.conflicts.asked import answers, whole
    from summitry.cli.laying import laid_out
    from summitry.cli.screen import progressing

    plain_concepts = tuple(c for c in asked.concepts if "_" not in c) or ("SEQ",)
    with progressing("Analysing the conflict") as heard:
        result = analyse(
            told.conflict, concepts=plain_concepts, engine=given["engine"] or "",
            memory=_memory(given["memory"]), threads=given["threads"] or 0, told=heard,
        )  # fmt: skip
    refusal = next((r for r in result.refused if r.asked == "stability"), None)
    if refusal is not None:
        raise Refused(refusal.why)
    if told.record:
        result = replace(result, basis=replace(result.basis, rests_on=(told.record,)))
    with progressing("Working it out") as heard:
        found = list(answers(told, asked, result, heard))
    if form == "json":
        value = result.to_json() | {name: answer for name, answer, _ in found}
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    engine = result.engine
    note = f"Engine: {engine.kind}, {engine.states:,} states. {engine.why}"
    if engine.bytes_estimated:
        note += f" Estimated to need {engine.bytes_estimated / 1e9:.2f} GB."
    return laid_out(told.dossier, whole(told, asked, result, found), form, output, note)
