"""Reads in the journal: an answer that shows restricted records leaves once its entry is on the disk.

One entry for each answer names the restricted records on it, so it is under need-to-know itself. A
record is on a page when the page says that it holds it, or leads to it by a link with its title. Choices in a
form are not counted: they name records and say nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from summitry.desk.access import Seat
from summitry.foundation.refusals import Refused
from summitry.secretariat.journal import noted
from summitry.secretariat.restricted import is_restricted

READ = "read"
_LINK = re.compile(r'<a\s[^>]*?href="/([^"?#]*)[^>]*>')
_TURNS = re.compile(r'\srel="(?:prev|next)"')
"""Links that lead to what stands before and after, and show nothing of it."""
_BEFORE_ID = {"show": 2, "records": 9}
"""How many pieces of an address come before the id, where it is not one: ``show/relays/kim-message``."""


class NotJournalled(Refused):
    """The journal could not be written, so what is restricted is not shown."""


def restricted(here: Seat, ids: Iterable[str]) -> tuple[str, ...]:
    """Return those of some ids, or of their parts, that are ids of restricted records, each once."""
    header, found = here.dossier.header, {}
    # A page about an earlier day may lead to what was learned since: two days compared do.
    now = here.served.value(here.grant.grants, here.today) if here.past else here.dossier
    for id in ids:
        name = id.partition("/")[0]
        record = here.dossier.get(name) or now.get(name)
        if record is not None and record.id not in found:
            found[record.id] = is_restricted(header, record)
    return tuple(sorted(id for id, is_so in found.items() if is_so))


def note_read(here: Seat, ids: Iterable[str], act: str = READ) -> None:
    """Put it in the journal that the reader is shown these records, where any is restricted.

    Raises:
        NotJournalled: when the journal cannot be written; then nothing may be shown.
    """
    if shown := restricted(here, ids):
        note(here, act, shown)


def note(here: Seat, act: str, ids: Iterable[str] = ()) -> None:
    """Put an act that changes no text in the journal.

    Raises:
        NotJournalled: when it cannot be written.
    """
    try:
        noted(here.served.folder, here.account.get_username(), act, tuple(ids))
    except Refused as refusal:
        raise NotJournalled(str(refusal)) from None


def led_to(here: Seat, html: str) -> Iterator[str]:
    """Yield the ids of records that a page leads to."""
    slug = here.served.slug
    for link in dict.fromkeys(_LINK.finditer(html)):
        if _TURNS.search(link[0]):
            continue
        pieces = unescape(link[1]).split("/")
        if pieces[0] == slug and len(pieces) > 2:
            at = 1 + _BEFORE_ID.get(pieces[1], 1)
            yield from (unquote(piece) for piece in pieces[at : at + 1])
