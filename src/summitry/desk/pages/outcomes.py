"""What came of a meeting's objectives, said by who was there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.objectives import objectives_reading
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import OUTCOME
from summitry.desk.pages import undoing
from summitry.desk.pages.appending import append
from summitry.desk.pages.framing import on, page
from summitry.desk.pages.unsaved import keeping, restoring
from summitry.desk.pages.writing import actor, in_words
from summitry.dossier.fields import specs
from summitry.dossier.kinds import Meeting, Objective
from summitry.dossier.kinds.meetings import Outcome
from summitry.folder.yamltext import Tree
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, opened

RESULTS = next(spec.choices for spec in specs(Outcome) if spec.key == "result")
LONGEST = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One objective on the form, with what is on record and what was typed."""

    id: str
    title: str
    met_when: str
    before: str
    result: str = ""
    words: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def outcomes(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show the objectives of a meeting, and file what came of those for which somebody says it."""
    here = seat(request, slug, OUTCOME)
    meeting = here.dossier.of(Meeting, id)
    if meeting is None:
        raise Nothing
    day = str(request.POST.get("on", here.today.isoformat()))
    asked = [_asked(here, o, request) for o in _objectives(here, id)]
    fault, status = "", 200
    if request.method == "POST" and not restoring(request):
        said = [a for a in asked if a.result]
        fault = _fault(asked, said, day)
        filed: list[tuple[str, str, Tree]] = []
        for each in () if fault else said:
            try:
                filed.append((each.id, "outcomes", _file(here, each, day)))
            except Refused as refusal:
                fault = f"{opened(each.title)}: {in_words(refusal)}"
                break
        here.served.look_again()
        undoing.added(here, filed)
        if not fault:
            messages.info(request, f"Filed: what came of {counted(len(filed), 'objective')}.")
            return redirect(on(here, reverse("home", args=(slug,))))
        status = 422
        if filed:
            fault = f"{opened(counted(len(filed), 'outcome'))} filed. Then: {fault}"
    return page(
        request, here, "desk/outcomes.html", title=f"What came of {here.dossier.title(id)}", kind="meeting",
        holds=[id, *(a.id for a in asked)], asked=asked, results=RESULTS, fault=fault, status=status, day=day,
        back=on(here, reverse("home", args=(slug,))),
    )  # fmt: skip


def _objectives(here: Seat, meeting: str) -> tuple[str, ...]:
    reading = here.dossier.ask(objectives_reading, meeting)
    return tuple(r.objective for r in reading.rows) if reading is not None else ()


def _asked(here: Seat, id: str, request: HttpRequest) -> Asked:
    objective = here.dossier.of(Objective, id)
    assert objective is not None
    last = objective.outcomes[-1].result if objective.outcomes else ""
    return Asked(
        id=id, title=opened(here.dossier.title(id)), met_when=objective.met_when, before=last,
        result=str(request.POST.get(f"r.{id}", "")),
        words=str(request.POST.get(f"w.{id}", ""))[:LONGEST],
    )  # fmt: skip


def _fault(asked: list[Asked], said: list[Asked], day: str) -> str:
    try:
        parse_when(day)
    except DateFault as wrong:
        return f"{wrong.message} {wrong.hint}".strip()
    if any(a.result not in RESULTS for a in said):
        return f"Say one of these of each: {', '.join(RESULTS)}."
    if not said:
        return "Say of one objective at least what came of it."
    bare = [a for a in asked if a.words and not a.result]
    return f'Say what came of "{bare[0].title}", to which you gave words.' if bare else ""


def _file(here: Seat, each: Asked, day: str) -> Tree:
    entry: dict[str, Tree] = {"on": day, "result": each.result}
    if each.words.strip():
        entry["words"] = each.words.strip().replace("\r\n", "\n")
    append(actor(here), here.served.folder, each.id, "outcomes", entry, "outcome", here.meant(each.id))
    return entry
