"""The words of the desk's templates, looked up in the catalogue of labels; English stands in the templates.

A template is read as it is written. Each run of words between two marks of HTML or of the template language,
with the values that stand in it, is one label with gaps: ``Your unsaved text of {{ kept.when }}.`` is looked
up as ``Your unsaved text of {when}.`` So no template says twice what it says, and `labels` lists them all for
translators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sized
from pathlib import Path
from urllib.parse import quote, unquote

from django import template
from django.template.base import FilterExpression, Origin, Parser, Token
from django.template.context import Context
from django.template.loaders.filesystem import Loader as FilesystemLoader
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from summitry.foundation.labels import say, say_many
from summitry.foundation.values import dataclass

TOLD = ("aria-label", "placeholder", "alt", "title")
"""Attributes whose values are read by people."""

UNWORDED = frozenset({"class", "script"})
"""Blocks that hold no words."""

_PIECE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<!?/?[a-zA-Z]|[>\"]|[^{<>\"]+|.", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s([a-zA-Z-]+)=$")
_LETTER = re.compile(r"[^\W\d_]")
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One label of a template: its words with gaps, what fills them, and its line."""

    text: str
    gaps: tuple[tuple[str, str], ...]
    line: int
    more: str = ""
    """The form for several, where it is counted; ``count`` is what is counted."""
    count: str = ""


class Reading:
    """A template as it is read: pieces that are kept as they stand, and runs of words."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.done: list[str | Run] = []
        self._run: list[str] = []
        self._line = 1
        self._began = 1

    def pieces(self) -> list[str | Run]:
        """Return the template in pieces."""
        state, unworded, quoted = "text", "", False
        for found in _PIECE.finditer(self.source):
            piece = found[0]
            if piece.startswith("{%"):
                self._flush()
                words = piece[2:-2].split()
                if not unworded and words[:1] == ["block"] and words[1] in UNWORDED:
                    unworded = words[1]
                elif unworded and words[:1] == ["endblock"]:
                    unworded = ""
                self.done.append(piece)
            elif unworded or (state == "tag" and not quoted):
                state, quoted = self._in_tag(piece, state)
            elif quoted:
                quoted = piece != '"'
                self._add(piece, words=quoted)
            elif piece.startswith("<") and len(piece) > 1:
                state = "tag"
                self._add(piece, words=False)
            else:
                self._add(piece, words=not piece.startswith("{#"))
            self._line += piece.count("\n")
        self._flush()
        return self.done

    def _in_tag(self, piece: str, state: str) -> tuple[str, bool]:
        """A piece within ``<...>``: whether the tag ends, and whether words for people begin."""
        before = "".join(p for p in self.done[-3:] if isinstance(p, str))
        self._add(piece, words=False)
        if piece == '"':
            attribute = _ATTRIBUTE.search(before)
            if attribute is not None and attribute[1] in TOLD:
                return state, True
            self._in_value = not getattr(self, "_in_value", False)
        return ("text" if piece == ">" and not getattr(self, "_in_value", False) else state), False

    def _add(self, piece: str, *, words: bool) -> None:
        if not words:
            self._flush()
            self.done.append(piece)
            return
        if not self._run:
            self._began = self._line
        self._run.append(piece)

    def _flush(self) -> None:
        run, self._run = "".join(self._run), []
        bare = _ENTITY.sub("", re.sub(r"{{.*?}}", "", run, flags=re.DOTALL))
        if not _LETTER.search(bare) or len(bare.strip()) == 1:  # a single letter is a key
            if run:
                self.done.append(run)
            return
        start, end = len(run) - len(run.lstrip()), len(run.rstrip())
        self.done += [run[:start], _run(run[start:end], self._began), run[end:]]


_PLURAL = re.compile(r"""{{\s*([^}|]+)\|pluralize(?::"([^"]*)")?\s*}}""")


def _run(words: str, line: int) -> Run:
    """A run of words as a label; one that is counted has a form for one and a form for several."""
    counted = _PLURAL.search(words)
    gaps: dict[str, str] = {}

    def text(several: bool) -> str:
        def ending(found: re.Match[str]) -> str:
            one, comma, more = (found[2] or "s").partition(",")
            return (more if several else one) if comma else (one if several else "")

        named = re.sub(r"{{(.*?)}}", lambda v: _gap(gaps, v[1].strip()), _PLURAL.sub(ending, words))
        return " ".join(named.split())

    one = text(several=False)
    more = text(several=True) if counted is not None else ""
    return Run(
        text=one, gaps=tuple(gaps.items()), line=line, more=more,
        count=counted[1].strip() if counted is not None else "",
    )  # fmt: skip


TAKEN = frozenset({"text", "count", "one", "more"})
"""Names that the look-up itself uses."""


def _gap(gaps: dict[str, str], value: str) -> str:
    """Name a value that stands in a run of words, by the last word of what it is."""
    stem = re.split(r"[.\s]", value.partition("|")[0])[-1].strip("\"'") or "value"
    name, more = f"{stem}_" if stem in TAKEN else stem, 1
    while gaps.get(name, value) != value:
        more += 1
        name = f"{stem}{more}"
    gaps[name] = value
    return f"{{{name}}}"


def rewritten(source: str) -> str:
    """Return a template in which every run of words is looked up."""
    return "".join(piece if isinstance(piece, str) else _tag(piece) for piece in Reading(source).pieces())


def _tag(run: Run) -> str:
    gaps = "".join(f" {name}={value}" for name, value in run.gaps)
    forms = [run.text, run.more, run.count] if run.count else [run.text]
    return f"{{% worded {'|'.join(quote(form, safe='') for form in forms)}{gaps} %}}"


def labels(folder: Path) -> Iterator[tuple[str, str, str, int]]:
    """Yield every label of the templates in a folder: its forms for one and for several, file and line."""
    for path in sorted(folder.rglob("*.html")):
        for piece in Reading(path.read_text(encoding="utf-8")).pieces():
            if isinstance(piece, Run):
                yield piece.text, piece.more, path.name, piece.line


class Loader(FilesystemLoader):
    """Loads templates with their words looked up."""

    def get_contents(self, origin: Origin) -> str:
        """Return the text of a template."""
        return rewritten(super().get_contents(origin))


class Worded(template.Node):
    """A run of words."""

    def __init__(
        self, text: str, more: str, count: FilterExpression | None,
        gaps: tuple[tuple[str, FilterExpression], ...],
    ) -> None:  # fmt: skip
        self.text, self.more, self.count, self.gaps = text, more, count, gaps

    def render(self, context: Context) -> SafeString:
        """Look the words up and fill their gaps."""
        filled = {name: _shown(value.resolve(context), context) for name, value in self.gaps}
        # The catalogue's words are ours, as the template's are; values are escaped.
        if self.count is not None:
            return mark_safe(say_many(_number(self.count.resolve(context)), self.text, self.more, **filled))
        return mark_safe(say(self.text, **filled))


def _number(value: object) -> int:
    """How many there are: a number, or how many things a list holds."""
    if isinstance(value, int):
        return value
    return len(value) if isinstance(value, Sized) else 0


def _shown(value: object, context: Context) -> str:
    text = template.base.render_value_in_context(value, context)
    return conditional_escape(text) if context.autoescape else text


def worded(parser: Parser, token: Token) -> Worded:
    """Read the tag that `rewritten` writes."""
    _, forms, *gaps = token.split_contents()
    text, more, count = (*map(unquote, forms.split("|")), "", "")[:3]
    parted = (gap.partition("=") for gap in gaps)
    return Worded(
        text, more, parser.compile_filter(count) if count else None,
        tuple((name, parser.compile_filter(value)) for name, _, value in parted),
    )  # fmt: skip
