"""Conflicts: which outcomes hold, for whom, and why; click a state and read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from summitry.analysis.stability import (
    CONCEPTS,
    Conflict,
    StabilityResult,
    conflict_model,
    conflict_stability,
)
from summitry.analysis.stability.explain import Explanation, explain
from summitry.analysis.stability.limited import NotApplicable
from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.status_quo import StatusQuo, status_quo
from summitry.book.blocks import Network
from summitry.book.conflicts.outcome import outcome_section, wanted_state
from summitry.book.conflicts.pictures import holding, state_graph, status_quo_tree
from summitry.book.conflicts.told import Told
from summitry.book.conflicts.why import MOST_WAYS, meaning, verdict_of, way_in_words
from summitry.book.figures.network import network_svg
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages.conflictchange import Changes, what_would_do
from summitry.desk.pages.conflictwords import Linked, linking, state_href
from summitry.desk.pages.framing import on, page, to_record
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed, opened

MOST_STATES = 512
"""States up to which a page answers; beyond, the command line does."""
MOST_ROWS = 60
MOST_WAYS_ON = 40


@require_safe
def every(request: HttpRequest, slug: str) -> HttpResponse:
    """List the conflicts, with what holds in each."""
    here = seat(request, slug)
    ids = here.dossier.ids(ConflictRecord.kind)
    rows = [
        (here.dossier.title(id), on(here, reverse("conflict", args=(slug, id))), _in_short(here, id))
        for id in ids
    ]
    return page(
        request, here, "desk/conflicts.html", title="Conflicts", here="conflicts", rows=rows, holds=ids,
        verdict="" if rows else "No conflict is modelled yet.",
        build=reverse("conflict-new", args=(slug,)) if here.may(RECORD) else "",
    )  # fmt: skip


def _in_short(here: Seat, id: str) -> str:
    conflict = here.dossier.ask(conflict_model, id).conflict
    if conflict is None:
        return "It cannot be analysed yet."
    if not _answered_here(conflict):
        return "Too large for a page."
    found = here.dossier.ask(conflict_stability, id)
    concept, held = holding(found)
    if not concept:
        return found.refused[0].why if found.refused else ""
    told = Told(here.dossier, conflict, id)
    if not held:
        return f"None of {len(found.states)} outcomes holds for all ({concept})."
    which = "; ".join(told.holds(s) for s in held[:3]) + ("; ..." if len(held) > 3 else "")
    holds = "holds" if len(held) == 1 else "hold"
    return f"{len(held)} of {len(found.states)} outcomes {holds} for all ({concept}): {which}."


def _answered_here(conflict: Conflict) -> bool:
    return bool(conflict.states) and len(conflict.states) <= MOST_STATES


@require_safe
def one(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a conflict: what holds for whom, and why a state does or does not."""
    here = seat(request, slug)
    record = here.dossier.of(ConflictRecord, id)
    if record is None:
        raise Nothing
    reading = here.dossier.ask(conflict_model, record.id)
    tools: dict[str, Any] = {
        "record": to_record(here, record.id),
        "build": on(here, reverse("conflict-form", args=(slug, record.id))) if here.may(REVISE) else "",
    }
    holds = [record.id, *_named(record)]  # fmt: skip
    if reading.conflict is None or not _answered_here(reading.conflict):
        return page(
            request, here, "desk/conflict.html", title=record.known_as, here="conflicts", kind="Conflict",
            faults=reading.faults, command=_command(here, record.id) if reading.conflict else "",
            verdict="Too many outcomes can be for a page." if reading.conflict else
            "It cannot be analysed as it stands.", holds=holds, **tools,
        )  # fmt: skip
    told = Told(here.dossier, reading.conflict, record.id)
    found = here.dossier.ask(conflict_stability, record.id)
    shown = _Shown(here, record, told, found)
    said = outcome_section(told, found, pictured=False).verdict
    chosen = shown.chosen(request.GET.get("state", ""))
    return page(
        request, here, "desk/conflict.html", title=record.known_as, here="conflicts", kind="Conflict",
        verdict=said.text if said is not None else "", faults=reading.faults,
        found=found, rows=shown.rows(chosen), concepts=[(c, meaning(c)) for c in shown.concepts],
        left_out=len(found.states) - len(shown.listed(chosen)), why=shown.why(chosen),
        options=shown.options(), ahead=shown.ahead(), pictures=shown.pictures(), change=shown.change(chosen),
        refused=[f"{r.asked}: {r.why}" for r in found.refused], holds=holds, **tools,
    )  # fmt: skip


def _named(record: ConflictRecord) -> Iterator[str]:
    yield from (s.who for s in record.sides if s.who)
    yield from (t.partition("/")[0] for o in record.options for t in o.is_)


def _command(here: Seat, id: str, *asked: str) -> str:
    return " ".join(("summitry stability", here.served.folder.name, id, *asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A state of the table: what is done in it, and who finds it stable under each concept."""

    id: StateId
    href: str
    done: str
    marks: tuple[str, ...]
    cells: tuple[tuple[str, bool], ...]
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a state is stable for a side under a concept, or not: a verdict and the ways out."""

    verdict: SafeString
    ways: tuple[SafeString, ...]


class _Shown:
    """One conflict being shown to one reader."""

    def __init__(self, here: Seat, record: ConflictRecord, told: Told, found: StabilityResult) -> None:
        self.here, self.record, self.told, self.found = here, record, told, found
        self.address = reverse("conflict", args=(here.served.slug, record.id))
        self.linked: Linked = linking(here, told, record, self.address)
        self.today, self.wanted = told.conflict.status_quo, wanted_state(told)
        self.concepts = [s.concept for s in found.stable]
        self.holds = {s.id: [c.concept for c in found.stable if s.id in c.equilibria] for s in found.states}

    def chosen(self, named: str) -> StateId | None:
        """Return the state that is asked for; else the wanted one, today's, or the first of the table."""
        if named:
            for state in self.found.states:
                if named in (str(state.id), state.pattern):
                    return state.id
            raise Nothing
        ordered = self.listed(None)
        return self.wanted or self.today or (ordered[0] if ordered else None)

    def listed(self, chosen: StateId | None) -> list[StateId]:
        """Return the states of the table: what holds under most concepts first."""
        ids = [s.id for s in self.found.states]
        if len(ids) > MOST_ROWS:
            ids = [s for s in ids if self.holds[s] or s in (self.today, self.wanted, chosen)]
        return sorted(ids, key=lambda s: -len(self.holds[s]))

    def rows(self, chosen: StateId | None) -> list[Row]:
        """Return the table of states and concepts."""
        stable = {s.concept: [(side, set(states)) for side, states in s.by_side] for s in self.found.stable}
        found = []
        for id in self.listed(chosen):
            marks = [word for word, state in (("today", self.today), ("wanted", self.wanted)) if id == state]
            cells = []
            for concept in self.concepts:
                by = [side for side, states in stable[concept] if id in states]
                whole = len(by) == len(stable[concept])
                cells.append(("all sides" if whole else listed(by), whole))
            href = state_href(self.here, self.address, str(id))
            found.append(
                Row(
                    id=id, href=href, done=opened(self.told.holds(id)),
                    marks=tuple(marks), cells=tuple(cells), current=id == chosen,
                )
            )  # fmt: skip
        return found

    def why(self, chosen: StateId | None) -> dict[str, object] | None:
        """Return why the state is stable for each side under each concept, or not."""
        if chosen is None:
            return None
        at = self.told.position[chosen]
        sides = []
        for n, side in enumerate(self.told.graph.sides):
            found = list(self._explained(n, at))
            still = bool(found) and all(e.stable and not e.ways for e in found)
            sides.append((side, self._reasons(found[:1] if still else found), still))
        return {"id": chosen, "done": self.linked(opened(self.told.holds(chosen))), "sides": sides}

    def _explained(self, side: int, state: int) -> Iterator[Explanation]:
        for concept in self.concepts:
            if concept in CONCEPTS:
                try:
                    yield explain(self.told.conflict, concept, side, state)
                except NotApplicable:
                    continue

    def _reasons(self, every: Sequence[Explanation]) -> list[Reason]:
        """Return the reasons concept by concept, those told in the same words once."""
        merged: dict[tuple[bool, tuple[str, ...]], list[Explanation]] = {}
        for each in every:
            ways = tuple(way_in_words(self.told, each, way) for way in each.ways[:MOST_WAYS])
            merged.setdefault((each.stable, ways), []).append(each)
        return [self._reason(found, ways) for (_, ways), found in merged.items()]

    def _reason(self, every: Sequence[Explanation], ways: Sequence[str]) -> Reason:
        names = listed(e.concept for e in every)
        verdict = verdict_of(self.told, replace(every[0], concept=names) if len(every) > 1 else every[0])
        more = len(every[0].ways) - len(ways)
        said = [*ways, *([f"And {more} more."] if more else [])]
        return Reason(verdict=self.linked(verdict), ways=tuple(self.linked(w) for w in said))

    def options(self) -> list[tuple[str, str, list[tuple[str, str]], str, str, str]]:
        """Return the options with whose they are and what in the dossier they stand for."""
        ways = {"both": "taken up and given up", "forward": "taken up only", "back": "given up only"}
        found = []
        for n, (option, written) in enumerate(
            zip(self.told.conflict.options, self.record.options, strict=True)
        ):
            targets = [(self.here.dossier.title(t), to_record(self.here, t)) for t in written.is_]
            owners = listed(self.told.conflict.sides[i].name for i in option.owners) or "nobody"
            today, wanted = (
                "" if state is None else "yes" if str(self._pattern(state))[n : n + 1] == "Y" else "no"
                for state in (self.today, self.wanted)
            )
            found.append((option.name, owners, targets, ways[option.direction], today, wanted))
        return found

    def _pattern(self, state: StateId) -> str:
        return self.told.graph.states[self.told.position[state]].pattern

    def ahead(self) -> dict[str, object] | None:
        """Return what today can turn into, with one shortest way to each; ``None`` without today's state."""
        reach = self._reach()
        if reach is None:
            return None
        good = {r.state: r for r in reach.by_improvements}
        rows = []
        for each in reach.by_moves[:MOST_WAYS_ON]:
            better = good.get(each.state)
            way = (better or each).ways[0]
            rows.append((
                each.state, state_href(self.here, self.address, str(each.state)), each.distance,
                better.distance if better is not None else None, self.linked(opened(self.told.way(way))),
                bool(self.holds[each.state]), each.state == self.wanted,
            ))  # fmt: skip
        return {
            "rows": rows, "more": max(0, len(reach.by_moves) - MOST_WAYS_ON), "start": reach.start,
            "never": [(s, state_href(self.here, self.address, str(s))) for s in reach.never[:MOST_WAYS_ON]],
        }  # fmt: skip

    def _reach(self) -> StatusQuo | None:
        if self.today is None:
            return None
        return status_quo(self.told.conflict, self.told.graph, self.told.position[self.today])

    def pictures(self) -> list[tuple[SafeString, str]]:
        """Return the state graph and the tree of what today can turn into, as SVG with its caption."""
        networks: list[Network | None] = [state_graph(self.told, self.found, self.today, self.wanted)]
        reach = self._reach()
        if reach is not None:
            networks.append(status_quo_tree(self.told, reach, self.found))
        # the renderer escapes every word
        return [(mark_safe(network_svg(n)), n.caption.text) for n in networks if n is not None]

    def change(self, chosen: StateId | None) -> dict[str, object] | None:
        """Return what would have to change for the wanted outcome, or else the chosen state, to hold."""
        goal = self.wanted if self.wanted is not None else chosen
        if goal is None:
            return None
        conflict = self.told.conflict
        apart = bool(any(conflict.views) or conflict.attitudes)
        found = Changes(said=()) if apart else what_would_do(conflict, self.told.position[goal])
        return {
            "goal": goal, "wanted": goal == self.wanted, "said": [self.linked(s) for s in found.said],
            "late": found.late, "apart": apart,
            "command": _command(self.here, self.record.id, "--inverse", str(goal)),
            "holds": self.holds[goal],
        }  # fmt: skip
