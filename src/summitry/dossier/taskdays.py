"""Whether a task is done, and still worth doing: the look-up that several analyses and rules share."""

from __future__ import annotations

from summitry.dossier.kinds import Meeting, Task
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.value import Dossier


def is_done(dossier: Dossier, task: Task) -> bool:
    """Whether the task was done by the dossier's day."""
    return any(d.on is None or dossier.passed(d.on, task.zone) for d in task.done)


def is_open(dossier: Dossier, task: Task) -> bool:
    """Whether the task is not done, and not only for meetings that are over or called off."""
    if is_done(dossier, task):
        return False
    served = [m for id in task.serves if (m := dossier.of(Meeting, id)) is not None]
    return not served or any(not is_over_or_off(dossier, m) for m in served)
