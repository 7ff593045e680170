"""Taking reports in: mail, feeds, pages, pasted text, tables of events. Files only; nothing is fetched."""

from summitry.watch.intake.apart import Intake, Told
from summitry.watch.intake.forms import files_in

__all__ = ["Intake", "Told", "files_in"]
