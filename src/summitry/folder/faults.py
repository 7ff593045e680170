"""Everything that can be wrong with a file, each with its code and one-line summary."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.foundation.diagnostics import Diagnostic, Fix, Related, Severity
from summitry.foundation.origin import Place

FAULTS: dict[str, tuple[str, str]] = {
    "FRM001": ("broken-yaml", "The text is not YAML from some line on."),
    "FRM002": ("tab", "A tab stands where only spaces may indent."),
    "FRM003": ("anchor", "An anchor, alias or merge key is used."),
    "FRM004": ("tag", "A YAML tag is used."),
    "FRM005": ("duplicate-key", "A key stands twice in one record."),
    "FRM006": ("unknown-kind", "A top-level key is no kind of record."),
    "FRM007": ("unknown-key", "A record has a key its kind does not know."),
    "FRM008": ("wrong-shape", "A list, mapping or text stands where another is expected."),
    "FRM009": ("no-id", "A record or part has no id."),
    "FRM010": ("missing", "A field without which the record means nothing is blank."),
    "FRM011": ("unknown-word", "A field holds a word that is not one of its fixed words."),
    "FRM012": ("null", "`null` or `~` stands for a value; a blank is simply left empty."),
    "FRM013": ("prose-in-braces", "Prose inside braces was taken apart at its commas."),
    "FRM014": ("encoding", "A file is not UTF-8 text."),
    "FRM015": ("too-large", "A file, text or table is larger than a dossier can hold."),
    "FRM016": ("empty-file", "A file holds no record."),
    "FRM017": ("link-outside", "A link leads out of the dossier's folder."),
    "FRM018": ("unreadable", "A file could not be read, or went away while it was read."),
    "FRM019": ("control-character", "A character that cannot be printed stands in the text."),
    "FRM020": ("header", "The header holds something it cannot."),
    "FRM021": ("too-deep", "Lists and mappings are nested too deep."),
    "FRM022": ("duplicate-id", "Two records have one id."),
    "FRM023": ("duplicate-part", "Two parts of one record have one id."),
    "FRM024": ("bad-id", "An id holds a character that ids cannot hold."),
    "FRM025": ("several-documents", "A file holds several YAML documents."),
    "FRM026": ("series-row", "A row of a series cannot be read as an event."),
    "FRM027": ("front-matter", "A Markdown file has no front matter that names its kind and id."),
    "FRM028": ("series-file", "A series and its CSV file do not fit together."),
    "FRM029": ("unknown-local", "A key names no element, text or part of its own record."),
    "FRM030": ("calendar-file", "A calendar of holidays holds something that is no holiday."),
    "TIM001": ("bad-date", "A date cannot be read."),
    "TIM002": ("unknown-zone", "A time zone is not known."),
    "TIM003": ("bad-span", "A span of days cannot be read."),
}
"""Code: name and summary. Every one of them is a fault, except the notice FRM016."""


def fault(
    code: str,
    message: str,
    place: Place,
    hint: str = "",
    *,
    related: Sequence[Related] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """Return a fault of the file; ``about`` is the record it stands in, when there is one."""
    severity = Severity.NOTICE if code == "FRM016" else Severity.FAULT
    about = (place.record,) if place.record else ()
    return Diagnostic(
        code=code, severity=severity, message=message, place=place, about=about, hint=hint,
        related=tuple(related), fix=fix,
    )  # fmt: skip
