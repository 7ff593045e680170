"""What a dossier answers to other programs, as plain values: the same over HTTP and to an assistant.

Every question is put to the copy of one reader on one day, and to nothing else: what that copy does not hold
answers as what does not exist.
"""

from summitry.book.sections.view import NotToBeShown
from summitry.secretariat.answers.documents import documents, passages
from summitry.secretariat.answers.paging import BadCursor, Page, paged
from summitry.secretariat.answers.papers import papers, standing_of
from summitry.secretariat.answers.records import brief, kinds, listing, naming, record_answer
from summitry.secretariat.answers.reports import findings, told
from summitry.secretariat.answers.searching import NotSearched, searched
from summitry.secretariat.answers.sources import NotCited, cited, quoted
from summitry.secretariat.answers.views import OPTIONS, NoView, view_answer, views

__all__ = [
    "OPTIONS", "BadCursor", "NoView", "NotCited", "NotSearched", "NotToBeShown", "Page", "brief", "cited",
    "documents", "findings", "kinds", "listing", "naming", "paged", "papers", "passages", "quoted",
    "record_answer", "searched", "standing_of", "told", "view_answer", "views",
]  # fmt: skip
