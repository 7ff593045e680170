"""What is said of a text in clearance."""

from __future__ import annotations

from dataclasses import replace

from summitry.dossier.paragraphs import Paragraph
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A body's state on a paragraph: *cleared*, *silent* (by a rule), *objected* or *open*.

    ``why`` says why it is open: *never* (the body has not spoken of it), *changed* (new or changed
    since the body cleared), *deleted* (a paragraph the body had seen was taken out), *edits* (the
    edits it asked for are not in the text), *void* (its word does not count: see the sign). ``how`` is
    *recorded* for what is typed in the text, *signed* for an act of the body's own account.
    """

    body: str
    state: str
    why: str = ""
    clearance: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphState:
    """A paragraph and each body's mark on it, in the order of the bodies."""

    paragraph: Paragraph
    marks: tuple[Mark, ...] = ()

    @property
    def open_for(self) -> tuple[str, ...]:
        """The bodies for which it is open or objected to."""
        return tuple(m.body for m in self.marks if m.state in ("open", "objected"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One clearance record as it counts on the day.

    ``state`` is *counts*, *lapsed*, *waiting* (asked, deadline ahead or none), *overdue* (deadline
    passed, no answer), *answered* (asked, and spoken since), *no rule* (silence that no named rule with a
    deadline makes an answer), *unbound* (a clearance that names no paragraph), *superseded* (made to
    paragraphs the text no longer has).
    ``asked`` is false when the body is not on the text's `clear`.
    """

    clearance: str
    body: str
    stand: str
    state: str
    asked: bool = True
    on: When | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextClearance:
    """The clearance of one text on the day.

    ``paragraphs`` is empty where the dossier does not hold the text; then ``missing`` names the bodies
    of which no clearance counts.
    """

    text: str
    bodies: tuple[str, ...] = ()
    paragraphs: tuple[ParagraphState, ...] = ()
    answers: tuple[Answer, ...] = ()
    missing: tuple[str, ...] = ()
    basis: Basis

    def open(self, body: str, *whys: str) -> tuple[int, ...]:
        """The numbers of the paragraphs open for a body (for these reasons, when any are named)."""
        return tuple(
            p.paragraph.number for p in self.paragraphs for m in p.marks
            if m.body == body and m.state == "open" and (not whys or m.why in whys)
        )  # fmt: skip

    def objected(self, body: str) -> tuple[int, ...]:
        """The numbers of the paragraphs to which a body objects."""
        return tuple(
            p.paragraph.number for p in self.paragraphs for m in p.marks
            if m.body == body and m.state == "objected"
        )  # fmt: skip

    @property
    def cleared(self) -> bool:
        """Whether nothing is open for anybody who must clear it."""
        return not self.missing and not any(p.open_for for p in self.paragraphs)


def with_signatures(reading: TextClearance, signed: frozenset[str]) -> TextClearance:
    """Return the same, with the clearances that the journal knows as signed acts shown as *signed*."""
    return replace(
        reading,
        paragraphs=tuple(
            replace(p, marks=tuple(
                replace(m, how="signed") if m.how and m.clearance in signed else m for m in p.marks
            ))
            for p in reading.paragraphs
        ),
    )  # fmt: skip
