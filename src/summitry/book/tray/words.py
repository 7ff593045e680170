"""The fixed words of the second tray: titles, labels, boxes. Everything else comes from a dossier."""

from __future__ import annotations

MEMO = "Action memo"
MEMCON = "Memorandum of conversation"
READ_AHEAD = "Read-ahead"
CLEARANCE = "Clearance page"
TASKINGS = "Decisions and taskings"
DIGEST = "Digest"

TO, FROM, DECISION, BY_WHEN = "To", "From", "Decision needed", "Decide by"
CLOCK, IF_NOT = "The clock", "If not decided"
RECOMMENDATION, COURSE, OTHER_COURSES = "Recommendation", "Course", "Other courses"
APPROVE, DISAPPROVE, DISCUSS = "Approve", "Disapprove", "Let’s discuss"
BACKGROUND, AGAINST, VIEWS, RESTS = "Background", "Against", "Views of the bodies", "Not confirmed"
ATTACHED, CLEARANCES = "Attached", "Clearances"
DRAFTED_BY, APPROVED_BY = "Drafted by", "Approved by"
BODY, STAND, DAY, WORDS, INITIALS = "Body", "Stand", "Day", "In its words", "Initials, day"

NOT_ASKED, SILENT, ANSWERED = "Not asked", "Silent", "Answered, took no position"
NO_DAY = "no day on record"

FORM = "Headings, labels, boxes and empty lines are the form’s own."
