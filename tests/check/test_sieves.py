"""A rule's sieve lets through every record in which the rule finds something."""

import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from tests.dossier.generated_dossiers import Records, dice, dossier_of, some_records

from summitry.check.rules import RULES
from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
SIFTED = tuple(rule for rule in RULES if rule.sieve is not None)
UNSIFTED = tuple(replace(rule, sieve=None) for rule in SIFTED)


def _finds_the_same(dossier: Dossier) -> None:
    sifted = check(dossier, SIFTED).found
    assert sifted == check(dossier, UNSIFTED).found


def _with_accidents(dice: random.Random, records: Records) -> Records:
    """The same records, in which some words became others: ids misspelt, or those of another kind."""
    ids = [tree["id"] for listed in records.values() for tree in listed]

    def damaged(value: object) -> object:
        if isinstance(value, dict):
            return {k: v if k == "id" else damaged(v) for k, v in value.items()}
        if isinstance(value, list):
            return [damaged(v) for v in value]
        if isinstance(value, str) and value in ids and dice.random() < 0.2:
            return dice.choice((f"{value}x", dice.choice(ids), f"{dice.choice(ids)}/part"))
        return value

    return {plural: [damaged(tree) for tree in listed] for plural, listed in deepcopy(records).items()}  # type: ignore[misc]


def test_the_example_is_sifted_without_loss() -> None:
    dossier = load(KOREA)
    for day in (date(2018, 3, 12), date(2018, 6, 30)):
        _finds_the_same(dossier.as_of(day))


@given(dice)
@settings(max_examples=25)
def test_a_damaged_dossier_is_sifted_without_loss(dice: random.Random) -> None:
    records, _ = some_records(dice)
    _finds_the_same(dossier_of(_with_accidents(dice, records)).as_of(date(2018, 3, 12)))
