"""What an action memo asks to decide: a decision to be made, an options paper, or a single course."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.analysis.decisions import decision_reading
from summitry.book.blocks import Trace
from summitry.book.brief.saying import trace
from summitry.book.tray.saying import named
from summitry.dossier.kinds import Decision, Option, Paper
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import quoted

TAKEN = ("made", "held", "withdrawn", "replaced")
OVER = ("cabinet", "adopted", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course to choose: its words as written, what it needs, what is lost if it fails."""

    id: str
    says: str
    trace: Trace
    needs: str = ""
    lost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is to be decided.

    ``paper`` or ``option`` is what was named, ``decision`` the one still to be made on it, if any is on
    record. ``courses`` stand in their author's order; ``recommended`` are the ids its author recommends.
    """

    id: str
    title: str
    courses: tuple[Course, ...]
    recommended: tuple[str, ...] = ()
    paper: Paper | None = None
    option: Option | None = None
    decision: Decision | None = None

    @property
    def record(self) -> Paper | Option | Decision:
        """The record that was named."""
        found = self.paper or self.option or self.decision
        assert found is not None
        return found

    @property
    def due(self) -> tuple[When, Trace] | None:
        """By when it is needed, and where that stands."""
        for record in (self.decision, self.paper):
            if record is not None and record.due is not None:
                return record.due, trace(record, "due")
        return None

    @property
    def bears_on(self) -> tuple[str, ...]:
        """What it is said to bear on."""
        named = self.paper.about if self.paper is not None else ()
        return (*named, *(self.decision.basis if self.decision is not None else ()))

    def number_of(self, course: str) -> str:
        """The number of a course on the memo; empty where it has none."""
        return next((str(at) for at, c in enumerate(self.courses, 1) if c.id == course), "")


def to_decide(dossier: Dossier) -> tuple[str, ...]:
    """Return what a memo can be written about: what is still to be decided."""
    papers = (
        p.id for p in dossier.all(Paper) if p.options and p.status not in OVER and not _settled(dossier, p)
    )
    options = (o.id for o in dossier.all(Option) if not _settled(dossier, o))
    decisions = (d.id for d in dossier.all(Decision) if not _taken(dossier, d))
    return (*papers, *options, *decisions)


def why_not(dossier: Dossier, id: str) -> str:
    """Say why no memo can ask for a decision on a record that is there."""
    record = dossier.get(id)
    if isinstance(record, Decision):
        reading = dossier.ask(decision_reading, id)
        title = dossier.title(id)
        told = title if title.startswith("to ") else quoted(title)
        state = say(reading.state or "made")
        if reading.since is None:
            return say("The decision {title} is {state}.", title=told, state=state)
        day = in_words(reading.since)
        return say("The decision {title} is {state} since {day}.", title=told, state=state, day=day)
    if isinstance(record, Paper):
        if record.status in OVER:
            why = say(_WORDS[record.status])
            return say(
                "{title} is no longer to be decided: it is {why}.", title=quoted(record.title), why=why
            )
        if not record.options:
            return say("{title} sets out no options.", title=quoted(record.title))
    settled = _settled(dossier, record) if isinstance(record, Paper | Option) else None
    if settled is None:
        return ""
    return say("It was settled by the decision {title}.", title=dossier.title(settled.id))


_WORDS = {
    "cabinet": marked("kept from earlier days"), "adopted": marked("adopted"),
    "withdrawn": marked("withdrawn"),
}  # fmt: skip


def matter_of(dossier: Dossier, id: str) -> Matter:
    """Return what is to be decided about a record of `to_decide`."""
    record = dossier.get(id)
    if isinstance(record, Paper):
        return Matter(
            id=id, title=record.title, courses=_of_paper(record), paper=record,
            recommended=tuple(r for r in record.recommends if r.startswith(f"{id}/")),
            decision=_asked_for(dossier, id),
        )  # fmt: skip
    if isinstance(record, Option):
        return Matter(id=id, title=record.says, courses=(_alone(record),), option=record,
                      decision=_asked_for(dossier, id))  # fmt: skip
    assert isinstance(record, Decision)
    papers = [p for s in record.settles if (p := dossier.of(Paper, s)) is not None]
    options = [o for s in record.settles if (o := dossier.of(Option, s)) is not None]
    courses = (*(c for p in papers for c in _of_paper(p)), *map(_alone, options))
    asked = Course(id=id, says=record.says, trace=trace(record, "says"))
    return Matter(
        id=id, title=record.title or record.says, courses=courses or (asked,), decision=record,
        recommended=tuple(r for p in papers for r in p.recommends), paper=papers[0] if papers else None,
    )  # fmt: skip


def _of_paper(paper: Paper) -> tuple[Course, ...]:
    return tuple(
        Course(id=f"{paper.id}/{o.id}" if o.id else "", says=o.says, needs=o.needs, lost=o.lost_if_fails,
               trace=trace(paper, "options", at, of=o))
        for at, o in enumerate(paper.options)
    )  # fmt: skip


def _alone(option: Option) -> Course:
    return Course(id=option.id, says=option.says, trace=trace(option, "says"), needs=option.needs,
                  lost=option.lost_if_fails)  # fmt: skip


def _taken(dossier: Dossier, decision: Decision) -> bool:
    """Whether it has been made; one with a day and no state was made on that day."""
    state = dossier.ask(decision_reading, decision.id).state
    return state in TAKEN or (not state and decision.on is not None and dossier.passed(decision.on))


def _asked_for(dossier: Dossier, id: str) -> Decision | None:
    asked = (d for d in dossier.naming(id, Decision) if id in d.settles and not _taken(dossier, d))
    return next(asked, None)


def _settled(dossier: Dossier, record: Paper | Option) -> Decision | None:
    return next(
        (d for d in dossier.naming(record.id, Decision) if record.id in d.settles and _taken(dossier, d)),
        None,
    )


def addressee(dossier: Dossier, matter: Matter) -> tuple[str, Trace] | None:
    """Return who decides, as a memo addresses him, and where that stands."""
    if matter.decision is not None:
        return named(dossier, matter.decision.by), trace(matter.decision, "by")
    if matter.paper is not None and matter.paper.to:
        return "; ".join(named(dossier, t) for t in matter.paper.to), trace(matter.paper, "to")
    return None
