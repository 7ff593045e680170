"""Statements as people write them: ``a & !b``, ``a -> b``, ``at most one of a, b, c``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from summitry.analysis.stability.formula import (
    And,
    Constant,
    Formula,
    IfThen,
    Not,
    Or,
    Same,
    Taken,
    at_least_one,
    at_most_one,
)
from summitry.foundation.suggest import did_you_mean

LONGEST = 4000
"""A statement with more characters than this is refused."""
DEEPEST = 60
"""Brackets nested deeper than this are refused."""

_TOKEN = re.compile(r"\s*(?:(<->|->|[&|!()])|\"([^\"]+)\"|(\w+(?:[-./]\w+)*))")
_RULE = re.compile(r"\s*(at most one|at least one|exactly one)\s+of\s+(.*)\Z", re.IGNORECASE | re.DOTALL)
_IF = re.compile(r"\s*if\s+(.*?)\s+then\s+(.*)\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """Why a statement cannot be read: one plain sentence, what to do, and at which character (from 0)."""

    message: str
    hint: str
    at: int = 0


def read_statement(text: str, names: Mapping[str, int]) -> Formula | Misread:
    """Read a Boolean statement over options.

    ``!`` binds most strongly, then ``&``, ``|``, ``->`` (to the right) and ``<->``. A name with blanks
    stands in double quotes. ``if a then b``, ``at most one of a, b``, ``at least one of a, b`` and
    ``exactly one of a, b`` may stand for a whole statement.

    >>> read_statement("a & !b", {"a": 0, "b": 1})
    And(parts=(Taken(option=0), Not(inner=Taken(option=1))))
    >>> read_statement("a &", {"a": 0}).message
    'The statement "a &" breaks off.'
    """
    if len(text) > LONGEST:
        return Misread(
            message=f"A statement of {len(text)} characters is too long to read.",
            hint=f"Write it in parts of at most {LONGEST} characters.",
        )
    if rule := _RULE.match(text):
        return _one_of(text, rule[1].lower(), rule[2], rule.start(2), names)
    if given := _IF.match(text):
        when = read_statement(given[1], names)
        then = read_statement(given[2], names)
        for part, at in ((when, given.start(1)), (then, given.start(2))):
            if isinstance(part, Misread):
                return Misread(message=part.message, hint=part.hint, at=part.at + at)
        assert not isinstance(when, Misread) and not isinstance(then, Misread)
        return IfThen(when, then)
    try:
        return _Reading(text, names).whole()
    except _Stopped as stopped:
        return stopped.misread


def is_rule(text: str) -> bool:
    """Whether a text says what must hold (``at most one of ...``, ``if ... then ...``).

    Among patterns that cannot be, such a text names what must hold, and what breaks it cannot be.
    """
    return bool(_RULE.match(text) or _IF.match(text))


def write_statement(formula: Formula, names: Sequence[str]) -> str:
    """Write a statement so that reading it gives the same again, with no bracket that is not needed.

    >>> write_statement(And((Taken(0), Not(Taken(1)))), ["strike", "strike first"])
    'strike & !"strike first"'
    """
    return _written(formula, names, 0)


_BINDING = {Same: 1, IfThen: 2, Or: 3, And: 4}


def _written(formula: Formula, names: Sequence[str], around: int) -> str:
    match formula:
        case Constant(value):
            return "true" if value else "false"
        case Taken(option):
            name = names[option]
            return name if re.fullmatch(r"\w+(?:[-./]\w+)*", name) else f'"{name}"'
        case Not(inner):
            return f"!{_written(inner, names, 5)}"
        case And(()) | Or(()):
            return "true" if isinstance(formula, And) else "false"
        case And((only,)) | Or((only,)):
            return _written(only, names, around)
        case And(parts):
            text, own = " & ".join(_written(p, names, 5) for p in parts), 4
        case Or(parts):
            text, own = " | ".join(_written(p, names, 4) for p in parts), 3
        case IfThen(when, then):
            text, own = f"{_written(when, names, 3)} -> {_written(then, names, 2)}", 2
        case Same(left, right):
            text, own = f"{_written(left, names, 2)} <-> {_written(right, names, 2)}", 1
    return f"({text})" if own < around else text


def _one_of(text: str, rule: str, listed: str, at: int, names: Mapping[str, int]) -> Formula | Misread:
    """Read the options of ``at most one of a, b and c``."""
    options: list[int] = []
    for part in re.finditer(r"[^,]+", listed):
        for word in re.split(r"\s+(?:and|or)\s+", re.sub(r"^\s*(?:and|or)\s+", "", part[0])):
            name = word.strip().strip('"')
            if name not in names:
                return _unknown(name, names, at + part.start())
            options.append(names[name])
    if len(options) < 2:
        return Misread(
            message=f'"{text.strip()}" names fewer than two options.', hint="Name two options or more.", at=at
        )
    if rule == "at most one":
        return at_most_one(options)
    if rule == "at least one":
        return at_least_one(options)
    return And((at_most_one(options), at_least_one(options)))


def _unknown(name: str, names: Mapping[str, int], at: int) -> Misread:
    known = f"Its options are {', '.join(names)}." if len(names) <= 12 else ""
    return Misread(
        message=f'There is no option "{name}" in this conflict.',
        hint=did_you_mean(name, names) or known or "Write the option's id.",
        at=at,
    )


class _Stopped(Exception):
    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.message)
        self.misread = misread


class _Reading:
    """One statement being read from left to right."""

    def __init__(self, text: str, names: Mapping[str, int]) -> None:
        self.text, self.names = text, names
        self.tokens: list[tuple[str, str, int]] = []
        self.next = 0
        self.depth = 0
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                at += len(text[at:]) - len(text[at:].lstrip())
                self.stop(
                    f'"{text[at]}" has no meaning in a statement.', "Join options with & | ! -> <->.", at
                )
            kind = "sign" if found[1] else "name"
            word = found[1] or found[2] or found[3]
            self.tokens.append((kind, word, found.start(found.lastindex or 0)))
            at = found.end()

    def stop(self, message: str, hint: str, at: int) -> NoReturn:
        raise _Stopped(Misread(message=message, hint=hint, at=at))

    def sign(self) -> str:
        kind, word, _ = self.tokens[self.next] if self.next < len(self.tokens) else ("", "", 0)
        return word if kind == "sign" else ""

    def whole(self) -> Formula:
        if not self.tokens:
            self.stop("A statement is empty.", "Write an option, or a Boolean statement over options.", 0)
        found = self.same()
        if self.next < len(self.tokens):
            _, word, at = self.tokens[self.next]
            hint = "Remove it, or open a bracket for it." if word == ")" else "Put & or | before it."
            self.stop(f'The statement "{self.text.strip()}" does not go on with "{word}".', hint, at)
        return found

    def same(self) -> Formula:
        found = self.if_then()
        while self.sign() == "<->":
            self.next += 1
            found = Same(found, self.if_then())
        return found

    def if_then(self) -> Formula:
        found = self.either()
        if self.sign() == "->":
            self.next += 1
            return IfThen(found, self.if_then())
        return found

    def either(self) -> Formula:
        parts = [self.both()]
        while self.sign() == "|":
            self.next += 1
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Formula:
        parts = [self.single()]
        while self.sign() == "&":
            self.next += 1
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def single(self) -> Formula:
        if self.next >= len(self.tokens):
            self.stop(
                f'The statement "{self.text.strip()}" breaks off.',
                "Write what follows, or drop its last sign.",
                len(self.text),
            )  # fmt: skip
        kind, word, at = self.tokens[self.next]
        self.next += 1
        if kind == "name":
            if word in self.names:
                return Taken(self.names[word])
            if word in ("true", "false"):
                return Constant(word == "true")
            raise _Stopped(_unknown(word, self.names, at))
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop("A statement is nested too deeply to read.", "Write it in parts.", at)
        if word == "!":
            found: Formula = Not(self.single())
        elif word == "(":
            found = self.same()
            if self.sign() != ")":
                self.stop(f'A bracket of "{self.text.strip()}" is not closed.', 'Write the missing ")".', at)
            self.next += 1
        else:
            self.stop(
                f'"{word}" stands where an option is expected in "{self.text.strip()}".',
                "Write an option before it, or drop it.", at,
            )  # fmt: skip
        self.depth -= 1
        return found
