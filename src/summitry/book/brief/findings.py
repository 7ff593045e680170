"""BRF: does each brief fit its page? Rules about pages, which a check runs beside those about records."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.book.brief.build import brief
from summitry.book.brief.value import MOST_POINTS, Brief
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Severity

FIELDS = {
    "Our objectives": "objectives", "Tactical arguments": "tactics", "Our response": "response",
    "Press line": "press", "Background": "background",
}  # fmt: skip


@rule("BRF001", "seventh-point", Severity.NOTICE, Meeting)
def seventh_point(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A heading of a brief has more than six points.

    Nobody holds seven points in mind at a table. Every one of them is printed, since leaving one off is
    no program's business: join two, or drop the weakest.
    """
    page = _page(dossier, meeting)
    for part in page.parts if page else ():
        if len(part.points) > MOST_POINTS:
            yield Found(
                message=f"The brief for {meeting.title} has {len(part.points)} points under"
                f" “{part.title}”; a page is read with {MOST_POINTS}.",
                at=meeting.where(FIELDS.get(part.title, "id")), about=(meeting.id,),
                hint="Join two of them, or drop the weakest.",
            )  # fmt: skip


@rule("BRF002", "second-page", Severity.NOTICE, Meeting)
def second_page(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A brief does not fit on one page.

    Whoever walks into a room takes one page along. Nothing is cut or squeezed to fit: shorten what was
    written for the page, beginning with the longest points.
    """
    page = _page(dossier, meeting)
    if page is not None and page.pages > 1:
        longest = max((p for part in page.parts for p in part.points), key=lambda p: len(p.text))
        yield Found(
            message=f"The brief for {meeting.title} takes {page.pages} pages.",
            at=longest.sentences[0].traces[0].place or meeting.where(), about=(meeting.id,),
            hint="Shorten what was written for it; the longest point is marked.",
        )  # fmt: skip


def _page(dossier: Dossier, meeting: Meeting) -> Brief | None:
    """The brief for a meeting that is still to come."""
    return None if is_over_or_off(dossier, meeting) else dossier.ask(brief, meeting.id)


RULES = (seventh_point, second_page)
