"""What is withheld leaves no trace at the desk; and the suite that says so would notice."""

from pathlib import Path

import pytest

from summitry.desk.shelf import Reading, Served
from summitry.dossier.header import Grants
from summitry.testing.handling import addresses, suite
from summitry.testing.handling.suite import HandlingConformance, ground
from summitry.testing.handling.walking import differences

pytestmark = pytest.mark.usefixtures("database")


class TestHandling(HandlingConformance):
    in_every_way = ("nobody", "reader")
    every_value = False
    """The long run has everybody ask in every way, each query with every value."""


@pytest.mark.long
class TestHandlingByEverybody(HandlingConformance):
    in_every_way = writing = suite.WHO
    other = "otherwise"


def test_a_leak_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = Served._reading

    def everything(self: Served, grants: Grants | None) -> Reading:
        return every(self, None)

    monkeypatch.setattr(Served, "_reading", everything)
    where, trial = ground(), HandlingConformance()
    trial.in_every_way = ()  # type: ignore[misc]
    walks = [trial.walked(tmp_path, which, "reader", where) for which in ("plain", "beside")]
    told = "\n".join(differences(*walks))
    assert "/talks/records/:" in told, "a count"
    assert "/talks/r/quicksilver-" in told, "a page"


def test_a_route_that_nobody_can_fill_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(addresses.FILLINGS, "kind")
    assert any('part "kind"' in said for said in addresses.unknown_parts())
    with pytest.raises(addresses.NotFilled):
        next(addresses.addresses(ground()))


def test_a_query_that_nobody_asks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(addresses.QUERIES, "on")
    assert 'access.py reads the query "on": say in QUERIES what is asked.' in addresses.unknown_parts()
