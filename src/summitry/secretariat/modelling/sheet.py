"""A conflict record on the way: read from its fields, changed act by act, and written back.

What the form does not show (rankings, weights, views, single moves) is carried along as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from summitry.analysis.stability.formula import Not, options_of
from summitry.analysis.stability.model import MOST_OPTIONS as MOST
from summitry.analysis.stability.record import slugs
from summitry.analysis.stability.wording import Misread, is_rule, read_statement, write_statement
from summitry.folder.yamltext import Tree, is_tree
from summitry.foundation.values import dataclass

MOST_OPTIONS = MOST
MOST_SIDES = 12
MOST_LINES = 200
"""Lines of one list: rules, or statements of one side."""
LONGEST = 2000
DEEPEST = 6

_LIST = re.compile(r"(\s*(?:at most one|at least one|exactly one)\s+of\s+)(.*)\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A side: who it is, and what it prefers; ``more`` are its other fields."""

    id: str
    who: str = ""
    prefers: tuple[str, ...] = ()
    more: tuple[tuple[str, Tree], ...] = ()

    @property
    def otherwise(self) -> str:
        """How its preferences are given when not as statements: ``ranks`` or ``weights``; else a blank."""
        return next((key for key, _ in self.more if key in ("ranks", "weights")), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option: what it is, whose, and the records it stands for; ``more`` are its other fields."""

    id: str
    says: str
    by: tuple[str, ...] = ()
    direction: str = ""
    stands_for: tuple[str, ...] = ()
    more: tuple[tuple[str, Tree], ...] = ()

    @property
    def key(self) -> str:
        """The word by which statements name it."""
        return self.id or self.says


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A conflict record as the form has it. ``today`` and ``wanted`` have one letter for each option."""

    title: str = ""
    makers: tuple[Maker, ...] = ()
    choices: tuple[Choice, ...] = ()
    rules: tuple[str, ...] = ()
    today: str = ""
    wanted: str = ""
    dropped: tuple[str, ...] = field(default=(), compare=False)
    """What an act had to drop with something else, in sentences."""

    # -- from and to fields -----------------------------------------------------------------------

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Sheet:
        """Return the sheet of a record's fields; what no text could hold is left out."""
        return cls(
            title=_text(fields.get("title")),
            makers=tuple(_maker(m) for m in _entries(fields.get("sides"))[:MOST_SIDES]),
            choices=tuple(_choice(c) for c in _entries(fields.get("options"))[:MOST_OPTIONS]),
            rules=_texts(fields.get("infeasible")),
            today=_text(fields.get("today")),
            wanted=_text(fields.get("wanted")),
        )

    def fields(self) -> dict[str, Tree]:
        """Return the fields of a record that the form knows; ``None`` where one is blank."""
        return {
            "title": self.title or None,
            "sides": [_maker_fields(m) for m in self.makers] or None,
            "options": [_choice_fields(c) for c in self.choices] or None,
            "infeasible": list(self.rules) or None,
            "today": self.today or None,
            "wanted": self.wanted or None,
        }

    # -- reading ----------------------------------------------------------------------------------

    @property
    def keys(self) -> dict[str, int]:
        """The words by which statements name options, with their positions."""
        return {c.key: n for n, c in enumerate(self.choices)}

    @property
    def names(self) -> list[str]:
        """What each option is, in words."""
        return [c.says or c.id for c in self.choices]

    def at(self, letters: str, option: int) -> bool:
        """Whether an option is taken in a pattern."""
        return letters[option : option + 1] == "Y"

    def owned(self, side: str) -> tuple[int, ...]:
        """Return the positions of a side's options."""
        return tuple(n for n, c in enumerate(self.choices) if side in c.by)

    # -- sides ------------------------------------------------------------------------------------

    def with_side(self, who: str) -> Sheet:
        """Return the sheet with a party, body or person as a side; the same when it is one already."""
        if not who or any(m.who == who for m in self.makers) or len(self.makers) >= MOST_SIDES:
            return self
        id = _free(who.replace("/", "-"), [m.id for m in self.makers], "side")
        return replace(self, makers=(*self.makers, Maker(id=id, who=who)), dropped=())

    def without_side(self, at: int) -> Sheet:
        """Return the sheet without a side; an option that is nobody's then stays, and is nobody's."""
        if not 0 <= at < len(self.makers):
            return self
        gone = self.makers[at].id
        choices = tuple(replace(c, by=tuple(b for b in c.by if b != gone)) for c in self.choices)
        return replace(self, makers=_without(self.makers, at), choices=choices, dropped=())

    # -- options ----------------------------------------------------------------------------------

    def with_option(
        self, says: str, by: Sequence[str] = (), stands_for: Sequence[str] = (), *, once: bool = False
    ) -> Sheet:
        """Return the sheet with one option more; ``once``: taken, it cannot be undone."""
        if not says.strip() or len(self.choices) >= MOST_OPTIONS:
            return self
        id = _free("-".join(says.split()[:6]), [c.id for c in self.choices], "option")
        made = Choice(
            id=id, says=says.strip()[:LONGEST], by=tuple(by), stands_for=tuple(stands_for),
            direction="forward" if once else "",
        )  # fmt: skip
        return replace(
            self, choices=(*self.choices, made), today=self.today + "N" if self.today else "",
            wanted=self.wanted + "N" if self.wanted else "", dropped=(),
        )  # fmt: skip

    def without_option(self, at: int) -> Sheet:
        """Return the sheet without an option, and without what was said of it elsewhere."""
        if not 0 <= at < len(self.choices):
            return self
        said = f'"{self.names[at]}"'
        rules = [self._rule_without(rule, at) for rule in self.rules]
        makers, lost = [], sum(r is None for r in rules)
        for maker in self.makers:
            kept = tuple(p for p in maker.prefers if not self._speaks_of(p, at))
            lost += len(maker.prefers) - len(kept)
            makers.append(replace(maker, prefers=kept))
        return replace(
            self, choices=_without(self.choices, at), rules=tuple(r for r in rules if r is not None),
            makers=tuple(makers), today=_cut(self.today, at), wanted=_cut(self.wanted, at),
            dropped=(f"With {said} went {lost} lines that spoke of it.",) if lost > 1
            else (f"With {said} went one line that spoke of it.",) if lost else (),
        )  # fmt: skip

    def _speaks_of(self, text: str, at: int) -> bool:
        found = read_statement(text.lstrip().removeprefix("?"), self.keys)
        return not isinstance(found, Misread) and at in options_of(found)

    def _rule_without(self, text: str, at: int) -> str | None:
        """Return a rule without an option; ``None`` when nothing is left of it."""
        if not self._speaks_of(text, at):
            return text
        if (listed := _LIST.match(text)) and is_rule(text):
            found = read_statement(text, self.keys)
            assert not isinstance(found, Misread)
            left = [self.choices[k].key for k in sorted(options_of(found)) if k != at]
            return listed[1] + ", ".join(left) if len(left) > 1 else None
        return None

    def option_moved(self, at: int, by: int) -> Sheet:
        """Return the sheet with an option one place up (-1) or down (1), the letters with it."""
        to = at + by
        if not (0 <= at < len(self.choices) and 0 <= to < len(self.choices)):
            return self
        count = len(self.choices)
        return replace(
            self, choices=_swapped(self.choices, at, to), dropped=(),
            today="".join(_swapped(self.today, at, to)) if len(self.today) == count else self.today,
            wanted="".join(_swapped(self.wanted, at, to)) if len(self.wanted) == count else self.wanted,
            makers=tuple(_letters_moved(m, at, to, count) for m in self.makers),
        )  # fmt: skip

    # -- what cannot go together ------------------------------------------------------------------

    def with_rule(self, text: str) -> Sheet:
        """Return the sheet with one rule more, once."""
        if not text or text in self.rules or len(self.rules) >= MOST_LINES:
            return self
        return replace(self, rules=(*self.rules, text), dropped=())

    def without_rule(self, at: int) -> Sheet:
        """Return the sheet without a rule."""
        return replace(self, rules=_without(self.rules, at), dropped=())

    # -- preferences ------------------------------------------------------------------------------

    def with_statement(self, side: int, text: str) -> Sheet:
        """Return the sheet with one statement more, a side's least important one."""
        return self._preferring(
            side, lambda p: (*p, text) if text and text not in p and len(p) < MOST_LINES else p
        )

    def without_statement(self, side: int, at: int) -> Sheet:
        """Return the sheet without a statement of a side."""
        return self._preferring(side, lambda p: _without(p, at))

    def statement_moved(self, side: int, at: int, by: int) -> Sheet:
        """Return the sheet with a side's statement one place up (-1) or down (1)."""
        to = at + by
        return self._preferring(
            side, lambda p: _swapped(p, at, to) if 0 <= at < len(p) and 0 <= to < len(p) else p
        )

    def statement_turned(self, side: int, at: int) -> Sheet:
        """Return the sheet with a statement turned into its contrary."""

        def turned(text: str) -> str:
            bare = text.lstrip()
            mark = "? " if bare.startswith("?") else ""
            found = read_statement(bare.removeprefix("?"), self.keys)
            if isinstance(found, Misread):
                return text
            other = found.inner if isinstance(found, Not) else Not(found)
            return mark + write_statement(other, [c.key for c in self.choices])

        return self._preferring(side, lambda p: tuple(turned(t) if n == at else t for n, t in enumerate(p)))

    def statement_doubted(self, side: int, at: int) -> Sheet:
        """Return the sheet with a statement marked as one of which it is not known which way it goes."""

        def doubted(text: str) -> str:
            bare = text.lstrip()
            return bare.removeprefix("?").lstrip() if bare.startswith("?") else f"? {bare}"

        return self._preferring(side, lambda p: tuple(doubted(t) if n == at else t for n, t in enumerate(p)))

    def _preferring(self, side: int, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Sheet:
        makers = tuple(
            replace(m, prefers=change(m.prefers)) if n == side else m for n, m in enumerate(self.makers)
        )
        return replace(self, makers=makers, dropped=())


# -- pieces -----------------------------------------------------------------------------------------


def _free(name: str, taken: Sequence[str], noun: str) -> str:
    return slugs([*(t or "-" for t in taken), name], noun)[-1]


def _without(every: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return tuple(e for n, e in enumerate(every) if n != at)


def _cut(letters: str, at: int) -> str:
    return letters[:at] + letters[at + 1 :]


def _swapped(every: Sequence[Any], a: int, b: int) -> tuple[Any, ...]:
    found = list(every)
    found[a], found[b] = found[b], found[a]
    return tuple(found)


def _letters_moved(maker: Maker, a: int, b: int, count: int) -> Maker:
    """The patterns of a side's ranking, with two letters swapped."""

    def moved(value: Tree) -> Tree:
        if isinstance(value, list):
            return [moved(v) for v in value]
        if not isinstance(value, str):
            return value
        parts = [p.strip() for p in value.split(",")]
        return ", ".join("".join(_swapped(p, a, b)) if len(p) == count else p for p in parts)

    return replace(
        maker, more=tuple((k, moved(v) if k in ("ranks", "unknown") else v) for k, v in maker.more)
    )


def _text(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    every = value if isinstance(value, list) else [value]
    return tuple(t for v in every[:MOST_LINES] if (t := _text(v)))


def _entries(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []


def _maker(value: Mapping[str, Any]) -> Maker:
    return Maker(
        id=_text(value.get("id")), who=_text(value.get("who")), prefers=_texts(value.get("prefers")),
        more=_more(value, ("id", "who", "prefers")),
    )  # fmt: skip


def _choice(value: Mapping[str, Any]) -> Choice:
    return Choice(
        id=_text(value.get("id")), says=_text(value.get("says")), by=_texts(value.get("by")),
        direction=_text(value.get("direction")), stands_for=_texts(value.get("is")),
        more=_more(value, ("id", "says", "by", "direction", "is")),
    )  # fmt: skip


def _more(value: Mapping[str, Any], known: Iterable[str]) -> tuple[tuple[str, Tree], ...]:
    return tuple((k, v) for k, v in value.items() if k not in known and is_tree(v, DEEPEST))


def _maker_fields(maker: Maker) -> dict[str, Tree]:
    found: dict[str, Tree] = {"id": maker.id, "who": maker.who, "prefers": list(maker.prefers)}
    return _filled({**found, **dict(maker.more)})


def _choice_fields(choice: Choice) -> dict[str, Tree]:
    found: dict[str, Tree] = {
        "id": choice.id, "says": choice.says,
        "by": choice.by[0] if len(choice.by) == 1 else list(choice.by),
        "direction": choice.direction, "is": list(choice.stands_for),
    }  # fmt: skip
    return _filled({**found, **dict(choice.more)})


def _filled(fields: dict[str, Tree]) -> dict[str, Tree]:
    return {k: v for k, v in fields.items() if v not in (None, "", [], {})}
