"""The one-page brief for a meeting.

Its pages (``book.brief.page``) are handed on by those who want them: a check looks at briefs and
prints none, and need not wait for what makes HTML.
"""

from summitry.book.brief.build import NotAMeeting, brief
from summitry.book.brief.value import Brief, Part, Point

__all__ = ["Brief", "NotAMeeting", "Part", "Point", "brief"]
