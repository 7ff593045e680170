"""The page of a pledge: how each side reads it, and a scope one can try on the past. A trial is not saved."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.countdown import anchor_of
from summitry.analysis.pledges import ReadingState, Trial, pledge_state, reaches_of
from summitry.book.ahead import meetings_of
from summitry.book.sections.pledges import last_event, state_word
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.pages import scopes
from summitry.desk.pages.drawing import Axis, span
from summitry.desk.pages.findings import findings_of
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.rowshown import placed
from summitry.desk.pages.unsaved import keeping
from summitry.dossier.kinds import Pledge
from summitry.dossier.meetingdays import meeting_window
from summitry.dossier.sides import the
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed, opened

TINTS = {"broken": "t-red", "disputed": "t-ochre", "lapsed": "t-ochre"}
EVENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """One reading: whose, the words it stands on, the condition, what became of the pledge on it."""

    who: str
    words: str
    verbatim: bool
    while_: str
    state: str
    tint: str
    last: str


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@on_ones_clock
def pledge(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a pledge by reading, with its past by kind, on the scope that the address asks for."""
    here = seat(request, slug)
    record = here.dossier.of(Pledge, id)
    if record is None:
        raise Nothing
    acts = placed(request, here, "pledges", id)
    if isinstance(acts, HttpResponse):
        return acts
    dossier = here.dossier
    kinds = scopes.kinds_of(dossier, id)
    reaches = dossier.ask(reaches_of, id)
    worded = scopes.scope_of(reaches.readings[0], kinds) if reaches is not None else {}
    scope = scopes.asked({k: str(v) for k, v in request.GET.items()}, worded)
    trial = scopes.trial_of(scope, worded)
    axis, window = _axis(here, record)
    test = scopes.tested(dossier, id, trial)
    years = scopes.past(dossier, test, _year(request))
    base = reverse("pledge", args=(slug, id))
    chosen = scopes.presets(dossier, record, kinds, scope)
    state = dossier.ask(pledge_state, id)
    events = scopes.events(dossier, id, scope) if kinds else ()
    return page(
        request, here, "desk/pledge.html", title=opened(record.known_as), here="pledges",
        verdict=_verdict(here, record), axis=axis, now=axis.x(here.day), window=window,
        readings=[_read(here, record, r) for r in (state.readings if state is not None else ())],
        maker=_maker(here, record), lanes=scopes.lanes(dossier, id, scope, axis) if kinds else (),
        presets=[(p.title, _address(here, base, p.query, years), p.chosen) for p in chosen],
        years=years, past=years[0] if years else None, tried=bool(trial),
        answers=scopes.ANSWERS, gaps=scopes.gaps(dossier, test[1] if test else None, axis), base=base,
        undated=len(test[1].undated) if test else 0, series=dossier.title(test[0]) if test else "",
        table=_table(here, record, kinds, trial), findings=findings_of(here, record),
        events=[(d, kind, title, to_record(here, e)) for d, kind, title, e in events[:EVENTS]],
        more_events=max(0, len(events) - EVENTS), reading=acts.to("readings"), fate=acts.to("fate"),
        open=acts.at_top(), status=acts.status,
        record_href=to_record(here, id), as_section=on(here, reverse("show-one", args=(slug, "pledges", id))),
        rests_on=[(opened(dossier.title(r)), to_record(here, r)) for r in record.rests_on],
        holds=[id, *(e for _, _, _, e in events[:EVENTS])],
    )  # fmt: skip


def _year(request: HttpRequest) -> int:
    text = request.GET.get("since", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0


def _address(here: Seat, base: str, query: dict[str, str], years: tuple[scopes.Past, ...]) -> str:
    since = {"since": str(years[0].since.year)} if years else {}
    address = on(here, base)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({**query, **since})}"


def _axis(here: Seat, record: Pledge) -> tuple[Axis, tuple[str, str, str] | None]:
    """Two whole years before the one in which it was given, to the end of the next meeting's window."""
    year = (record.said.earliest if record.said is not None else here.day).year - 2
    first = date(max(year, 1), 1, 1)
    last, band = here.day + timedelta(days=30), None
    for meeting in meetings_of(here.dossier)[:1]:
        window = here.dossier.ask(meeting_window, here.dossier.ask(anchor_of, meeting))
        if window.early and window.late and (window.late - here.day).days < 400:
            last = max(last, window.late + timedelta(days=10))
            axis = Axis(first=first, last=last)
            says = f"{here.dossier.title(window.meeting)}, {span(window.early, window.late)}"
            band = (axis.x(window.early), axis.wide(window.early, window.late), says)
    return Axis(first=first, last=max(last, first + timedelta(days=30))), band


def _verdict(here: Seat, record: Pledge) -> str:
    dossier = here.dossier
    to = say(" to {whom}", whom=listed(the(dossier, t) for t in record.to)) if record.to else ""
    said = f", {in_words(record.said)}" if record.said is not None else ""
    told = say("Pledge by {dossier}{to}{said}.", dossier=the(dossier, record.by), to=to, said=said)
    if record.worded_by:
        told += say(" The words are those of {dossier}.", dossier=the(dossier, record.worded_by))
    return told


def _maker(here: Seat, record: Pledge) -> str:
    """Who made it, where no words of the maker's own are held."""
    return here.dossier.title(record.by) if record.worded_by or not record.words else ""


def _read(here: Seat, record: Pledge, state: ReadingState) -> ReadBy:
    dossier, terms = here.dossier, state.terms
    held = record.readings[terms.entry] if terms.entry >= 0 else None
    words = held.words if held is not None else record.words
    since = f", {in_words(held.since)}" if held is not None and held.since is not None else ""
    return ReadBy(
        who=f"{opened(dossier.title(terms.by))}{since}" if terms.by else say("As worded"),
        words=words or terms.says or record.does, verbatim=bool(words),
        while_=dossier.title(terms.while_) if terms.while_ else "", state=state_word(state),
        tint=TINTS.get(state.state, ""), last=last_event(state.last),
    )  # fmt: skip


def _table(
    here: Seat, record: Pledge, kinds: tuple[str, ...], trial: Trial
) -> list[tuple[str, tuple[scopes.Past, ...]]]:
    """Each scope that somebody holds, and the one that is tried, laid over the past."""
    dossier = here.dossier
    reaches = dossier.ask(reaches_of, record.id)
    worded = scopes.scope_of(reaches.readings[0], kinds) if reaches is not None else {}
    rows = []
    for preset in scopes.presets(dossier, record, kinds, worded):
        scope = {key.removeprefix(scopes.PREFIX): answer for key, answer in preset.query.items()}
        found = scopes.tested(dossier, record.id, scopes.trial_of(scope, worded))
        rows.append((preset.title, scopes.past(dossier, found, 0)))
    if trial:
        rows.append(("As tried above", scopes.past(dossier, scopes.tested(dossier, record.id, trial), 0)))
    return [(title, tuple(sorted(years, key=lambda p: p.since))) for title, years in rows if years]
