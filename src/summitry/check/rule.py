"""A rule: a code, a name, a severity, a summary, a page of reasons, and one function.

A rule's function looks at one record (or at the dossier as a whole) and yields what it found. It
reads records and results of analyses, through the dossier it is given and nothing else, and computes
nothing an analysis computes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from summitry.dossier.answers import shared
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic, Fix, Related, Severity
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass

R = TypeVar("R", bound=Record)
Sieve = Callable[[Dossier, Sequence[Any]], Iterable[Any]]
"""From records of a kind, those worth a closer look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing a rule found.

    ``message`` is one plain sentence (or two) that names things by their titles and may hold day
    counts (`summitry.foundation.diagnostics.days_since`); ``at`` is the field it is about; ``about``
    the ids of the records concerned, its subject first; ``hint`` what to do about it.
    """

    message: str
    at: Place
    about: tuple[str, ...]
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    """How serious this one is, where it is not what the rule says in general."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A coded rule. ``over`` is the kind of record it looks at, ``None`` for the whole dossier.

    ``on_whole`` rules are about the text and look at everything that was read, whatever the day;
    they are faults. ``needs`` names fields: a record in which all of them are blank is not looked at;
    nor is one in which the field ``lacks`` is filled, nor a kind of record that is not ``among`` those.
    ``whole_only`` rules conclude something from a reference that is blank; a narrowed copy blanks those
    that lead to what its reader may not see, so they are not run on one.
    ``sieve`` picks, of many records at once, those in which the rule might find something: a quick look that
    may let too many through, and never too few. It is used where every record is looked at.
    ``page`` is the function's docstring: what is found, why it matters, what to do.
    """

    code: str
    name: str
    severity: Severity
    over: type[Record] | None
    check: Callable[[Dossier, Any], Iterable[Found]]
    on_whole: bool = False
    needs: frozenset[str] = frozenset()
    lacks: str = ""
    among: Callable[[type[Record]], bool] | None = None
    whole_only: bool = False
    sieve: Sieve | None = None

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.split("\n", 1)[0]

    @property
    def page(self) -> str:
        """The docstring, unindented."""
        return inspect.getdoc(self.check) or ""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    def apply(self, dossier: Dossier, id: str) -> tuple[Diagnostic, ...]:
        """Return what the rule finds in one record (or in the dossier, for an empty ``id``)."""
        subject: Any = None
        if self.over is not None:
            subject = dossier.of(self.over, id)
            if subject is None or not self.looks_at(subject):
                return ()
        return tuple([self.diagnostic(item) for item in self.check(dossier, subject)])

    def runs_on(self, dossier: Dossier) -> bool:
        """Whether the rule is run on a dossier at all."""
        return not (dossier.is_narrowed and (self.on_whole or self.whole_only))

    def looks_at(self, record: Record) -> bool:
        """Whether the rule has anything to look at in a record of one of its kinds."""
        filled, needs = record.__dict__, self.needs
        if needs and needs.isdisjoint(filled):
            return False
        return not self.lacks or not filled.get(self.lacks)

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The kinds of record it looks at; none for a rule over the whole dossier."""
        if self.over is not Record:
            return () if self.over is None else (self.over,)
        among, needs = self.among, self.needs
        return tuple(
            k for k in BY_KIND.values()
            if (among is None or among(k)) and (not needs or not needs.isdisjoint(k.__dataclass_fields__))
        )  # fmt: skip

    def diagnostic(self, item: Found) -> Diagnostic:
        """Return what was found as a diagnostic of this rule."""
        return Diagnostic(
            code=self.code, severity=item.severity or self.severity, message=item.message, place=item.at,
            about=tuple(dict.fromkeys(item.about)), hint=item.hint, related=item.related,
            fix=item.fix,
        )  # fmt: skip


Find = Callable[[Dossier, str], Iterable[Found]]


class EachOf:
    """What several rules over the whole dossier find in the same records, looked at one by one.

    ``ids`` is the question which records there may be something to say of; ``finders`` look at one of them,
    by the code of their rule. Remembered record by record: only those are looked at again of which something
    changed, and only those rules are run again that then find something else.
    """

    def __init__(self, ids: Callable[[Dossier], Iterable[str]], finders: dict[str, Find]) -> None:
        self.ids = ids
        self.finders = finders

    def found(self, dossier: Dossier, code: str) -> tuple[Found, ...]:
        """Return what the rule of a code finds."""
        return dossier.ask(found_as, self, code)


@shared
def found_as(dossier: Dossier, each: EachOf, code: str) -> tuple[Found, ...]:
    """Return what one of some rules finds."""
    return dossier.ask(found_by_code, each).get(code, ())


def found_by_code(dossier: Dossier, each: EachOf) -> dict[str, tuple[Found, ...]]:
    """Return what some rules find, by their codes."""
    found: dict[str, list[Found]] = {}
    for id in dossier.ask(each.ids):
        for code, here in dossier.ask(found_in, id, each):
            found.setdefault(code, []).extend(here)
    return {code: tuple(here) for code, here in found.items()}


def found_in(dossier: Dossier, id: str, each: EachOf) -> tuple[tuple[str, tuple[Found, ...]], ...]:
    """Return what some rules find in one record, each with its code; of the others nothing."""
    found = ((code, tuple(find(dossier, id))) for code, find in each.finders.items())
    return tuple([(code, here) for code, here in found if here])


def rule(
    code: str,
    name: str,
    severity: Severity,
    over: type[R] | None,
    *,
    on_whole: bool = False,
    needs: Iterable[str] = (),
    lacks: str = "",
    among: Callable[[type[Record]], bool] | None = None,
    whole_only: bool = False,
    sieve: Sieve | None = None,
) -> Callable[[Callable[[Dossier, R], Iterable[Found]]], Rule]:
    """Make a rule of a function ``(dossier, record) -> Found, ...`` with a docstring for a page."""

    def make(check: Callable[[Dossier, R], Iterable[Found]]) -> Rule:
        return Rule(
            code=code, name=name, severity=severity, over=over, check=check, on_whole=on_whole,
            needs=frozenset(needs), lacks=lacks, among=among, whole_only=whole_only, sieve=sieve,
        )  # fmt: skip

    return make
