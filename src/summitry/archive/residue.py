"""Lines of a web page that are no part of the text it prints, though they stand between its paragraphs.

Each rule is about a whole short line. A sentence of the text that holds such words stays.
"""

from __future__ import annotations

import re

LONGEST = 200
"""Longest line that can be residue, in characters."""

_WHOLE_LINES = (
    # where a page interrupts its own text
    "story continued? below(?: advertisement)?", "story continues below(?: advertisement)?",
    "(?:article|this story) continues (?:below|after).*", "continue reading(?: below| the main story)?",
    "continued? (?:on|from) (?:the )?next page", "(?:view|read) the full (?:story|article).*",
    # advertisements
    "advertise?ments?", "sponsored(?: content)?", "promoted(?: stories)?", "paid content", "anzeige",
    "werbung", "publicité", "(?:skip|close|dismiss) (?:this )?(?:ad|advertisement|banner|promotion)",
    "report this ad",
    # buttons
    "share (?:this|on|via|article)(?: .*)?",
    r"(?:(?:share|tweet|e-?mail|print|save|comments?|facebook|twitter)[\W\d]*)+",
    "like|pin it|whatsapp|reddit|linkedin|telegram", "(?:view |show )(?:all )?comments?", "leave a comment",
    "sign up|log in|register now", "subscribe(?: now)?", "hide caption", "play video|watch now|watch video",
    "(?:view|open) (?:image|gallery).*", "(?:photo|image|video)(?: credit| gallery)?",
    # other pages
    "(?:more|read) (?:more|next|also)", "most (?:read|popular|viewed)", "trending(?: now)?",
    "editor'?s? picks?",
    "recommended(?: for you| stories| articles)?", "you (?:may|might) also like", "up next",
    "(?:next|previous) article", "related(?: articles?| stories| content| links| topics| coverage)?",
    # rights
    r"all rights reserved\.?", r"©.*", r"copyright (?:© ?|\(c\) ?)?\d{4}.*",
    "this (?:material|content) may not be published.*",
)  # fmt: skip
_BEGINNINGS = (
    "(?:related|see also|read also|also read|read more|more on this|read next|watch|listen|more from)"
    r"(?: articles?| story| stories| coverage)?\s*:\s?\S",
    r"(?:sign up|subscribe|register) (?:for|to|here|now|today|with)\b",
    r"(?:get|receive) (?:the latest|our|daily|breaking|top|all the)\b.*"
    r"(?:newsletter|inbox|alerts?|e-?mail|updates?)",
    "(?:enter|provide) your e-?mail", r"(?:click|tap) (?:here|below) (?:to|for)\b",
    "(?:follow|like) .{1,60} on (?:twitter|facebook|instagram|x|telegram|linkedin)",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b", "by (?:signing up|subscribing),? you",
    "you (?:can|may) unsubscribe", "(?:we|this site) uses? cookies", "support (?:our|independent) journalism",
    "already a subscriber", "newsletter (?:sign-?up|anmeldung)",
)  # fmt: skip
_LIST_HEADS = (
    "related(?: articles?| stories| content| links| coverage)?", "most (?:read|popular)", "more stories",
    "more from .{1,30}", "read (?:more|next)", "trending(?: now)?", "recommended(?: for you)?",
    "you (?:may|might) also like", "see also",
)  # fmt: skip
_WHOLE = re.compile(rf"(?i)^\W*(?:{'|'.join(_WHOLE_LINES)})\W*$")
_BEGINS = re.compile(rf"(?i)^\W*(?:{'|'.join(_BEGINNINGS)})")
_OPENS_A_LIST = re.compile(rf"(?i)^\W*(?:{'|'.join(_LIST_HEADS)})\W*$")


def is_residue(line: str) -> bool:
    """Whether a line is no part of the text.

    >>> is_residue("Story Continued Below"), is_residue("Related: Kim writes to Trump")
    (True, True)
    >>> is_residue("Related questions were put to the Secretary, who did not answer them.")
    False
    """
    return len(line) <= LONGEST and bool(_WHOLE.match(line) or _BEGINS.match(line))


def opens_a_list(line: str) -> bool:
    """Whether what follows such a line, as a list, goes with it.

    >>> opens_a_list("Related Articles"), opens_a_list("Most of the articles")
    (True, False)
    """
    return bool(_OPENS_A_LIST.match(line))
