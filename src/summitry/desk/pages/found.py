"""What the check finds in the dossier on the day, the gravest first, and what of it was accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.check.accepts import key_of, live_entries
from summitry.check.catalogue import Entry
from summitry.check.run import Report
from summitry.desk.access import Seat, seat
from summitry.desk.accounts.roles import ACCEPT
from summitry.desk.pages.alarms import to
from summitry.desk.pages.framing import number_in, on, page
from summitry.desk.pages.hinting import hinted
from summitry.dossier.kinds import Accepted
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed, number, opened
from summitry.secretariat.checking import every_code

PER_PAGE = 60
NAMED = 5
"""Records that a finding is about which are named."""
SORTS = (
    ("grave", marked("Can spoil the meeting")), ("serious", marked("To settle before it")),
    ("notice", marked("Worth knowing")), ("accepted", marked("Accepted")),
)  # fmt: skip
"""What can be listed alone, and its heading."""
ALONE = {"grave": marked("Grave"), "serious": marked("Serious"), "notice": marked("Notices"),
         "accepted": marked("Accepted")}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding as the page has it: what it says, what to do, what it is about, why it is looked for."""

    says: str
    hint: str
    notice: bool
    about: tuple[tuple[str, str], ...]
    others: int
    why: tuple[str, ...]
    accept: str
    because: str


@require_safe
def found(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what every rule finds on the page's day."""
    here = seat(request, slug)
    made = here.served.checked(here.dossier)
    sort, kind = request.GET.get("sort", ""), request.GET.get("kind", "")
    sort = sort if sort in ALONE else ""
    report = made.value or Report(day=here.day, found=())
    every = [(d, "accepted") for d in report.accepted] if sort == "accepted" else [
        (d, d.severity.word) for d in report.findings if sort in ("", d.severity.word)
    ]  # fmt: skip
    kinds = Counter(_kind(here, d) for d, _ in every)
    kind = kind if kind in kinds else ""
    chosen = [(d, word) for d, word in every if kind in ("", _kind(here, d))]
    start = number_in(request.GET.get("from", "0"), len(chosen))
    shown = chosen[start : start + PER_PAGE]
    address = reverse("found", args=(slug,))
    asked = {key: value for key, value in (("sort", sort), ("kind", kind)) if value}
    return page(
        request, here, "desk/found.html", title="What the check finds", here="found", made=made,
        verdict=_verdict(report) if made.value else "", parts=list(_parts(here, shown)),
        tabs=_tabs(here, address, report, sort),
        kinds=[(word.replace("_", " "), count, on(here, address, **{**asked, "kind": word}), word == kind)
               for word, count in sorted(kinds.items()) if word] if len(kinds) > 1 or kind else [],
        every_kind=on(here, address, **{k: v for k, v in asked.items() if k != "kind"}) if kind else "",
        more=on(here, address, **asked, **{"from": str(start + PER_PAGE)})
        if start + PER_PAGE < len(chosen) else "", left=len(chosen) - start - PER_PAGE,
        holds=[i for d, _ in shown for i in d.about if here.dossier.find(i) is not None],
    )  # fmt: skip


def _kind(here: Seat, found: Diagnostic) -> str:
    """The kind of the record that a finding is about first; blank for one about the whole."""
    about = found.about[0] if found.about else ""
    record = here.dossier.get(about.partition("/")[0])
    return record.kind if record is not None else ""


def _tabs(here: Seat, address: str, report: Report, sort: str) -> list[tuple[str, int, str, bool]]:
    """The sorts that can be listed alone: title, how many there are, address, whether it is this one."""
    counts = Counter(d.severity.word for d in report.findings)
    counts["accepted"] = len(report.accepted)
    return [
        (marked("All"), len(report.findings), on(here, address), not sort),
        *((title, counts[name], on(here, address, sort=name), name == sort) for name, title in ALONE.items()),
    ]


def _parts(here: Seat, shown: Sequence[tuple[Diagnostic, str]]) -> Iterator[tuple[str, list[Row]]]:
    """The findings under their headings."""
    codes, live = every_code(), live_entries(here.dossier)
    for name, heading in SORTS:
        rows = [
            _row(here, found, codes[found.code], accepted=name == "accepted", by=live.get(key_of(found)))
            for found, word in shown if word == name
        ]  # fmt: skip
        if rows:
            yield heading, rows


def _row(here: Seat, found: Diagnostic, entry: Entry, *, accepted: bool, by: Accepted | None) -> Row:
    about = tuple(dict.fromkeys(i for i in found.about if here.dossier.find(i) is not None))
    told = found.on_day(here.day)
    return Row(
        says=told.message, hint=hinted(told.hint), notice=found.severity is Severity.NOTICE or accepted,
        about=tuple((opened(here.dossier.title(i)), to(here, i)) for i in about[:NAMED]),
        others=max(0, len(about) - NAMED),
        why=tuple(t for part in entry.page.split("\n\n")[1:] if (t := hinted(" ".join(part.split())))),
        accept=_to_accept(here, found) if not accepted and here.may(ACCEPT) and not here.past else "",
        because=by.because if accepted and by is not None else "",
    )  # fmt: skip


def _to_accept(here: Seat, found: Diagnostic) -> str:
    """Where a finding is accepted; blank for one that names no record."""
    if not found.about:
        return ""
    there = reverse("new", args=(here.served.slug, Accepted.kind))
    return on(here, there, finding=found.code, about=",".join(found.about))


def _verdict(report: Report) -> str:
    """How much of what is found."""
    counts = Counter(d.severity for d in report.findings)
    told = []
    if grave := counts[Severity.GRAVE]:
        told.append(say_many(grave, "{number} finding can spoil the meeting",
                             "{number} findings can spoil the meeting", number=number(grave)))  # fmt: skip
    if serious := counts[Severity.SERIOUS]:
        told.append(say_many(serious, "{number} is to be settled before it",
                             "{number} are to be settled before it", number=number(serious)))  # fmt: skip
    if notices := counts[Severity.NOTICE]:
        told.append(say_many(notices, "{number} is worth knowing", "{number} are worth knowing",
                             number=number(notices)))  # fmt: skip
    if accepted := len(report.accepted):
        told.append(say_many(accepted, "{number} was accepted", "{number} were accepted",
                             number=number(accepted)))  # fmt: skip
    return f"{opened(listed(told))}." if told else say("The check finds nothing on this day.")
