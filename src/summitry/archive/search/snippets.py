"""The words of a passage round what was found."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.archive.search.words import Term, terms

AROUND = 40
"""About how many words are shown."""


def extract_of(text: str, forms: Sequence[tuple[str, ...]]) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """Return the stretch of a text with the most of what was asked for, what to mark in it, and how many
    different forms it holds. Cut ends are shown as ``…``."""
    row = terms(text)
    spans = _spans(row, forms)
    first, last, variety = _densest(row, spans)
    begin = 0 if first == 0 else row[first].begin
    end = len(text) if last >= len(row) else row[last - 1].end
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    marked = tuple(
        (row[a].begin - begin + len(before), row[b - 1].end - begin + len(before))
        for a, b, _ in spans
        if a >= first and b <= last
    )
    return before + text[begin:end] + after, _joined(marked), variety


def _spans(row: list[Term], forms: Sequence[tuple[str, ...]]) -> list[tuple[int, int, int]]:
    """Where forms stand, in terms: begin, end, which form; longer ones first, none inside another."""
    words = [term.term for term in row]
    found: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for which, form in sorted(enumerate(forms), key=lambda pair: -len(pair[1])):
        if not form:
            continue
        for at in range(len(words) - len(form) + 1):
            if words[at] == form[0] and tuple(words[at : at + len(form)]) == form and at not in taken:
                found.append((at, at + len(form), which))
                taken.update(range(at, at + len(form)))
    return sorted(found)


def _densest(row: list[Term], spans: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    if len(row) <= AROUND + AROUND // 4:
        return 0, len(row), len({which for _, _, which in spans})
    best = (0, 0, 0)
    for begin, _, _ in spans:
        inside = [which for a, b, which in spans if begin <= a and b <= begin + AROUND]
        if (len(set(inside)), len(inside)) > best[:2]:
            best = (len(set(inside)), len(inside), begin)
    first = max(0, best[2] - AROUND // 5)
    if first < 4:
        first = 0
    last = min(len(row), first + AROUND)
    return first, len(row) if len(row) - last < 4 else last, best[0]


def _joined(marked: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Touching marks become one: pairs of signs overlap."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(marked):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)
