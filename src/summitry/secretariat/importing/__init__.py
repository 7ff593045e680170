"""Taking papers into a dossier: bytes, text and a record of each, with what it seems to say of itself."""

from summitry.secretariat.importing.act import importing
from summitry.secretariat.importing.finding import found_files
from summitry.secretariat.importing.value import Arrival, Incoming, NotImported, Wishes

__all__ = ["Arrival", "Incoming", "NotImported", "Wishes", "found_files", "importing"]
