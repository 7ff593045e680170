"""What a paper says of itself in its first lines: proposed to a person, with the reason, never decided.

Only plain signs count: a date that stands alone or after a place, a line of marking words, a memorandum's
own headings. What is not plain stays blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summitry.archive.composing import Reading

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
    re.compile(r"(?P<y>\d{4})\s*[년年]\s*(?P<m>\d{1,2})\s*[월月]\s*(?P<d>\d{1,2})\s*[일日]"),
)
_MARKINGS = (
    "top secret", "secret", "confidential", "restricted", "unclassified", "official use only",
    "limited official use", "for official use only", "sensitive but unclassified", "eyes only",
    "official-sensitive", "official", "limite", "très secret", "secret défense", "diffusion restreinte",
)  # fmt: skip
_MARKING = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _MARKINGS), key=len, reverse=True))})"
    r"(?:\s*(?:/{1,2}|;|,|-)\s*[\w /-]{2,40}){0,3}\.?\Z",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<key>from|subject|subj|re|date|title|author|by)\s*:\s*(?P<value>\S.*)\Z", re.I)
_BYLINE = re.compile(r"by\s+(?P<value>(?:\w[\w.'’-]+\s+){1,4}\w[\w.'’-]+)\Z", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:MEMORANDUM|AGREEMENT|AGREED|JOINT|STATEMENT|DECLARATION|TREATY|CONVENTION|PROTOCOL|REPORT|COMMUNIQU[EÉ]"
    r"|TELEGRAM|CABLE|AIDE|NOTE VERBALE|RECORD|MINUTES|RESOLUTION)\b"
)
_LONGEST_TITLE = 160
_LONGEST_DATELINE = 80


def propose_from_lines(reading: Reading, lines: Sequence[str]) -> None:
    """Propose title, date, author and marking from the first lines of a paper."""
    first = [line for line in lines if line][:40]
    days: dict[str, str] = {}
    for line in first:
        heading = _HEADING.match(line)
        if heading and len(line) < 300:
            _from_heading(reading, heading["key"].lower(), heading["value"])
        elif is_marking(line):
            reading.propose("marking", _bare(line), f'a line of its own says "{_short(line)}"')
        elif len(line) <= _LONGEST_DATELINE and (day := day_in(line)):
            days.setdefault(day, line)
        elif byline := _BYLINE.match(line):
            reading.propose("author", byline["value"], f'the line "{_short(line)}" names the author')
    if len(days) == 1:
        # of two days that stand alone, nobody can say which is the paper's
        for day, line in days.items():
            reading.propose("date", day, f'the line "{_short(line)}" bears it')
    _title(reading, first)


def is_marking(line: str) -> bool:
    """Whether a line holds marking words and nothing else.

    >>> is_marking("SECRET//NOFORN"), is_marking("- Confidential -"), is_marking("Secret talks in Paris")
    (True, True, False)
    """
    return len(line) < 80 and bool(_MARKING.match(_bare(line)))


def _bare(line: str) -> str:
    return re.sub(r"^\W+|\W+$", "", line)


def day_in(line: str) -> str:
    """Return the one day a line names, in ISO form; blank when it names none, or several.

    >>> day_in("Washington, October 3, 1968, 9 a.m."), day_in("1-2 May 1999 and 3 May 1999")
    ('1968-10-03', '')
    """
    found = {day for pattern in _DATES for match in pattern.finditer(line) if (day := _day(match))}
    return found.pop() if len(found) == 1 else ""


def _day(match: re.Match[str]) -> str:
    month = match["m"].lower().rstrip(".")
    try:
        day = date(int(match["y"]), _MONTHS.get(month) or int(month), int(match["d"]))
    except ValueError:
        return ""
    return day.isoformat() if 1000 <= day.year <= 2999 else ""


def _from_heading(reading: Reading, key: str, value: str) -> None:
    because = f'its heading says "{_short(f"{key.capitalize()}: {value}")}"'
    if key in ("subject", "subj", "re", "title"):
        reading.propose("title", value, because)
    elif key in ("from", "author", "by"):
        reading.propose("author", value, because)
    elif key == "date" and (day := day_in(value)):
        reading.propose("date", day, because)


def _title(reading: Reading, first: Sequence[str]) -> None:
    for line in first:
        if _HEADED.match(line) and line.isupper() and len(line) <= _LONGEST_TITLE:
            reading.propose("title", line, "it is headed so")
            return
    for line in first[:6]:
        letters = sum(c.isalpha() for c in line)
        if is_marking(line) or _HEADING.match(line) or (day_in(line) and len(line) <= 40):
            continue
        if letters >= 4 and len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", "?")):
            reading.propose("title", line, "it is the first line")
        return


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."
