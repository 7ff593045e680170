"""The fixed words of the second tray: titles, labels, boxes; each is looked up where it is used."""

from __future__ import annotations

from summitry.foundation.labels import marked

MEMO = marked("Action memo")
MEMCON = marked("Memorandum of conversation")
READ_AHEAD = marked("Read-ahead")
CLEARANCE = marked("Clearance page")
TASKINGS = marked("Decisions and taskings")
DIGEST = marked("Digest")

TO = marked("To")
FROM = marked("From")
DECISION = marked("Decision needed")
BY_WHEN = marked("Decide by")
CLOCK = marked("The clock")
IF_NOT = marked("If not decided")
RECOMMENDATION = marked("Recommendation {number}")
COURSE = marked("Course {number}")
APPROVE = marked("Approve")
DISAPPROVE = marked("Disapprove")
DISCUSS = marked("Let’s discuss")
BACKGROUND = marked("Background")
AGAINST = marked("Against")
VIEWS = marked("Views of the bodies")
RESTS = marked("Not confirmed")
ATTACHED = marked("Attached")
CLEARANCES = marked("Clearances")
DRAFTED_BY = marked("Drafted by")
APPROVED_BY = marked("Approved by")
BODY = marked("Body")
STAND = marked("Stand")
ON_COURSE = marked("Course")
WORDS = marked("In its words")
INITIALS = marked("Initials, day")
STAND_INITIALS = marked("Stand; initials, day")

FORM = marked("Headings, labels, boxes and empty lines are the form’s own.")
