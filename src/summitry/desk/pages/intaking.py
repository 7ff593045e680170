"""Taking reports in at the desk: a text that was pasted, a letter, a feed, a page that was saved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.desk.access import Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.framing import on, page
from summitry.desk.pages.writing import actor, in_words
from summitry.dossier.kinds.words import GRADES
from summitry.folder.load import Unreadable
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.foundation.refusals import Refused
from summitry.foundation.wording import counted, opened
from summitry.secretariat.journal import noted
from summitry.secretariat.watching import Marks, Taken, taking_in

LARGEST = 8 * 1024 * 1024
"""Largest file that is taken in at the desk, in bytes; the command takes larger ones."""
MOST = 20
"""Files that are taken in at once."""
LONGEST = 200_000
"""Most letters that are pasted."""


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form, and take in what was pasted or sent."""
    here = seat(request, slug, RECORD)
    fault = ""
    if request.method == "POST":
        try:
            says = _taken(here, request)
        except Refused as refusal:
            fault = in_words(refusal)
        except Unreadable:
            fault = "The dossier cannot be read just now. Tell your administrator."
        else:
            for told in says:
                messages.info(request, told)
            return redirect(on(here, reverse("inbox", args=(slug,))))
    header = here.dossier.header
    return page(
        request, here, "desk/inbox-take.html", title="Take reports in", here="inbox", fault=fault,
        status=422 if fault else 200, marking="", typed=request.POST.dict(),
        markings=header.markings, lowest=header.lowest_marking, groups=header.groups,
        chosen=request.POST.getlist("access"), grades=GRADES, largest=LARGEST // 1024**2,
        back=on(here, reverse("inbox", args=(slug,))),
    )  # fmt: skip


def _taken(here: Seat, request: HttpRequest) -> list[str]:
    """Take in what was sent; say what became of it."""
    marks, text, files = _marks(here, request), request.POST.get("text", ""), request.FILES.getlist("file")
    if not text.strip() and not files:
        raise Refused("Paste a text, or choose a file.")
    if len(text) > LONGEST:
        raise Refused(f"The text has more than {LONGEST:,} letters. Save it as a file, and send that.")
    if len(files) > MOST:
        raise Refused(f"Send at most {MOST} files at once. summitry watch import takes whole folders.")
    with tempfile.TemporaryDirectory() as place:
        paths = [*_kept(Path(place), text, files)]
        found = [t for t in taking_in(here.served.folder, paths, marks) if t.finished]
    noted(here.served.folder, actor(here).name, "watch import", ())
    return list(_said(found))


def _marks(here: Seat, request: HttpRequest) -> Marks:
    header = here.dossier.header
    sent = {k: str(v).strip()[:2000] for k, v in request.POST.items()}
    marking = sent.get("marking", "")
    groups = tuple(sorted(set(request.POST.getlist("access"))))
    if (marking and marking not in header.markings) or not set(groups) <= set(header.groups):
        raise Refused("Choose a marking and groups from the list.")
    if sent.get("grade") and sent["grade"] not in GRADES:
        raise Refused("Choose the kind of source from the list.")
    said = ""
    if typed := " ".join(sent.get("said", "").split()):
        try:
            said = parse_when(form_of(typed) or typed).text
        except DateFault as wrong:
            raise Refused(f"{wrong.message} {wrong.hint}".strip()) from None
    return Marks(
        marking=marking, access=groups, grade=sent.get("grade", ""), came=here.today,
        source=sent.get("source", ""), said=said, address=sent.get("address", ""),
    )  # fmt: skip


def _kept(place: Path, text: str, files: Iterable[Any]) -> Iterator[Path]:
    """Write what was sent into a folder of its own, under names that lead nowhere else."""
    if text.strip():
        path = place / "pasted.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
        yield path
    for number, file in enumerate(files):
        if (file.size or 0) > LARGEST:
            raise Refused(
                f"{PurePosixPath(file.name or 'It').name} is larger than {LARGEST // 1024**2} MB."
                " summitry watch import takes larger ones."
            )
        name = PurePosixPath((file.name or "").replace("\\", "/")).name.lstrip(".")[-120:] or "file"
        folder = place / str(number)
        folder.mkdir()
        path = folder / name
        with open(path, "wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        yield path


def _said(found: list[Taken]) -> Iterator[str]:
    items = sum(t.items for t in found)
    odd = sum(t.doubted for t in found)
    told = f"{opened(counted(items, 'report'))} read."
    yield (
        f"{told} {opened(counted(odd, 'of them is', 'of them are'))} odd: it is said beside each."
        if odd
        else told
    )
    for taken in found:
        for at, why in taken.unread[:3]:
            yield f"{taken.path.name}{f', {at}' if at else ''}: {why}."
