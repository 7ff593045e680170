"""The decision and tasking list as a paper: the view of taskings, with what the form adds."""

from __future__ import annotations

from dataclasses import replace

from summitry.book.blocks import Section
from summitry.book.sections import taskings
from summitry.book.tray import words as w
from summitry.book.tray.form import Form
from summitry.book.tray.memcon import why_not as takes_part
from summitry.dossier.kinds import Meeting
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import opened


def section(dossier: Dossier, id: str) -> Section:
    """The list for one meeting, or of everything."""
    found = taskings.VIEW.section(dossier, id)
    return replace(found, kicker=say(w.TASKINGS))


def why_not(dossier: Dossier, id: str) -> str:
    """Say why there is no list for a meeting that is there."""
    meeting = dossier.of(Meeting, id)
    if meeting is None or meeting.between:
        return takes_part(dossier, id)
    return say("{title} is not ahead.", title=opened(meeting.title))


FORM = Form(
    name="taskings", help=marked("decisions with their states; open tasks by owner: due, late, of nobody"),
    about=marked("a meeting of ours that is ahead"), ids=taskings.VIEW.ids, section=section, needed=False,
    why_not=why_not,
)  # fmt: skip
