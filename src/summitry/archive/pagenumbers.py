"""The numbers printed on pages, and the lines that run along their heads and feet.

A number counts as the page's when neighbouring pages count on from it, so that a figure in a running
head is not taken for one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_ALONE = re.compile(
    r"\W*(?:page|p\.|seite|-)?\s*(?P<n>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})(?:\s*(?:of|/|von)\s*\d{1,4})?\W*\Z",
    re.I,
)
_AT_AN_END = re.compile(r"(?P<first>\d{1,4})\s.*\D|.*\D\s(?P<last>\d{1,4})\Z")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def is_number_alone(text: str) -> bool:
    """Whether a line is a page number and nothing else.

    >>> is_number_alone("- 12 -"), is_number_alone("Page 3 of 9"), is_number_alone("12 March")
    (True, True, False)
    """
    return bool(_ALONE.match(text))


def numbers_at_ends(text: str) -> tuple[str, ...]:
    """Return the figures with which a line begins or ends."""
    match = _AT_AN_END.match(text)
    return tuple(n for n in match.groups() if n) if match else ()


def as_pattern(text: str) -> str:
    """Return a line with its figures made alike, so that running heads of all pages are one."""
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def running_lines(margins: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the patterns of lines that stand at the margins of several pages."""
    found = Counter(p for lines in margins for p in {as_pattern(text) for text in lines})
    least = min(3, len(margins))
    return frozenset(
        p for p, pages in found.items() if pages >= max(2, least) and p.strip("#-–— .") and len(p) < 160
    )


def printed_numbers(margins: Sequence[Sequence[str]]) -> list[str]:
    """Return the number printed on each page. Where a page of a numbered paper bears none, what it would
    be stands in square brackets, as is usual; before the first it is a leaf in front. Where no page bears
    a number, it is the place in the file.

    >>> printed_numbers([["Title"], ["- 2 -"], ["3"], ["4"]]), printed_numbers([["a"], ["b"]])
    (['[1]', '2', '3', '4'], ['1', '2'])
    >>> printed_numbers([["Title"], ["Preface"], ["1"], ["2"], ["x"]])
    ['[front 1]', '[front 2]', '1', '2', '[3]']
    """
    arabic = [_numbers(lines, roman=False) for lines in margins]
    roman = [_numbers(lines, roman=True) for lines in margins]
    counted = {True: _counted(roman), False: _counted(arabic)}
    if not counted[False] and not counted[True]:
        return [str(at) for at in range(1, len(margins) + 1)]
    found = []
    for at in range(len(margins)):
        if at in counted[False]:
            found.append(str(counted[False][at]))
        elif at in counted[True]:
            found.append(_as_roman(counted[True][at]))
        else:
            found.append(_supplied(at, counted[False] or counted[True]))
    return found


def _supplied(at: int, counted: dict[int, int]) -> str:
    """The number of a page that bears none, counted on from the nearest that does."""
    near = min(counted, key=lambda other: (abs(other - at), other))
    number = counted[near] + at - near
    return f"[{number}]" if number > 0 else f"[front {at + 1}]"


def _counted(numbers: Sequence[frozenset[int]]) -> dict[int, int]:
    """The pages on which a number goes on from, or is gone on from, within two pages."""
    found: dict[int, int] = {}
    for at, here in enumerate(numbers):
        for number in sorted(here):
            near = (at + step for step in (-2, -1, 1, 2) if 0 <= at + step < len(numbers))
            if any(number + other - at in numbers[other] for other in near):
                found.setdefault(at, number)
    between = [at for at in range(1, len(numbers) - 1) if at not in found]
    for at in between:
        if at - 1 in found and at + 1 in found and found[at + 1] - found[at - 1] == 2:
            found[at] = found[at - 1] + 1
    return found


def _numbers(lines: Sequence[str], *, roman: bool) -> frozenset[int]:
    found: set[int] = set()
    for text in lines:
        alone = _ALONE.match(text)
        if alone and alone["n"].isdigit() is not roman:
            found.add(_value(alone["n"]))
        elif not roman and (match := _AT_AN_END.match(text)):
            found.add(int(match["first"] or match["last"]))
    return frozenset(n for n in found if 0 < n < 5000)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[c] for c in number.lower()]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


def _as_roman(number: int) -> str:
    pairs = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    made = ""
    for value, letters in pairs:
        made += letters * (number // value)
        number %= value
    return made
