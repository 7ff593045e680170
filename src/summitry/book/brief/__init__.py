"""The one-page brief for a meeting."""

from summitry.book.brief.build import NotAMeeting, brief
from summitry.book.brief.page import brief_html, brief_text
from summitry.book.brief.value import Brief, Part, Point

__all__ = ["Brief", "NotAMeeting", "Part", "Point", "brief", "brief_html", "brief_text"]
