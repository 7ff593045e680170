"""Which meetings a page is about when none is named."""

from __future__ import annotations

from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import held_on, meeting_window
from summitry.dossier.value import Dossier


def meetings_of(dossier: Dossier) -> tuple[str, ...]:
    """Return our meetings that are still to come, the first to come first."""
    found = []
    for meeting in dossier.all(Meeting):
        if meeting.between or held_on(dossier, meeting) is not None:
            continue
        window = dossier.ask(meeting_window, meeting.id)
        found.append((str(window.early or "9999"), meeting.id))
    return tuple(id for _, id in sorted(found))
