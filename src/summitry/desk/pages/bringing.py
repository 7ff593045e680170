"""Bringing documents in: they are kept as they came, and read in a process that is bounded.

What a file is is told by its first bytes; its name serves only as what it is called. The name under which it
is kept is its digest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.archive.limits import LIMITS
from summitry.archive.reading import Readers
from summitry.desk import reading, turns
from summitry.desk.access import Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.framing import on, page, to_record
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, opened
from summitry.secretariat.importing import Arrival, Incoming, Wishes, importing

MOST_FILES = 20
MOST_BYTES = 50 * 1024 * 1024
"""Most bytes of one file."""
SECONDS = 20
"""Processor time that the reading of one file may take: somebody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What became of one file: its name, a sentence, and where to go on."""

    name: str
    says: str
    kept: bool
    remarks: tuple[str, ...] = ()
    record: str = ""
    capture: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form, take documents in, and say what became of each."""
    here = seat(request, slug, RECORD)
    if request.method != "POST":
        return _page(request, here)
    files = request.FILES.getlist("files")
    said = _wrong_with(files) or _wrong_handling(request, here)
    if said:
        return _page(request, here, said=said, status=422)
    try:
        found = tuple(_brought(request, here, files))
    except Refused as refusal:
        return _page(request, here, said=str(refusal), status=422)
    return _page(request, here, came=found)


def _wrong_with(files: list[UploadedFile[Any]]) -> str:
    if not files:
        return "Choose at least one file."
    if len(files) > MOST_FILES:
        return f"At most {MOST_FILES} files are taken at once; these are {len(files)}."
    large = next((f for f in files if (f.size or 0) > MOST_BYTES), None)
    if large is not None:
        return f"{_called(large)} is larger than {MOST_BYTES // 1024 // 1024} MB. Nothing was taken in."
    return ""


def _wrong_handling(request: HttpRequest, here: Seat) -> str:
    marking, groups = request.POST.get("marking", ""), request.POST.getlist("groups")
    if (marking and marking not in _markings(here)) or not here.grant.grants.groups.issuperset(groups):
        return "That marking or group is not one of this account's. Choose again; nothing was taken in."
    return ""


def _brought(request: HttpRequest, here: Seat, files: list[UploadedFile[Any]]) -> Iterator[Came]:
    wishes = Wishes(
        marking=request.POST.get("marking", ""), access=tuple(request.POST.getlist("groups")),
        learned=here.today.isoformat(), grants=here.grant.grants,
        file=here.served.file_for(here.grant.grants, "document"), at_once=1,
    )  # fmt: skip
    with turns.aside(), Readers(replace(LIMITS, seconds=SECONDS), at_once=1) as readers:
        incoming = (_incoming(each) for each in files)
        arrivals = list(importing(here.served.folder, incoming, wishes, readers))
    new = [a.document for a in arrivals if a.outcome == "imported"]
    if new:
        reading.note(here, "import", new)
    here.served.look_again()
    after = seat(request, here.served.slug, RECORD)
    yield from (_came(after, arrival) for arrival in arrivals)


def _incoming(file: UploadedFile[Any]) -> Incoming:
    name = _called(file)
    if isinstance(file, TemporaryUploadedFile):
        return Incoming(path=Path(file.temporary_file_path()), shown=name)
    return Incoming(path=Path(name), shown=name, content=file.read())


def _called(file: UploadedFile[Any]) -> str:
    """The last piece of a file's name, without what no name has: controls, and marks that turn writing."""
    last = PurePosixPath((file.name or "").replace("\\", "/")).name
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ")
    return plain[:120] or "document"


def _came(here: Seat, arrival: Arrival) -> Came:
    seen = here.dossier.get(arrival.document) is not None if arrival.document else False
    if arrival.outcome == "not read":
        return Came(name=arrival.shown, says=f"Not taken in: {arrival.why}.", kept=False)
    if not seen:
        said = "Filed, and marked higher than this account sees." if arrival.document else "There already."
        return Came(name=arrival.shown, says=said, kept=True)
    there = "Filed" if arrival.outcome == "imported" else "There already"
    held = here.dossier.held(arrival.document)
    passages = f", {counted(len(held.passages), 'passage')}" if held is not None and held.passages else ""
    capture = on(here, reverse("capture", args=(here.served.slug, arrival.document)))
    return Came(
        name=arrival.shown, says=f"{there}: {opened(here.dossier.title(arrival.document))}{passages}.",
        kept=True, remarks=arrival.remarks, record=to_record(here, arrival.document),
        capture=capture if passages else "",
    )  # fmt: skip


def _markings(here: Seat) -> list[str]:
    """The markings up to the account's own."""
    known, mine = here.dossier.header.markings, here.grant.grants.marking
    return list(known[: known.index(mine) + 1]) if mine in known else []


def _page(
    request: HttpRequest, here: Seat, *, said: str = "", came: tuple[Came, ...] = (), status: int = 200
) -> HttpResponse:
    return page(
        request, here, "desk/bring.html", title="Bring documents in", here="captures", marking="", said=said,
        came=came, markings=_markings(here), groups=sorted(here.grant.grants.groups), most=MOST_FILES,
        megabytes=MOST_BYTES // 1024 // 1024, status=status,
    )  # fmt: skip
