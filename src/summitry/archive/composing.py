"""Cutting a document into passages: what every reader does with the paragraphs it finds."""

from __future__ import annotations

from dataclasses import field, replace

from summitry.archive.flowing import Flow, run_together
from summitry.archive.limits import Limits
from summitry.dossier.holdings import CrossReference, HeldPart, Named, Passage, Proposed
from summitry.foundation.values import dataclass

_SCRIPTS = (("ko", "\uac00", "\ud7a3", "Korean"), ("ja", "\u3040", "\u30ff", "Japanese"))
"""Scripts that one language alone is written in; Chinese letters stand in texts of several."""


class TooMuch(Exception):
    """The document goes beyond a limit; what was read until then is kept."""


@dataclass(slots=True)
class Attachment:
    """A file inside the file, as its sender named it."""

    name: str
    media: str
    content: bytes
    part: str = ""


@dataclass(slots=True)
class Reading:
    """What a reader found in a file."""

    passages: list[Passage] = field(default_factory=list)
    parts: list[HeldPart] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    references: list[CrossReference] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    pages: int = 0
    needs_ocr: bool = False

    def propose(self, what: str, value: str, because: str) -> None:
        """Propose a field of the document's record, unless it is blank or was proposed on better grounds."""
        value = run_together(value)
        if value and all(p.field != what for p in self.proposed):
            self.proposed.append(Proposed(field=what, value=value[:500], because=because))


ITEM = "item"
"""The label of an entry of a list."""


class Composer:
    """Numbers passages, counts paragraphs, and keeps to the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.reading = Reading()
        self._length = 0
        self._part: HeldPart | None = None
        self._paragraphs = 0

    @property
    def next_number(self) -> int:
        """The number the next passage will have."""
        return len(self.reading.passages) + 1

    def begin(self, part: HeldPart) -> None:
        """Begin a document of a volume."""
        self.end()
        self._part = replace(part, first=self.next_number)
        self._paragraphs = 0

    def end(self, **known: object) -> None:
        """End the document of a volume that was begun, with what was learned of it on the way."""
        if self._part is not None:
            ended = replace(self._part, last=len(self.reading.passages), **known)  # type: ignore[arg-type]
            self.reading.parts.append(ended)
            self._part = None
            self._paragraphs = 0

    def add(
        self, role: str, text: str, *, label: str = "", page: str = "",
        turns: tuple[tuple[int, str], ...] = (), at: tuple[int, int] = (0, 0), language: str = "",
        counted: bool = True,
    ) -> int:  # fmt: skip
        """Add a passage and return its number; 0 for one without text.

        A body paragraph is counted; an entry of a list (``item``) goes with the paragraph before it.

        Raises:
            TooMuch: when the document has too many passages, or too much text.
        """
        if not text:
            return 0
        number = self.next_number
        self._length += len(text)
        if number > self.limits.passages or self._length > self.limits.text:
            raise TooMuch
        paragraph = 0
        if role == "body" and counted and not label:
            self._paragraphs += 1
            paragraph = self._paragraphs
        elif role == "body" and label == ITEM:
            paragraph = self._paragraphs
        end_page = turns[-1][1] if turns and turns[-1][1] != page else ""
        self.reading.passages.append(
            Passage(
                number=number, role=role, text=text, page=page, end_page=end_page, turns=turns, label=label,
                part=self._part.id if self._part is not None else "", paragraph=paragraph, at=at,
                language=language,
            )
        )  # fmt: skip
        return number

    def add_flow(self, role: str, flow: Flow, *, label: str = "", at: tuple[int, int] = (0, 0)) -> int:
        """Add a paragraph that was gathered piece by piece."""
        return self.add(role, flow.text, label=label, page=flow.page, turns=tuple(flow.turns), at=at)

    def _propose_language(self) -> None:
        """Of what is mostly written in letters of one language alone, that is said."""
        sample = "".join(p.text for p in self.reading.passages[:60] if p.role != "left-out")[:4000]
        letters = sum(c.isalpha() for c in sample)
        if letters >= 40:
            for code, first, last, says in _SCRIPTS:
                if sum(first <= c <= last for c in sample) * 2 > letters:
                    self.reading.propose("language", code, f"most of its letters are {says}")

    def finish(self) -> Reading:
        """Return the reading; a document without parts is one part."""
        self.end()
        self._propose_language()
        if not self.reading.parts:
            last = len(self.reading.passages)
            found = {p.field: p.value for p in self.reading.proposed}
            self.reading.parts.append(
                HeldPart(
                    title=found.get("title", ""), date=found.get("date", ""), author=found.get("author", ""),
                    marking=found.get("marking", ""), first=1 if last else 0, last=last if last else -1,
                )
            )  # fmt: skip
        return self.reading
