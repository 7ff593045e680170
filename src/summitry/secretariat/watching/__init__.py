"""Acts of the watch: taking reports in, gathering them, raising alarms, sending digests."""

from summitry.secretariat.watching.taking import Marks, Taken, taking_in

__all__ = ["Marks", "Taken", "taking_in"]
