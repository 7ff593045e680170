"""Sentences about a conflict with links: options to the records they stand for, states to their reasons."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from summitry.book.conflicts.told import Told
from summitry.desk.access import Seat
from summitry.desk.pages.framing import on, to_record
from summitry.dossier.kinds import Conflict
from summitry.foundation.wording import quoted

Linked = Callable[[str], SafeString]


def linking(here: Seat, told: Told, record: Conflict, address: str) -> Linked:
    """Return what turns a sentence into one with links."""
    links: dict[str, str] = {}
    for option in record.options:
        known = [t for t in option.is_ if here.dossier.find(t) is not None]
        if known:
            links[quoted(option.says)] = to_record(here, known[0])
    for state in told.graph.states:
        links[told.called(state.id)] = state_href(here, address, str(state.id))
    every = "|".join(re.escape(text) for text in sorted(links, key=len, reverse=True))
    pattern = re.compile(rf"(?:{every})(?![\w-])") if every else None

    def linked(text: str) -> SafeString:
        pieces, at = [], 0
        for found in pattern.finditer(text) if pattern is not None else ():
            pieces.append(conditional_escape(text[at : found.start()]))
            pieces.append(format_html('<a href="{}">{}</a>', links[found[0]], found[0]))
            at = found.end()
        pieces.append(conditional_escape(text[at:]))
        return mark_safe("".join(pieces))  # each piece was escaped

    return linked


def state_href(here: Seat, address: str, state: str) -> str:
    """Return the address at which one reads why a state holds."""
    return on(here, address, state=state) + "#why"
