"""The record of an imported document: what it seems to say of itself, proposed with the reason."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Callable
from typing import Any

from summitry.archive.likeness import Like
from summitry.dossier.header import Header
from summitry.dossier.holdings import Held, Proposed
from summitry.foundation.dates import DateFault, parse_when
from summitry.secretariat.importing.value import Wishes

_LONGEST_ID = 60
_FIELDS = ("title", "author", "date", "published", "language", "address")


def fields_of(
    held: Held, name: str, id: str, wishes: Wishes, header: Header, came_with: str
) -> tuple[dict[str, Any], tuple[Proposed, ...], tuple[str, ...]]:
    """Return the fields of a document's record, what was proposed of them, and what to say of it.

    A field that the paper does not say stays blank; the title alone falls back on the file's name.
    """
    proposed = [p for p in held.proposed if p.field in _FIELDS and _fits(p)]
    if all(p.field != "title" for p in proposed):
        proposed.append(Proposed(field="title", value=name, because="it is the file's name"))
    fields: dict[str, Any] = {"id": id}
    fields.update((p.field, p.value) for key in _FIELDS for p in proposed if p.field == key)
    fields["file"] = held.original
    fields["attached_to"] = came_with
    fields["learned"] = wishes.learned
    marking, remarks, reason = _marking(held, wishes, header)
    fields["marking"] = marking
    if reason is not None:
        proposed.append(reason)
    fields["access"] = list(wishes.access)
    fields["note"] = _note(proposed)
    return {key: value for key, value in fields.items() if value}, tuple(proposed), remarks


def _fits(proposal: Proposed) -> bool:
    if proposal.field not in ("date", "published"):
        return True
    try:
        parse_when(proposal.value)
    except DateFault:
        return False
    return True


def _note(proposed: list[Proposed]) -> str:
    """The reasons, so that whoever reads the record knows what no person has looked at yet."""
    said = "; ".join(f"{p.field}: {p.because}" for p in proposed)
    return f"Proposed at import, to be looked at. {said[:1].upper()}{said[1:]}."


def _marking(held: Held, wishes: Wishes, header: Header) -> tuple[str, tuple[str, ...], Proposed | None]:
    """The marking of the record: the one asked for, else the one printed when the dossier knows it."""
    printed = next((p for p in held.proposed if p.field == "marking"), None)
    if printed is None:
        return wishes.marking, (), None
    known = _known(printed.value, header)
    if wishes.marking or known is None:
        if known is None or known != wishes.marking:
            said = f'It bears the marking "{printed.value}"'
            rest = (
                "you gave it another."
                if wishes.marking
                else "which dossier.yaml does not list under markings."
            )
            return wishes.marking, (f"{said}; {rest}" if wishes.marking else f"{said}, {rest}",), None
        return wishes.marking, (), None
    return known, (), Proposed(field="marking", value=known, because=printed.because)


def _known(printed: str, header: Header) -> str | None:
    folded = {m.casefold().replace("-", " "): m for m in header.markings}
    first = re.split(r"\s*(?:/{1,2}|;|,)\s*", printed)[0]
    return folded.get(first.casefold().replace("-", " "))


def likeness_in_words(like: Like, title: str, other: str, id: str, folder: str) -> str:
    """Return what is said of a paper that is like a new one, and how to see what differs (with a folder)."""
    there = f"{other}/{like.part}" if like.part else other
    here = f"{id}/{like.own_part}" if like.own_part else id
    named = f"{title} ({there})"
    own = f"Its document {like.own_part}" if like.own_part else "It"
    runs = "runs of eight words"
    if like.kind == "same":
        return f"{own} holds the same words as {named}."
    if like.kind == "version":
        whole = like.here + like.there - like.both
        said = f"seems to be another version of {named}: of {whole:,} {runs} {like.both:,} stand in both"
    elif like.kind == "inside":
        said = f"seems to stand in {named}: {like.both:,} of its {like.here:,} {runs} do"
    else:
        said = f"seems to hold {named}: {like.both:,} of the {like.there:,} {runs} there stand in it"
    if not folder:
        return f"{own} {said}."
    return f"{own} {said}. To see what differs: summitry redline {shlex.quote(folder)} {there} {here}"


def free_id(wanted: str, taken: Callable[[str], bool], digest: str, *, always: bool = False) -> str:
    """Return an id that is free: the one wanted, else with letters of the digest.

    With ``always`` the letters are always there, so that they do not tell which ids are taken.
    """
    base = slug(wanted) or f"document-{digest[:8]}"
    if not always and not taken(base):
        return base
    return next(
        made for length in range(4, 64, 4) if not taken(made := f"{base}-{digest[:length]}")
    )  # fmt: skip


def slug(name: str) -> str:
    """Return a name as an id: small letters, digits and hyphens; letters of other scripts stay.

    >>> slug("Note à M. Kennedy (final).pdf"), slug("북한 신년사.txt"), slug("frus1964-68v07")
    ('note-a-m-kennedy-final', '북한-신년사', 'frus1964-68v07')
    """
    stem = re.sub(r"\.[A-Za-z]{2,8}\Z", "", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(c))
    plain = unicodedata.normalize("NFC", plain).lower()
    made = re.sub(r"[^\w]+|_+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return f"document-{made}" if made.isdigit() else made
