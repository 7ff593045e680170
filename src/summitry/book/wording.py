"""Words on a page: foreign scripts carry their language, days never break, nothing unprintable passes."""

from __future__ import annotations

import re
from datetime import date

import markupsafe

from summitry.foundation.dates.months import month_names
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.printable import printable

_SCRIPTS = (
    ("ko", "", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"),
    ("ja", "", "\u3041-\u30ff"),
    ("und-Hani", "", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("und-Cyrl", "", "\u0400-\u052f"),
    ("he", "rtl", "\u0590-\u05ff"),
    ("und-Arab", "rtl", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"),
)
"""Language, direction and letters. Where a script does not tell the language, the script is named."""

_RUNS = re.compile(
    "|".join(
        f"(?P<s{at}>[{chars}](?:[{chars}\\s·・,.\\-]*[{chars}])?)"
        for at, (_, _, chars) in enumerate(_SCRIPTS)
    )
)
_LONG = re.compile(r"[^\s\u200b]{25,}")


def words_for(day: date | None) -> WordsFor:
    """Return the filter that turns text into safe HTML as of ``day``."""
    return WordsFor(day)


class WordsFor:
    """Makes HTML of plain text; everything in it is escaped."""

    def __init__(self, day: date | None) -> None:
        self._day = day
        self._days = re.compile(rf"\b(\d{{1,2}}) (?=(?:{'|'.join(map(re.escape, month_names()))})\b)")

    def plain(self, text: str) -> str:
        """Return the text with day counts filled in and nothing unprintable."""
        return printable(fill_days(text, self._day) if self._day else text)

    def __call__(self, text: str) -> markupsafe.Markup:
        """Return the text as HTML."""
        found, at = [], 0
        shown = self._days.sub("\\1\u00a0", self.plain(text))
        for match in _RUNS.finditer(shown):
            found.append(self._plain_html(shown[at : match.start()]))
            lang, direction, _ = _SCRIPTS[int(str(match.lastgroup)[1:])]
            turned = f' dir="{direction}"' if direction else ""
            found.append(f'<bdi lang="{lang}"{turned}>{markupsafe.escape(match[0])}</bdi>')
            at = match.end()
        found.append(self._plain_html(shown[at:]))
        return markupsafe.Markup("".join(found))  # every piece was escaped above

    @staticmethod
    def _plain_html(text: str) -> str:
        """Escape; let runs over 24 characters, such as addresses, break every 8."""
        found, at = [], 0
        for match in _LONG.finditer(text):
            found.append(str(markupsafe.escape(text[at : match.start()])))
            run = match[0]
            pieces = (str(markupsafe.escape(run[i : i + 8])) for i in range(0, len(run), 8))
            found.append("<wbr>".join(pieces))
            at = match.end()
        found.append(str(markupsafe.escape(text[at:])))
        return "".join(found)
