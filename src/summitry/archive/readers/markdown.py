"""Markdown: headings, paragraphs, items, and notes where they are called; its signs are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import run_together
from summitry.archive.proposals import day_in, propose_from_lines
from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.source import Source

READ_BY = "markdown 1"

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_HEAD = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*\Z")
_ITEM = re.compile(r"\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+")
_NOTE = re.compile(r"\[\^([\w-]{1,30})\]:\s*")
_CALL = re.compile(r"\[\^([\w-]{1,30})\]")
_HERE = "\ue000"
"""Stands for the call of a note while signs are taken away."""
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")
_SIGNS = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"), (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"), (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\\w])([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"), (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)  # fmt: skip


def read(source: Source) -> Reading:
    """Return what a Markdown file holds."""
    text, said = decoded(source.content())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    composer = Composer(source.limits)
    if said:
        composer.reading.trouble.append(said)
    front = _FRONT.match(text)
    if front:
        _front(composer.reading, front[1])
        text = text[front.end() :]
    try:
        _compose(composer, text)
    except TooMuch:
        composer.reading.trouble.append("It is longer than any paper, and was read only in part.")
    heads = [p.text for p in composer.reading.passages if p.role == "head" and p.label == "1"]
    if heads:
        composer.reading.propose("title", heads[0], "it is the first heading")
    propose_from_lines(composer.reading, [p.text for p in composer.reading.passages if p.role != "footnote"])
    return composer.finish()


def _compose(composer: Composer, text: str) -> None:
    blocks = list(_blocks(text.split("\n")))
    notes = {
        m[1]: _plain(raw[m.end() :])[0] for kind, raw in blocks if (m := _NOTE.match(raw)) and kind == "note"
    }
    told: set[str] = set()
    for kind, raw in blocks:
        if kind == "note":
            continue
        head = _HEAD.match(raw) if kind == "head" else None
        said, calls = _plain(head[2] if head else raw) if kind != "code" else (run_together(raw), [])
        role = "head" if head else "quoted" if kind == "quoted" else "body"
        number = composer.add(role, said, label=str(len(head[1])) if head else "row" if kind == "row" else "")
        for at, label in calls:
            if label in notes and label not in told:
                told.add(label)
                composer.add("footnote", notes[label], label=label, at=(number, at))
    for label, said in notes.items():
        if label not in told:
            composer.add("footnote", said, label=label)


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The blocks of the text: what each is, and its raw lines."""
    kind, held = "", list[str]()
    fence = ""
    for line in [*lines, ""]:
        mark = line.strip()[:3]
        if fence:
            if mark == fence:
                fence = ""
                yield "code", "\n".join(held)
                kind, held = "", []
            else:
                held.append(line)
            continue
        starts = _kind(line)
        if held and (
            not line.strip() or starts not in ("", "quoted") or (starts == "quoted") != (kind == "quoted")
        ):
            yield kind, "\n".join(held)
            kind, held = "", []
        if mark in ("```", "~~~"):
            fence = mark
        elif line.strip() and not _RULE.match(line):
            kind = kind if held else starts
            held.append(re.sub(r"^\s*>\s?", "", line) if starts == "quoted" else line)
    if held:
        yield "code", "\n".join(held)


def _kind(line: str) -> str:
    if _HEAD.match(line):
        return "head"
    if _NOTE.match(line):
        return "note"
    if line.lstrip().startswith(">"):
        return "quoted"
    if line.lstrip().startswith("|"):
        return "row"
    return "item" if _ITEM.match(line) else ""


def _plain(raw: str) -> tuple[str, list[tuple[int, str]]]:
    """A block without Markdown's signs, and where in it which notes are called."""
    item = _ITEM.match(raw)
    raw = raw[item.end() :] if item else raw
    if raw.lstrip().startswith("|"):
        raw = " ".join(cell for cell in raw.split("|") if not re.fullmatch(r"\s*:?-+:?\s*", cell))
    labels = _CALL.findall(raw)
    raw = _CALL.sub(_HERE, raw.replace(_HERE, " "))
    for pattern, put in _SIGNS:
        raw = pattern.sub(put, raw)
    pieces = run_together(raw).split(_HERE)
    lengths = accumulate(len(piece) for piece in pieces[:-1])
    return "".join(pieces), list(zip(lengths, labels, strict=False))


def _front(reading: Reading, front: str) -> None:
    for line in front.split("\n"):
        key, _, value = line.partition(":")
        value = value.strip().strip("\"'")
        if key.strip().lower() in ("title", "author", "language", "marking"):
            reading.propose(key.strip().lower(), value, "its front matter says so")
        elif key.strip().lower() == "date" and (day := day_in(value)):
            reading.propose("date", day, "its front matter says so")
