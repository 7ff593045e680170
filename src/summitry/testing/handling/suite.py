"""The tests: inherit from `HandlingConformance` and run pytest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.testing.handling import pair
from summitry.testing.handling.addresses import ABSENT, SLUG, Address, Ground, addresses, unknown_parts
from summitry.testing.handling.desk import NOBODY, WHO, browser, desk, program
from summitry.testing.handling.walking import Ask, Walk, differences, work

PROGRAMS = ("nobody", "officer", "secretariat")
"""Whose programs ask and write."""

SHOWN = 12
"""Most differences that a failing test tells."""


class HandlingConformance:
    """What is withheld changes no answer of the desk: to anybody, at any address, by whatever act."""

    marking: ClassVar[str] = "open"
    """What the accounts may see: up to this marking, and no group."""
    in_every_way: ClassVar[tuple[str, ...]] = ("nobody", "reader", "administrator")
    """Who also asks every query of each sort of page, in every method, and follows where it leads."""
    every_value: ClassVar[bool] = True
    """Whether each query is asked with every value of each sort of page, or with one in turn."""
    writing: ClassVar[tuple[str, ...]] = ("nobody", "clearer", "negotiator", "secretariat", "administrator")
    """Who also sends every form."""
    other: ClassVar[str] = "beside"
    """The dossier that is compared with the plain one."""

    @pytest.fixture
    def ground(self) -> Ground:
        """What addresses are filled with: the ids of every dossier, seen and withheld."""
        return ground(self.other)

    def walked(self, where: Path, which: str, who: str, ground: Ground) -> Walk:
        """Return one account's walk through the desk over one of the dossiers."""
        folder = pair.lay_out(where / which / "dossier", which)
        with desk(folder, where / which / "state", self.marking):
            walk = Walk(lambda: browser(who), ground)
            pages, programs = _parted(ground)
            walk.read(pages, in_every_way=who in self.in_every_way, every_value=self.every_value)
            walk.read(programs if who in self.in_every_way else (), in_every_way=False)
            if who in self.writing:
                walk.write()
        return walk

    def test_every_address_is_walked(self) -> None:
        """No route and no query is unknown to the walk."""
        assert not unknown_parts(), "\n".join(unknown_parts())

    def test_the_dossiers_are_the_same_to_a_reader(self) -> None:
        """They differ in much, and not in what a reader may see."""
        plain, other = (_whole(which) for which in ("plain", self.other))
        assert len(other) > len(plain) + 20
        narrow = [list(d.narrowed(pair.OPEN).index.records()) for d in (plain, other)]
        assert narrow[0] == narrow[1]
        told = [[(r.refs, sorted(set(r.__dict__) - {"home"})) for r in records] for records in narrow]
        assert told[0] == told[1], "what is computed of a record tells of what was taken out of it"

    @pytest.mark.parametrize("who", WHO)
    def test_what_is_withheld_changes_no_answer(self, who: str, ground: Ground, tmp_path: Path) -> None:
        """Status, headers and bytes are the same whether it is there or not."""
        walks = [self.walked(tmp_path, which, who, ground) for which in ("plain", self.other)]
        told = differences(*walks) + differences(*reversed(walks))
        assert not told, f"{len(told)} answers differ:\n" + "\n".join(told[:SHOWN])
        failed = [str(ask) for ask, answer in walks[0].answers.items() if answer.status >= 500]
        assert not failed, "the desk failed:\n" + "\n".join(failed[:SHOWN])
        said = [str(a) for a, b in walks[1].answers.items() if b.status == 200 and _betrays(a, b.body)]
        assert not said, "words that are withheld stand on a page:\n" + "\n".join(said[:SHOWN])

    @pytest.mark.parametrize("who", PROGRAMS)
    def test_what_is_withheld_changes_no_answer_to_a_program(
        self, who: str, ground: Ground, tmp_path: Path
    ) -> None:
        """The same, for one that asks and writes with a token."""
        walks = []
        for which in ("plain", self.other):
            folder = pair.lay_out(tmp_path / which / "dossier", which)
            with desk(folder, tmp_path / which / "state", self.marking):
                walk = Walk(lambda: program(who), ground)
                walk.read(_parted(ground)[1], in_every_way=who == "officer", every_value=self.every_value)
                walk.tell()
            walks.append(walk)
        told = differences(*walks) + differences(*reversed(walks))
        assert not told, f"{len(told)} answers differ:\n" + "\n".join(told[:SHOWN])
        failed = [str(ask) for ask, answer in walks[0].answers.items() if answer.status >= 500]
        assert not failed, "the desk failed:\n" + "\n".join(failed[:SHOWN])
        said = [str(a) for a, b in walks[1].answers.items() if b.status == 200 and _betrays(a, b.body)]
        assert not said, "words that are withheld were answered:\n" + "\n".join(said[:SHOWN])
        done = {a.method for a, b in walks[0].answers.items() if b.status in (200, 201)}
        assert who == NOBODY or {"GET", "POST"} <= done, "nothing was asked or done at all"

    def test_what_is_withheld_takes_no_longer(self, ground: Ground, tmp_path: Path) -> None:
        """A withheld and an absent id take the same work, and so does a page with or without withheld
        records beside it: as many calls of functions, which no busy machine changes."""
        took: dict[str, list[int]] = {}
        for which in ("plain", self.other):
            folder = pair.lay_out(tmp_path / which / "dossier", which)
            with desk(folder, tmp_path / which / "state", self.marking, looking=False):
                client = browser("officer")
                for path in _timed(ground):
                    took.setdefault(path, []).append(work(client, Ask("GET", path)))
        wrong = [f"{path}: {a}, {b}" for path, (a, b) in took.items() if abs(a - b) > 1 + a // 200]
        assert not wrong, "\n".join(wrong)
        hidden, absent = took[f"/{SLUG}/r/{ground.withheld[0]}"], took[f"/{SLUG}/r/{ABSENT}"]
        assert abs(hidden[1] - absent[1]) <= 1 + absent[1] // 200

    def test_no_save_loses_what_its_author_did_not_see(self, ground: Ground, tmp_path: Path) -> None:
        """After every form has been sent, every withheld record and part stands where it stood."""
        folder = pair.lay_out(tmp_path / "dossier", self.other)
        before = _held_back(load(folder), ground)
        assert len(before) > 30
        with desk(folder, tmp_path / "state", self.marking):
            walk = Walk(lambda: browser("officer"), ground)
            walk.read(a for a in addresses(ground) if a.route.endswith("/edit"))
            walk.write()
        lost = before - _held_back(load(folder), ground)
        assert not lost, "\n".join(sorted(map(str, lost))[:SHOWN])


def ground(other: str = "beside") -> Ground:
    """Return what addresses are filled with."""
    whole = _whole(other)
    narrowed = whole.narrowed(pair.OPEN)
    names = {name for r in whole.whole.records for name in (r.id, *r.was)}
    return Ground(
        seen=tuple(sorted(r.id for r in narrowed.index.records())),
        withheld=tuple(sorted(names - {r.id for r in narrowed.index.records()})),
        dossier=narrowed.as_of(pair.DAY),
    )


def _parted(ground: Ground) -> tuple[list[Address], list[Address]]:
    """Addresses for people, and those for programs."""
    every = list(addresses(ground))
    return [a for a in every if "api/" not in a.route], [a for a in every if "api/" in a.route]


def _whole(which: str) -> Dossier:
    return load_texts(pair.texts(which))


def _timed(ground: Ground) -> Iterator[str]:
    """One address of each route that leads somewhere, and ids that lead nowhere."""
    seen: set[str] = set()
    each: Iterator[Address] = addresses(ground)
    for address in each:
        if address.route not in seen and ABSENT not in address.path and "sign-" not in address.path:
            seen.add(address.route)
            yield address.path
    for id in (ground.withheld[0], ABSENT):
        yield f"/{SLUG}/r/{id}"
        yield f"/{SLUG}/r/{id}/edit"


def _betrays(ask: Ask, body: str) -> bool:
    """Whether a page has a withheld word in it that the request did not bring along."""
    asked = pair.SECRET in ask.path or any(pair.SECRET in value for _, value in ask.sent)
    return not asked and bool(re.search(pair.SECRET, body, re.IGNORECASE)) and ask.method == "GET"


def _held_back(whole: Dossier, ground: Ground) -> set[tuple[str, str]]:
    """Every withheld record, and how many withheld parts each record has."""
    found = {(r.id, r.kind) for r in whole.whole.records if r.id in ground.withheld}
    for record in whole.whole.records:
        if record.id in ground.seen:
            parts = [p for _, p in every_part(record) if "held back" in p.note]
            found |= {(record.id, f"withheld part {n}") for n in range(len(parts))}
    return found
