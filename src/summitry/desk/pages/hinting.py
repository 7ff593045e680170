"""What to do about a finding, in the words of the desk's forms: the check says what to write in a file."""

from __future__ import annotations

import re

from summitry.desk.pages.framing import PLACES
from summitry.foundation.labels import say
from summitry.foundation.wording import opened

_WRITTEN = re.compile(r"`([^`]*)`")
_FIELD = re.compile(r"(\w+)(?::\s*(.*))?", re.DOTALL)
_INNER = re.compile(r"(\w+):\s*(\[[^\]]*\]|[^,}\]]+)")
_SHOWN = re.compile(r"summitry show ([\w-]+)")
_COMMAND = re.compile(r"`summitry (?!show )[^`]*`")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`])")
_PAGES = {view: title for _, title, view, _ in PLACES if view}
_OPEN = ("...", "[...]", "")


def hinted(hint: str) -> str:
    """Return a hint as the desk says it: fields by their labels, views by their titles; what can only be
    typed at a command line is left out.

    >>> hinted("Name an owner for each, and write `ready: yes`.")
    'Name an owner for each, and write "Ready": yes.'
    >>> hinted("Ask again, or record what came: `states: [{since: ..., is: made}]`.")
    'Ask again, or record what came: "States" (since, is: made).'
    """
    kept = [each for each in _SENTENCE.split(hint) if not _COMMAND.search(each)]
    return " ".join(opened(_WRITTEN.sub(lambda found: _said(found[1]), each)) for each in kept)


def _said(written: str) -> str:
    """What stands in a hint as it is written in a file, as it stands on a form."""
    if view := _SHOWN.match(written):
        return say('the page "{title}"', title=say(_PAGES.get(view[1], opened(view[1]))))
    field = _FIELD.fullmatch(written)
    if field is None:
        return f'"{written}"'
    label, value = f'"{_label(field[1]).capitalize()}"', (field[2] or "").strip()
    if value in _OPEN:
        return label
    if "{" not in value:
        return f"{label}: {value.strip('[]')}"
    inner = ", ".join(
        _label(key) if said.strip() in _OPEN else f"{_label(key)}: {said.strip('[] ')}"
        for key, said in _INNER.findall(value)
    )
    return f"{label} ({inner})" if inner else label


def _label(key: str) -> str:
    return key.replace("_", " ")
