"""What a countdown says."""

from __future__ import annotations

from datetime import date

from summitry.dossier.meetingdays import End, Given, Window
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest days of a task for one end of the window.

    ``chain`` is what forces them: the task, the tasks that wait for it in turn, the meeting it must be
    ready for and the meetings that one must precede. A task's own deadline ends the chain with its id.
    """

    start: date
    finish: date
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task on the way to a meeting.

    ``takes`` is in workdays of its owner's calendar, ``None`` when nobody said: then it is counted as
    no time, and its true latest start lies before the one given. ``early`` and ``late`` are ``None`` where
    that end of the window is open, where nothing open waits for the task, and where it waits on a circle.
    """

    task: str
    owner: str
    takes: int | None
    done: bool
    early: Latest | None = None
    late: Latest | None = None

    def at(self, end: End) -> Latest | None:
        """Return its latest days for one end of the window."""
        return self.early if end == "early" else self.late


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """All that must be ready for a dated meeting and the undated ones before it.

    ``window`` is the meeting's, ``before`` the windows of the undated meetings that hang on it.
    ``rows`` come in order of their latest start, the most pressing first. ``circles`` are tasks that wait
    for each other. ``refused`` says why there is no countdown; then there are no rows. The result does not
    depend on the day: see ``lateness`` and ``workdays_in_hand``.
    """

    meeting: str
    window: Window
    before: tuple[Window, ...] = ()
    rows: tuple[TaskRow, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()
    refused: str = ""
    basis: Basis

    def row(self, task: str) -> TaskRow | None:
        """Return the row of a task."""
        return next((r for r in self.rows if r.task == task), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Tasks not done whose latest start has passed, by end of the window; in order of that day."""

    early: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Workdays a task has in hand on the day, for each end; negative when there are too few.

    Counted from the first morning on which it can begin: the day, or after what it needs.
    """

    task: str
    early: int | None = None
    late: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left to one end of the window: days, and days of the working week, holidays included."""

    day: date
    days: int
    weekdays: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A countdown with all that depends on the day: what is left, what is late, what is in hand."""

    countdown: Countdown
    early: Left | None
    late: Left | None
    lateness: Lateness
    in_hand: tuple[InHand, ...]
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One dating of a meeting, and what is late if it is the right one."""

    given: Given
    late: Lateness


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What moving meetings does: tasks late for each end before and after."""

    before: Lateness
    after: Lateness

    @property
    def become_late(self) -> Lateness:
        """Tasks that the move makes late."""
        return Lateness(early=_less(self.after.early, self.before.early),
                        late=_less(self.after.late, self.before.late))  # fmt: skip

    @property
    def no_longer_late(self) -> Lateness:
        """Tasks that are late now and would no longer be."""
        return Lateness(early=_less(self.before.early, self.after.early),
                        late=_less(self.before.late, self.after.late))  # fmt: skip


def _less(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(s for s in some if s not in others)
